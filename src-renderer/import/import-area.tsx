import { useEffect, useRef, useState } from 'react';
import { useActions } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { droppedFiles } from './dropped.ts';
import styles from './import.module.css';
import { ImportDialog } from './import-dialog.tsx';
import { importFiles, showImports, useImports } from './imports.ts';

/** Takes files that are dropped anywhere on the window, or chosen, into the library (LIST-7, FILE-4). */
export function ImportArea() {
  const input = useRef<HTMLInputElement>(null);
  const over = useFileDrop();
  const { items, shown } = useImports();
  useActions([
    {
      id: 'app.import',
      title: t.actions.importFiles,
      keys: ['Mod+O'],
      scope: 'app',
      run: () => input.current?.click(),
    },
    {
      id: 'app.import-report',
      title: t.import.showReport,
      keys: [],
      scope: 'app',
      when: () => items.length > 0,
      run: () => showImports(true),
    },
  ]);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".txt,.html,.htm,.json,.jsonl,.pdf,.zip"
        onChange={({ target }) => {
          importFiles([...(target.files ?? [])]);
          // So that the same file can be chosen again.
          target.value = '';
        }}
      />
      {over ? (
        <div className={styles.over} aria-hidden="true">
          <p>{t.import.drop}</p>
        </div>
      ) : null}
      {shown && items.length > 0 ? <ImportDialog items={items} /> : null}
    </>
  );
}

const hasFiles = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer?.types.includes('Files') ?? false;

/** Whether files are being dragged over the window. */
function useFileDrop(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const on = (type: 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void): void =>
      addEventListener(type, act, { signal: stop.signal });
    on('dragover', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    });
    on('dragleave', ({ relatedTarget }) => {
      if (relatedTarget === null) setOver(false);
    });
    on('drop', (event) => {
      setOver(false);
      if (!event.dataTransfer || !hasFiles(event)) return;
      event.preventDefault();
      void droppedFiles(event.dataTransfer).then(importFiles);
    });
    return () => stop.abort();
  }, []);
  return over;
}
