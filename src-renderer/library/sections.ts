import type { Counts, Scope } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';

/** An entry of the sidebar. */
export type ListId =
  | 'latest'
  | 'week'
  | 'trending'
  | 'all'
  | 'unlisted'
  | 'reading'
  | 'starred'
  | 'highlights'
  | 'notes';

/** Entries that show a page of their own in place of a list. */
export type PageId = 'online' | 'trash';

type Entry<Id> = {
  readonly id: Id;
  readonly title: string;
  readonly count: (counts: Counts) => number;
};

/** An entry that shows a list of papers. */
export type ListSection = Entry<ListId> & { readonly scope: Scope; readonly query?: string };

/** What an entry of the sidebar shows: its papers or its page, its name, its number. */
export type Section = ListSection | (Entry<PageId> & { readonly scope?: never });

const titles = t.app.sidebar;

/** The entries above the library's heading. */
export const LISTING_SECTIONS: readonly Section[] = [
  { id: 'latest', scope: { kind: 'latest' }, title: titles.latest, count: (c) => c.latest },
  { id: 'week', scope: { kind: 'week' }, title: titles.week, count: (c) => c.week },
  { id: 'trending', scope: { kind: 'trending' }, title: titles.trending, count: (c) => c.trending },
  { id: 'online', title: titles.online, count: () => 0 },
];

/** The entries under the library's heading. */
export const LIBRARY_SECTIONS: readonly Section[] = [
  { id: 'all', scope: { kind: 'all' }, title: titles.all, count: (c) => c.all },
  { id: 'unlisted', scope: { kind: 'unlisted' }, title: titles.unlisted, count: (c) => c.unlisted },
  {
    id: 'reading',
    scope: { kind: 'status', status: 'reading' },
    title: titles.reading,
    count: (c) => c.reading,
  },
  { id: 'starred', scope: { kind: 'starred' }, title: titles.starred, count: (c) => c.starred },
  {
    id: 'highlights',
    scope: { kind: 'highlights' },
    title: titles.highlights,
    count: (c) => c.highlights,
  },
  { id: 'notes', scope: { kind: 'notes' }, title: titles.notes, count: (c) => c.notes },
  { id: 'trash', title: titles.trash, count: (c) => c.trash },
];

/** All entries, as they stand. */
export const SECTIONS: readonly Section[] = [...LISTING_SECTIONS, ...LIBRARY_SECTIONS];

/** The section of an id; the first where it is unknown, as one of a newer version would be. */
export function sectionOf(id: string | null): Section {
  return SECTIONS.find((section) => section.id === id) ?? SECTIONS[0]!;
}
