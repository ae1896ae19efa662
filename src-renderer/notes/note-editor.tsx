import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Note } from '../../src-shared/contract/index.ts';
import { isPaperKey } from '../../src-shared/notes/index.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { openEditor } from './editor-view.ts';
import { followMark } from './follow-mark.ts';
import type { FollowMark } from './link-following.ts';
import { followTarget } from './links/follow-target.ts';
import css from './notes.module.css';
import { noteSession } from './sessions.ts';

type EditorProps = {
  /** A paper's id, or the key of a free note. */
  readonly noteKey: string;
  /** Goes to a mark that a quote links to; by itself in the reader of the mark's paper. */
  readonly onMark?: FollowMark;
  /** Hears when it can be written in. */
  readonly onOpen?: () => void;
};

function Editor({ noteKey, onMark = followMark, onOpen }: EditorProps) {
  const parent = useRef<HTMLDivElement>(null);
  const latest = useRef({ onMark, onOpen });
  latest.current = { onMark, onOpen };
  useEffect(() => {
    const session = noteSession(noteKey);
    const editor = openEditor(
      parent.current!,
      session,
      { onMark: (id) => latest.current.onMark(id), onTarget: followTarget },
      isPaperKey(noteKey) ? t.notes.label : t.notes.freeLabel,
    );
    latest.current.onOpen?.();
    return () => {
      session.flush();
      editor.close();
    };
  }, [noteKey]);
  return <div ref={parent} className={css.note} />;
}

function receive(key: string, { state }: Note): true {
  noteSession(key).receive(state);
  return true;
}

/** The Markdown note of a paper, or a free one; fills its parent. */
export function NoteEditor({ noteKey, onMark, onOpen }: EditorProps) {
  const { data: note, isError, refetch } = useQuery(queries.note(noteKey));
  // What is known at once is shown at once: keys that are pressed next are meant for it.
  const [ready, setReady] = useState(() => note !== undefined && receive(noteKey, note));
  useEffect(() => {
    if (note) setReady(receive(noteKey, note));
  }, [noteKey, note]);
  if (ready) return <Editor noteKey={noteKey} onMark={onMark} onOpen={onOpen} />;
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
