import type { Action } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import type { ReaderSession } from '../reader-session.ts';

const acts = t.find.acts;

/** Longer selections are rarely what is looked for. */
const LONGEST_WORDS = 80;

/** Selected words to begin with, nothing where there are none or too many. */
function selectedWords({ selection }: ReaderSession): string {
  const words = selection.hasText && selection.isReady ? selection.text.trim() : '';
  return words.length <= LONGEST_WORDS && !words.includes('\n') ? words : '';
}

/** What a user can do to find words in the open document. */
export function findActions({ session }: { readonly session: ReaderSession }): Action[] {
  const act = (id: string, title: string, keys: readonly string[], run: () => void): Action => ({
    id: `reader.${id}`,
    title,
    keys,
    scope: 'reader',
    run,
  });
  return [
    act('find', acts.find, ['Mod+F'], () => session.find.open(selectedWords(session))),
    act('findNext', acts.next, ['F3', 'Mod+G'], () => session.find.step(1)),
    act('findPrevious', acts.previous, ['Shift+F3', 'Mod+Shift+G'], () => session.find.step(-1)),
    act('findCase', acts.matchCase, [], () => session.find.toggle('matchCase')),
    act('findWholeWord', acts.wholeWord, [], () => session.find.toggle('wholeWord')),
    {
      ...act('findInSection', acts.inSection, [], () => void session.find.toggleSection()),
      when: () => session.find.isOpen,
    },
    {
      ...act('findClose', acts.close, [], () => session.find.close()),
      when: () => session.find.isOpen,
    },
  ];
}
