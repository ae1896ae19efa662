import type { Collection, Counts, SavedSearch, Scope } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';

/** What a list or a page of the sidebar is known by, such as `all` or `collection:<id>`. */
type Known = { readonly id: string; readonly title: string };

/** An entry that shows a list of papers. */
export type ListSection = Known & {
  readonly scope: Scope;
  /** What a saved search asks for. */
  readonly query?: string;
  /** Whether there are collections in it, whose papers can be shown with its own. */
  readonly nests?: boolean;
  /** Stands in place of the list where there is no paper. */
  readonly empty: string;
};

/** Entries that show a page of their own in place of a list. */
export type PageId = 'online' | 'notes' | 'duplicates' | 'statistics' | 'trash';

/** An entry that shows a page. */
export type PageSection = Known & { readonly id: PageId; readonly scope?: never };

/** What an entry of the sidebar shows: its papers or its page. */
export type Section = ListSection | PageSection;

/** An entry that is always there, with the number beside it. */
export type FixedSection = Section & { readonly count: (counts: Counts) => number };

const titles = t.app.sidebar;
const empty = t.library.empty;

/** The entries above the library's heading. */
export const LISTING_SECTIONS: readonly FixedSection[] = [
  list('latest', { kind: 'latest' }, titles.latest, empty.latest, (c) => c.latest),
  list('week', { kind: 'week' }, titles.week, empty.week, (c) => c.week),
  list('trending', { kind: 'trending' }, titles.trending, empty.trending, (c) => c.trending),
  { id: 'online', title: titles.online, count: () => 0 },
];

/** The entries under the library's heading. */
export const LIBRARY_SECTIONS: readonly FixedSection[] = [
  list('all', { kind: 'all' }, titles.all, empty.all, (c) => c.all),
  list(
    'reading-list',
    { kind: 'reading-list' },
    titles.readingList,
    empty.readingList,
    (c) => c.readingList,
  ),
  list(
    'reading',
    { kind: 'status', status: 'reading' },
    titles.reading,
    empty.reading,
    (c) => c.reading,
  ),
  list('starred', { kind: 'starred' }, titles.starred, empty.starred, (c) => c.starred),
  list(
    'highlights',
    { kind: 'highlights' },
    titles.highlights,
    empty.highlights,
    (c) => c.highlights,
  ),
  { id: 'notes', title: titles.notes, count: (c) => c.notes + c.freeNotes },
  list('unlisted', { kind: 'unlisted' }, titles.unlisted, empty.unlisted, (c) => c.unlisted),
  { id: 'duplicates', title: titles.duplicates, count: () => 0 },
  { id: 'statistics', title: titles.statistics, count: () => 0 },
  { id: 'trash', title: titles.trash, count: (c) => c.trash },
];

function list(
  id: string,
  scope: Scope,
  title: string,
  empty: string,
  count: FixedSection['count'],
): FixedSection {
  return { id, scope, title, empty, count };
}

/** The entries that are always there, as they stand. */
export const FIXED_SECTIONS: readonly FixedSection[] = [...LISTING_SECTIONS, ...LIBRARY_SECTIONS];

/** The user's own lists, as far as they are known; undefined while they are on their way. */
export type OwnLists = {
  /** Collections that are shown with the papers of those in them. */
  readonly nested?: ReadonlySet<string>;
  readonly collections: readonly Collection[] | undefined;
  readonly searches: readonly SavedSearch[] | undefined;
};

/** The entry of a collection. */
export const collectionSectionId = (id: string): string => `collection:${id}`;
/** The entry of a tag. */
export const tagSectionId = (tag: string): string => `tag:${tag}`;
/** The entry of a saved search. */
export const searchSectionId = (id: string): string => `search:${id}`;

/** Kinds of lists that are the user's own. */
export type OwnKind = 'collection' | 'tag' | 'search';

/** What follows the kind in an entry's id; null of another kind. */
export function ownIdOf(kind: OwnKind, id: string | null): string | null {
  return id?.startsWith(`${kind}:`) ? id.slice(kind.length + 1) : null;
}

/**
 * The section of an id; the first where it is unknown, as one of a newer version or a deleted
 * collection would be. Undefined while it cannot be told.
 */
export function sectionOf(id: string | null, own: OwnLists): Section | undefined {
  const fixed = FIXED_SECTIONS.find((section) => section.id === id);
  if (fixed) return fixed;
  const tag = ownIdOf('tag', id);
  if (tag) return tagSection(tag);
  const collection = ownIdOf('collection', id);
  if (collection !== null)
    return found(own.collections, collection, (one) => collectionSection(one, own));
  const search = ownIdOf('search', id);
  if (search !== null) return found(own.searches, search, searchSection);
  return FIXED_SECTIONS[0];
}

function found<Item extends { readonly id: string }>(
  items: readonly Item[] | undefined,
  id: string,
  section: (item: Item) => Section,
): Section | undefined {
  const item = items?.find((one) => one.id === id);
  if (item) return section(item);
  return items ? FIXED_SECTIONS[0] : undefined;
}

function tagSection(tag: string): ListSection {
  return { id: tagSectionId(tag), title: tag, scope: { kind: 'tag', tag }, empty: empty.tag };
}

function collectionSection(collection: Collection, { collections, nested }: OwnLists): ListSection {
  const { id, name } = collection;
  const nests = collections?.some(({ parent }) => parent === id) ?? false;
  return {
    id: collectionSectionId(id),
    title: name,
    scope: { kind: 'collection', id, nested: nests && (nested?.has(id) ?? false) },
    nests,
    empty: collection.nested > collection.papers ? empty.collectionNested : empty.collection,
  };
}

function searchSection({ id, name, query }: SavedSearch): ListSection {
  return {
    id: searchSectionId(id),
    title: name,
    scope: { kind: 'all' },
    query,
    empty: empty.search,
  };
}
