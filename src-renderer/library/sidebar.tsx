import type { Counts } from '../../src-shared/contract/index.ts';
import { type Action, runAction, useActions } from '../app/actions.ts';
import { selectPaper, showSidebarEntry, useNavigation } from '../app/navigation.ts';
import { formatNumber } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';
import {
  LIBRARY_SECTIONS,
  LISTING_SECTIONS,
  SECTIONS,
  type Section,
  sectionOf,
} from './sections.ts';
import styles from './sidebar.module.css';

const texts = t.app.sidebar;

const ACTIONS: readonly Action[] = SECTIONS.map((section) => ({
  id: `library.show.${section.id}`,
  title: t.actions.show(section.title),
  keys: [],
  scope: 'library',
  run: () => show(section),
}));

/** The entries that choose what the list shows, with their numbers. */
export function Sidebar({ current, counts }: { current: Section; counts: Counts | undefined }) {
  useActions(ACTIONS);
  return (
    <nav className={styles.sidebar} aria-label={texts.label}>
      <Entries sections={LISTING_SECTIONS} current={current} counts={counts} />
      <h2>{texts.library}</h2>
      <Entries sections={LIBRARY_SECTIONS} current={current} counts={counts} />
    </nav>
  );
}

type EntriesProps = {
  readonly sections: readonly Section[];
  readonly current: Section;
  readonly counts: Counts | undefined;
};

function Entries({ sections, current, counts }: EntriesProps) {
  return (
    <ul>
      {sections.map((section) => (
        <li key={section.id}>
          <button
            type="button"
            className={section === current ? `${styles.entry} ${styles.on}` : styles.entry}
            aria-current={section === current ? 'page' : undefined}
            onClick={() => runAction(`library.show.${section.id}`)}
          >
            {section.title}
            <Count value={counts ? section.count(counts) : 0} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Count({ value }: { value: number }) {
  return value === 0 ? null : (
    <span className={styles.count}>
      <span aria-hidden="true">{formatNumber(value)}</span>
      <span className="visually-hidden">{texts.count(value)}</span>
    </span>
  );
}

function show(section: Section): void {
  if (sectionOf(useNavigation.getState().sidebar) !== section) selectPaper(null);
  // The entry that is shown anyway is chosen, too, or a layout that is restored later would win.
  showSidebarEntry(section.id);
}
