import { useMemo } from 'react';
import { type Action, runAction, useActions } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import styles from './list-header.module.css';
import { showNested } from './nested.ts';
import { type ListSection, ownIdOf } from './sections.ts';

/** Chips of a list that is the user's own: a collection with those in it, the query of a saved search. */
export function OwnChips({ section }: { section: ListSection }) {
  const { scope, nests, id } = section;
  const collection = scope.kind === 'collection' && nests ? scope : null;
  useActions(useMemo(() => (collection ? [nesting(collection)] : []), [collection]));
  return (
    <>
      {collection ? (
        <Chip action="library.nested" on={collection.nested} title={t.collections.nested} />
      ) : null}
      {ownIdOf('search', id) === null ? null : (
        <Chip action="searches.change" title={t.searches.change} />
      )}
    </>
  );
}

/** Whether a list has chips of its own. */
export const hasOwnChips = ({ nests, id }: ListSection): boolean =>
  nests === true || ownIdOf('search', id) !== null;

const nesting = ({ id, nested }: { id: string; nested: boolean }): Action => ({
  id: 'library.nested',
  title: t.collections.nested,
  keys: [],
  scope: 'library',
  run: () => showNested(id, !nested),
});

type ChipProps = { readonly action: string; readonly title: string; readonly on?: boolean };

function Chip({ action, title, on }: ChipProps) {
  return (
    <button
      type="button"
      className={on ? `${styles.chip} ${styles.on}` : styles.chip}
      aria-pressed={on}
      onClick={() => runAction(action)}
    >
      {title}
    </button>
  );
}
