import type { NoteEntry } from '../../../src-shared/contract/index.ts';
import type { Action } from '../../app/actions.ts';
import { registry } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import { showToast } from '../../app/toast.ts';
import { did } from '../../app/undo.ts';
import { send } from '../../client.ts';
import { settleNote } from '../sessions.ts';
import { chooseNote, newNote } from './note-place.ts';

const texts = t.notes.list;

/** Acts on notes that are there wherever the user is. */
export const NOTE_ACTIONS: readonly Action[] = [
  {
    id: 'notes.new',
    title: texts.create,
    keys: ['n', 'Alt+N'],
    scope: 'app',
    when: () => registry.front !== 'settings',
    run: newNote,
  },
];

/** Moves a free note to the trash; can be undone. */
export async function removeNote({ key, title }: Pick<NoteEntry, 'key' | 'title'>): Promise<void> {
  // An edit that comes after the deletion would bring the note back.
  await settleNote(key);
  const done = texts.removed(title || texts.untitled);
  did(done, [send('notes.remove', { key }).mutationId], [key], (way) => {
    if (way === 'undo') chooseNote(key);
  });
  showToast(done, 'undo');
}
