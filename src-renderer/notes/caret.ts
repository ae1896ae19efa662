import {
  createAbsolutePositionFromRelativePosition,
  createRelativePositionFromTypeIndex,
  type RelativePosition,
} from 'yjs';
import type { NoteSession } from './note-session.ts';

const carets = new WeakMap<NoteSession, RelativePosition>();

/** Keeps where in a note was written last, over what others write and while it is closed. */
export function keepCaret(session: NoteSession, offset: number): void {
  carets.set(session, createRelativePositionFromTypeIndex(session.text, offset));
}

/** Where in a note was written last; undefined where nothing was. */
export function caretOf(session: NoteSession): number | undefined {
  const caret = carets.get(session);
  const { doc } = session.text;
  if (!caret || !doc) return undefined;
  return createAbsolutePositionFromRelativePosition(caret, doc)?.index;
}
