import { queries, queryClient } from '../queries.ts';
import { focusNote, insertBlock } from './insert.ts';
import { type Quotation, quoteMarkdown } from './quote.ts';
import { noteSession } from './sessions.ts';

/** Puts a highlight into its paper's note as a quote; false where the note could not be had. */
export async function quoteInNote(paperId: string, quotation: Quotation): Promise<boolean> {
  // What is written before the note is here would stand at a place that is not known.
  const note = await queryClient.fetchQuery(queries.note(paperId)).catch(() => undefined);
  if (!note) return false;
  const session = noteSession(paperId);
  session.receive(note.state);
  insertBlock(session, quoteMarkdown(quotation));
  session.flush();
  return true;
}

/** Gives a paper's note the focus, behind what was written last, where it is open. */
export function focusNoteOf(paperId: string): boolean {
  return focusNote(noteSession(paperId));
}
