import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { t } from '../app/texts/index.ts';
import { useSaveState } from '../client.ts';
import { queries } from '../queries.ts';
import { openEditor } from './editor-view.ts';
import css from './notes.module.css';
import { noteSession } from './sessions.ts';

/** Says "Saved" only when the core has acknowledged everything. */
function Saved({ paperId, edited }: { paperId: string; edited: boolean }) {
  const { pending, failed } = useSaveState();
  if (!edited || failed > 0) return null;
  const settled = pending === 0 && noteSession(paperId).isSettled;
  return <p className={css.saved}>{settled ? t.notes.saved : t.notes.saving}</p>;
}

function Editor({ paperId }: { paperId: string }) {
  const parent = useRef<HTMLDivElement>(null);
  const [edited, setEdited] = useState(false);
  useEffect(() => {
    const session = noteSession(paperId);
    const view = openEditor(parent.current!, session);
    const noticed = (_event: unknown, { local }: { local: boolean }) => local && setEdited(true);
    session.text.observe(noticed);
    return () => {
      session.text.unobserve(noticed);
      session.flush();
      view.destroy();
    };
  }, [paperId]);
  return (
    <>
      <div ref={parent} className={css.editor} />
      <Saved paperId={paperId} edited={edited} />
    </>
  );
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
  if (ready) {
    return (
      <div className={css.note}>
        <Editor paperId={paperId} />
      </div>
    );
  }
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
