import { formatNumber, formatShortDay, plural } from '../format.ts';

/** Papers that may be the same (LIB-5). */
export const duplicatesTexts = {
  title: 'Duplicates',
  about:
    'Papers that seem to be the same. Merging keeps every highlight, note, tag and collection, and can be undone.',
  empty: 'No two papers here seem to be the same.',
  loading: 'Looking for duplicates…',
  groups: (count: number) => plural(count, 'group', 'groups'),
  more: (count: number) =>
    `and ${plural(count, 'more group', 'more groups')}, shown when these are merged`,
  reasons: {
    doi: 'Same DOI',
    file: 'Same PDF',
    title: 'Same title',
  },
  group: (reason: string, title: string) => `${reason}: ${title}`,
  keep: 'Kept',
  keepOf: (title: string, what: string) => `Keep “${title}” (${what})`,
  merge: 'Merge',
  mergeOf: (title: string, count: number) => `Merge ${plural(count, 'paper', 'papers')}: ${title}`,
  mergeCertain: (count: number) => `Merge ${formatNumber(count)} certain`,
  certainAbout: 'Certain are those with the same DOI or the same PDF.',
  added: (day: string) => `added ${formatShortDay(day)}`,
  collections: (count: number) => plural(count, 'collection', 'collections'),
  nothing: 'no highlight, no note',
  done: (count: number) => `${plural(count, 'paper', 'papers')} merged into one`,
  doneMany: (count: number) =>
    plural(count, 'group of duplicates merged', 'groups of duplicates merged'),
};
