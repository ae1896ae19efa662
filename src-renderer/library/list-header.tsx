import type { RowFilter, SortOrder } from '../../src-shared/contract/index.ts';
import { type Action, runAction, useActions } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import styles from './list-header.module.css';
import { sortBy, toggleFilter, useListSettings } from './list-settings.ts';
import type { ListSection } from './sections.ts';

const SORTS: readonly SortOrder[] = ['upvotes', 'newest', 'title'];
const FILTERS: readonly RowFilter[] = ['unread', 'offline'];
const texts = t.library.list;

const ACTIONS: readonly Action[] = [
  ...SORTS.map(
    (sort): Action => ({
      id: `library.sort.${sort}`,
      title: t.actions.sortBy(texts.sorts[sort]),
      keys: [],
      scope: 'library',
      run: () => sortBy(sort),
    }),
  ),
  ...FILTERS.map(
    (filter): Action => ({
      id: `library.filter.${filter}`,
      title: t.actions.filterBy(texts.filters[filter]),
      keys: [],
      scope: 'library',
      run: () => toggleFilter(filter),
    }),
  ),
];

/** The section's name, and chips that sort and filter its list. */
export function ListHeader({ section }: { section: ListSection }) {
  const { sort, filters } = useListSettings();
  useActions(ACTIONS);
  return (
    <header className={styles.header}>
      <h1>{section.title}</h1>
      <div className={styles.chips}>
        {section.id === 'trending' ? null : <Sorts sort={sort} />}
        <fieldset className={styles.group}>
          <legend className="visually-hidden">{texts.filter}</legend>
          {FILTERS.map((filter) => (
            <Chip key={filter} action={`library.filter.${filter}`} on={filters.includes(filter)}>
              {texts.filters[filter]}
            </Chip>
          ))}
        </fieldset>
      </div>
    </header>
  );
}

/** What trends stands in the order of who says so. */
function Sorts({ sort }: { sort: SortOrder }) {
  return (
    <fieldset className={styles.group}>
      <legend className="visually-hidden">{texts.sort}</legend>
      {SORTS.map((order) => (
        <Chip key={order} action={`library.sort.${order}`} on={order === sort}>
          {texts.sorts[order]}
        </Chip>
      ))}
    </fieldset>
  );
}

function Chip({ action, on, children }: { action: string; on: boolean; children: string }) {
  return (
    <button
      type="button"
      className={on ? `${styles.chip} ${styles.on}` : styles.chip}
      aria-pressed={on}
      onClick={() => runAction(action)}
    >
      {children}
    </button>
  );
}
