import type { NoteExport } from '../../src-shared/contract/index.ts';
import type { Action } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { showToast } from '../app/toast.ts';
import { saveFile } from '../cite/hand-over.ts';
import { client } from '../client.ts';
import { noteSession } from './sessions.ts';

const texts = t.noteExport;

/** Saves a note, by its key, as Markdown for other programs (NOTE-4). */
export function exportAction(key: string): Action {
  return {
    id: 'notes.export',
    title: texts.act,
    keys: [],
    scope: 'reader',
    run: () => void exportNote(key),
  };
}

/** Saves a note as a file, and says what became of it. */
export async function exportNote(key: string): Promise<void> {
  await settled(key);
  const made = await client.notes.export({ key }).catch(() => null);
  if (made?.ok) saveFile(made.name, made.markdown);
  showToast(saidOf(made));
}

function saidOf(made: NoteExport | null): string {
  if (!made) return texts.failed;
  return made.ok ? texts.saved(made.name) : texts.reasons[made.reason];
}

/** The core is asked when it has what was typed last; one that does not answer is asked all the same. */
async function settled(key: string): Promise<void> {
  const session = noteSession(key);
  session.flush();
  for (let tries = 0; tries < 20 && !session.isSettled; tries++)
    await new Promise((resolve) => setTimeout(resolve, 50));
}
