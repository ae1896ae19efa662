import type { Collection } from '../../src-shared/contract/index.ts';
import type { Action } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { expand } from '../library/expanded.ts';
import { moveCollection, removeCollection, shownCollections } from './acts.ts';
import { isMeant, subjectCollection, useSubject } from './subject.ts';
import { type Place, placeOfIndent, placeOfStep } from './tree.ts';

const texts = t.actions;

type Of = (collection: Collection) => void;

const onSubject = (id: string, title: string, keys: string[], run: Of): Action => ({
  id: `collections.${id}`,
  title,
  keys,
  scope: 'library',
  when: () => subjectCollection() !== undefined,
  run: () => {
    const subject = subjectCollection();
    if (subject) run(subject);
  },
});

type PlaceOf = (all: readonly Collection[], id: string) => Place | null;

const moving = (id: string, title: string, key: string, placeOf: PlaceOf): Action => {
  const place = ({ id }: Collection) => placeOf(shownCollections(), id);
  const action = onSubject(id, title, [key], (collection) => {
    const to = place(collection);
    if (!to) return;
    moveCollection(collection, to);
    // Who moves it by keys goes with it.
    if (to.parent !== null) expand(to.parent);
  });
  const when = (): boolean => {
    const subject = subjectCollection();
    return subject !== undefined && isMeant() && place(subject) !== null;
  };
  return { ...action, when };
};

const removal = onSubject('remove', texts.deleteCollection, ['Delete'], removeCollection);

/** What can be done to collections; the same in menus, palette and by key. */
export const COLLECTION_ACTIONS: readonly Action[] = [
  {
    id: 'collections.new',
    title: texts.newCollection,
    keys: [],
    scope: 'library',
    run: () => useSubject.setState({ naming: { parent: null } }),
  },
  onSubject('new-inside', texts.newCollectionInside, [], ({ id }) =>
    useSubject.setState({ naming: { parent: id } }),
  ),
  onSubject('rename', texts.renameCollection, ['F2'], ({ id }) =>
    useSubject.setState({ naming: { id } }),
  ),
  moving('up', texts.collectionUp, 'Alt+ArrowUp', (all, id) => placeOfStep(all, id, -1)),
  moving('down', texts.collectionDown, 'Alt+ArrowDown', (all, id) => placeOfStep(all, id, 1)),
  moving('in', texts.collectionIn, 'Alt+ArrowRight', (all, id) => placeOfIndent(all, id, 'in')),
  moving('out', texts.collectionOut, 'Alt+ArrowLeft', (all, id) => placeOfIndent(all, id, 'out')),
  // In the list the key is for papers.
  { ...removal, when: () => isMeant() && subjectCollection() !== undefined },
];
