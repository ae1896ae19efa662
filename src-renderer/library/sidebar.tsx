import { useQuery } from '@tanstack/react-query';
import type { Counts } from '../../src-shared/contract/index.ts';
import { type Action, runAction, useActions } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { SidebarCollections } from '../collections/index.ts';
import { queries } from '../queries.ts';
import { SidebarSearches } from '../searches/index.ts';
import { useSidebarMenus } from './context-targets.ts';
import { setStatus } from './paper-acts.ts';
import {
  FIXED_SECTIONS,
  type FixedSection,
  LIBRARY_SECTIONS,
  LISTING_SECTIONS,
  type OwnKind,
  ownIdOf,
} from './sections.ts';
import { showSection } from './show-section.ts';
import styles from './sidebar.module.css';
import { SidebarEntry } from './sidebar-entry.tsx';
import { SidebarTags } from './sidebar-tags.tsx';

const texts = t.app.sidebar;

/** Of the sidebar's element. */
export const SIDEBAR_ID = 'library-sidebar';

const ACTIONS: readonly Action[] = FIXED_SECTIONS.map(({ id, title }) => ({
  id: `library.show.${id}`,
  title: t.actions.show(title),
  keys: [],
  scope: 'library',
  run: () => showSection(id),
}));

type Props = {
  /** The entry that is shown; null while that is not known. */
  readonly current: string | null;
  readonly counts: Counts | undefined;
};

/** The entries that choose what the list shows, with their numbers (LIB-1). */
export function Sidebar({ current, counts }: Props) {
  const duplicates = useQuery(queries.duplicates()).data?.length ?? 0;
  useActions(ACTIONS);
  useSidebarMenus();
  const library = LIBRARY_SECTIONS.filter(
    ({ id }) => id !== 'duplicates' || duplicates > 0 || current === id,
  );
  const countOf = ({ id, count }: FixedSection): number =>
    id === 'duplicates' ? duplicates : counts ? count(counts) : 0;
  const currentOf = (kind: OwnKind): string | null =>
    ownIdOf(kind, current) === null ? null : current;
  return (
    <nav id={SIDEBAR_ID} className={styles.sidebar} aria-label={texts.label}>
      <Entries sections={LISTING_SECTIONS} current={current} countOf={countOf} />
      <h2>{texts.library}</h2>
      <Entries sections={library} current={current} countOf={countOf} />
      <SidebarCollections current={currentOf('collection')} />
      <SidebarTags current={currentOf('tag')} />
      <SidebarSearches current={currentOf('search')} />
    </nav>
  );
}

type EntriesProps = {
  readonly sections: readonly FixedSection[];
  readonly current: string | null;
  readonly countOf: (section: FixedSection) => number;
};

function Entries({ sections, current, countOf }: EntriesProps) {
  return (
    <ul>
      {sections.map((section) => (
        <li key={section.id}>
          <SidebarEntry
            title={section.title}
            count={countOf(section)}
            told={section.id === 'notes' ? t.notes.list.count(countOf(section)) : undefined}
            current={section.id === current}
            onPress={() => runAction(`library.show.${section.id}`)}
            onPapers={section.id === 'reading-list' ? putOnReadingList : undefined}
          />
        </li>
      ))}
    </ul>
  );
}

const putOnReadingList = (ids: string[]): void => void setStatus(ids, 'to-read');
