import { queries, queryClient } from '../queries.ts';
import type { NoteSession } from './note-session.ts';
import { noteSession } from './sessions.ts';

/**
 * A note with all that the core has of it, to be written in: what is written before would stand at
 * a place that is not known. Undefined where the core cannot be asked.
 */
export async function loadedNote(key: string): Promise<NoteSession | undefined> {
  const note = await queryClient.fetchQuery(queries.note(key)).catch(() => undefined);
  if (!note) return undefined;
  const session = noteSession(key);
  session.receive(note.state);
  return session;
}
