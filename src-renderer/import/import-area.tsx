import { useRef } from 'react';
import { useActions } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { chosenFiles } from './given-files.ts';
import styles from './import.module.css';
import { ImportDialog } from './import-dialog.tsx';
import { importFiles, showImports, useImports } from './imports.ts';
import { useFileDrop } from './use-file-drop.ts';

/** Takes files that are dropped anywhere on the window, or chosen, into the library (LIST-7, FILE-4). */
export function ImportArea() {
  const input = useRef<HTMLInputElement>(null);
  const over = useFileDrop();
  const shown = useImports((state) => state.shown);
  const hasReport = useImports(({ items }) => items.length > 0);
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
      when: () => hasReport,
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
        accept=".txt,.html,.htm,.json,.jsonl,.pdf,.zip,.bib,.ris,.rdf"
        onChange={({ target }) => {
          if (target.files?.length) importFiles(chosenFiles(target.files));
          // So that the same file can be chosen again.
          target.value = '';
        }}
      />
      {over ? (
        <div className={styles.over} aria-hidden="true">
          <p>{t.import.drop}</p>
        </div>
      ) : null}
      {shown ? <ImportDialog /> : null}
    </>
  );
}
