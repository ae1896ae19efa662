import { focusNote, insertBlock, isShown } from './insert.ts';
import { loadedNote } from './loaded-note.ts';
import { type Quotation, quoteMarkdown } from './quote.ts';
import { noteSession } from './sessions.ts';

/** Puts a highlight into its paper's note as a quote; false where the note could not be had. */
export async function quoteInNote(paperId: string, quotation: Quotation): Promise<boolean> {
  const session = await loadedNote(paperId);
  if (!session) return false;
  insertBlock(session, quoteMarkdown(quotation));
  session.flush();
  return true;
}

/** Whether an editor shows a paper's note. */
export function isNoteOpen(paperId: string): boolean {
  return isShown(noteSession(paperId));
}

/** Gives a paper's note the focus, behind what was written last, where it is open. */
export function focusNoteOf(paperId: string): boolean {
  return focusNote(noteSession(paperId));
}
