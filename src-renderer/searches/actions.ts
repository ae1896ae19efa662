import type { SavedSearch } from '../../src-shared/contract/index.ts';
import type { Action } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { moveSearch, removeSearch, shownSearches } from './acts.ts';
import { beforeOfStep } from './order.ts';
import { isMeant, subjectSearch, useSubject } from './subject.ts';

const texts = t.actions;

type Of = (search: SavedSearch) => void;
type When = (search: SavedSearch) => boolean;

const onSubject = (
  id: string,
  title: string,
  keys: string[],
  run: Of,
  when: When = () => true,
): Action => ({
  id: `searches.${id}`,
  title,
  keys,
  scope: 'library',
  when: () => {
    const subject = subjectSearch();
    return subject !== undefined && when(subject);
  },
  run: () => {
    const subject = subjectSearch();
    if (subject) run(subject);
  },
});

const moving = (id: string, title: string, key: string, step: 1 | -1): Action => {
  const before = (search: SavedSearch) => beforeOfStep(shownSearches(), search.id, step);
  const run = (search: SavedSearch): void => {
    const place = before(search);
    if (place !== undefined) moveSearch(search, place);
  };
  return onSubject(id, title, [key], run, (one) => isMeant() && before(one) !== undefined);
};

/** What can be done to saved searches. */
export const SEARCH_ACTIONS: readonly Action[] = [
  onSubject('change', texts.changeSearch, ['F2'], ({ id }) =>
    useSubject.setState({ naming: { id } }),
  ),
  moving('up', texts.searchUp, 'Alt+ArrowUp', -1),
  moving('down', texts.searchDown, 'Alt+ArrowDown', 1),
  // In the list the key is for papers.
  onSubject('remove', texts.deleteSearch, ['Delete'], removeSearch, isMeant),
];
