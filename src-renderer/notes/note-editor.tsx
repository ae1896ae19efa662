import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { openEditor } from './editor-view.ts';
import css from './notes.module.css';
import { noteSession } from './sessions.ts';

function Editor({ paperId }: { paperId: string }) {
  const parent = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const session = noteSession(paperId);
    const editor = openEditor(parent.current!, session);
    return () => {
      session.flush();
      editor.close();
    };
  }, [paperId]);
  return <div ref={parent} className={css.note} />;
}

/** The Markdown note of a paper; fills its parent. */
export function NoteEditor({ paperId }: { paperId: string }) {
  const { data: note, isError, refetch } = useQuery(queries.note(paperId));
  const [ready, setReady] = useState(false);
  useEffect(() => {
    if (!note) return;
    noteSession(paperId).receive(note.state);
    setReady(true);
  }, [paperId, note]);
  if (ready) return <Editor paperId={paperId} />;
  if (!isError) return <p className={css.message}>{t.notes.loading}</p>;
  return (
    <div className={css.message} role="alert">
      <p>{t.notes.failed}</p>
      <button type="button" className={css.button} onClick={() => void refetch()}>
        {t.notes.retry}
      </button>
    </div>
  );
}
