import { mutate } from '../client.ts';
import { NoteSession } from './note-session.ts';

const sessions = new Map<string, NoteSession>();

/** The note of a paper in this window; it outlives its editor, with what is on its way and undo. */
export function noteSession(paperId: string): NoteSession {
  let session = sessions.get(paperId);
  if (!session) {
    session = new NoteSession((update) => mutate('notes.apply', { key: paperId, update }));
    sessions.set(paperId, session);
  }
  return session;
}

/** Journals what any note holds back; before the frame asks whether all is saved. */
function flushNotes(): void {
  for (const session of sessions.values()) session.flush();
}

for (const event of ['beforeunload', 'pagehide', 'visibilitychange']) {
  window.addEventListener(event, flushNotes, { capture: true });
}
