import type { EditorView } from '@codemirror/view';
import { caretOf, keepCaret } from './caret.ts';
import type { NoteSession } from './note-session.ts';
import { blockAfter } from './quote.ts';

const open = new WeakMap<NoteSession, EditorView>();

/** Says which editor shows a note, until the function it returns is called. */
export function showsNote(session: NoteSession, view: EditorView): () => void {
  open.set(session, view);
  return () => {
    if (open.get(session) === view) open.delete(session);
  };
}

/** Whether an editor shows a note. */
export const isShown = (session: NoteSession): boolean => open.has(session);

/** Gives the editor of a note the focus; false where none is open. */
export function focusNote(session: NoteSession): boolean {
  const view = open.get(session);
  view?.focus();
  return view !== undefined;
}

/**
 * Puts a block of Markdown into a note behind the line that was written last, or else at its end;
 * one edit, which is undone as one. The caret goes behind it.
 */
export function insertBlock(session: NoteSession, block: string): void {
  const { text, undo } = session;
  const note = text.toString();
  const { from, insert, caret } = blockAfter(note, caretOf(session) ?? note.length, block);
  undo.stopCapturing();
  const view = open.get(session);
  if (view) {
    const selection = { anchor: caret };
    view.dispatch({ changes: { from, insert }, selection, scrollIntoView: true });
  } else text.insert(from, insert);
  undo.stopCapturing();
  keepCaret(session, caret);
}
