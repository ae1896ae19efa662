import { mutate } from '../client.ts';
import { NoteSession } from './note-session.ts';

const sessions = new Map<string, NoteSession>();

/** The note of this key in this window; it outlives its editor, with what is on its way and undo. */
export function noteSession(key: string): NoteSession {
  let session = sessions.get(key);
  if (!session) {
    session = new NoteSession((update) => mutate('notes.apply', { key, update }));
    sessions.set(key, session);
  }
  return session;
}

/** Resolves when the core has answered to every edit of a note. */
export async function settleNote(key: string): Promise<void> {
  const session = sessions.get(key);
  session?.flush();
  while (session && !session.isSettled) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Journals what any note holds back; before the frame asks whether all is saved. */
function flushNotes(): void {
  for (const session of sessions.values()) session.flush();
}

for (const event of ['beforeunload', 'pagehide', 'visibilitychange']) {
  window.addEventListener(event, flushNotes, { capture: true });
}
