import { memo, type ReactNode, useMemo } from 'react';
import { type RowFilter, rowFilter } from '../../src-shared/contract/index.ts';
import { type Action, runAction, useActions } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { OrganisationMenu } from '../search/organisation-menu.tsx';
import styles from './list-header.module.css';
import {
  canGroup,
  groupByDay,
  sortBy,
  sortsOf,
  toggleFilter,
  useListSettings,
} from './list-settings.ts';
import { MoreFilters } from './more-filters.tsx';
import type { ListSection } from './sections.ts';
import { SortMenu } from './sort-menu.tsx';

const texts = t.library.list;

const FILTERS: readonly RowFilter[] = rowFilter.options;

/** Filters by what has a section of its own too: they are chips only while they are on. */
const RARE: readonly RowFilter[] = ['starred', 'highlights', 'notes'];

type Props = {
  readonly section: ListSection;
  /** More chips behind these. */
  readonly chips?: ReactNode;
  /** What stands under the chips. */
  readonly notes?: ReactNode;
};

/** What a search is for is nothing to its header: it stays as it is while letters are typed. */
function isSameHead(a: Props, b: Props): boolean {
  const [one, other] = [a.section, b.section];
  const isSame = one.id === other.id && one.title === other.title && one.scope === other.scope;
  return isSame && !one.query === !other.query && a.chips === b.chips && a.notes === b.notes;
}

/** The section's name, the order of its list, and chips that filter it. */
export const ListHeader = memo(function ListHeader({ section, chips, notes }: Props) {
  const settings = useListSettings(section);
  useActions(useMemo(() => headerActions(section, settings.grouped), [section, settings.grouped]));
  const isOn = (filter: RowFilter): boolean => settings.filters.includes(filter);
  return (
    <header className={styles.header}>
      <h1>{section.title}</h1>
      <div className={styles.chips}>
        {/* What trends stands in the order of who says so. */}
        {section.scope.kind === 'trending' ? null : <SortMenu list={section} settings={settings} />}
        <fieldset className={styles.group}>
          <legend className="visually-hidden">{texts.filter}</legend>
          {FILTERS.filter((filter) => isOn(filter) || !RARE.includes(filter)).map((filter) => (
            <Chip key={filter} action={`library.filter.${filter}`} on={isOn(filter)}>
              {texts.filters[filter]}
            </Chip>
          ))}
        </fieldset>
        <OrganisationMenu />
        <MoreFilters filters={RARE} on={settings.filters} />
        {chips && !notes ? <div className={styles.group}>{chips}</div> : null}
      </div>
      {notes ? (
        <div className={styles.found}>
          {notes}
          {chips ? <div className={styles.chips}>{chips}</div> : null}
        </div>
      ) : null}
    </header>
  );
}, isSameHead);

function headerActions(section: ListSection, grouped: boolean): Action[] {
  const act = (id: string, title: string, run: () => void): Action => ({
    id: `library.${id}`,
    title,
    keys: [],
    scope: 'library',
    run,
  });
  const sorts = section.scope.kind === 'trending' ? [] : sortsOf(section);
  return [
    ...sorts.map((sort) =>
      act(`sort.${sort}`, t.actions.sortBy(texts.sorts[sort]), () => sortBy(section, sort)),
    ),
    ...(sorts.some(canGroup)
      ? [act('group-by-day', texts.groupByDay, () => groupByDay(section, !grouped))]
      : []),
    ...FILTERS.map((filter) =>
      act(`filter.${filter}`, t.actions.filterBy(texts.filters[filter]), () =>
        toggleFilter(section, filter),
      ),
    ),
  ];
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
