import { formatNumber, plural } from '../format.ts';

const papers = (count: number): string => plural(count, 'paper', 'papers');

/** What the interface says of acts that were done, and of those on many papers. */
export const actTexts = {
  undone: (title: string) => `Undone: ${title}`,
  redone: (title: string) => `Done again: ${title}`,
  tooLate: (title: string) =>
    `“${title}” can no longer be taken back: the core was restarted since.`,
  selected: (count: number) => `${formatNumber(count)} selected`,
  announceSelected: (count: number) =>
    count > 1 ? `${papers(count)} selected` : 'Only this paper selected',
  bar: 'Acts on the selected papers',
  status: 'Status',
  clear: 'Clear the selection',
  done: {
    starred: (count: number) => `${papers(count)} starred`,
    unstarred: (count: number) => `Star removed from ${papers(count)}`,
    status: (count: number, status: string) => `${papers(count)} marked as “${status}”`,
    tagged: (count: number, tag: string) => `${papers(count)} tagged “${tag}”`,
    untagged: (count: number, tag: string) => `Tag “${tag}” removed from ${papers(count)}`,
    collected: (count: number, name: string) => `${papers(count)} added to “${name}”`,
    uncollected: (count: number, name: string) => `${papers(count)} taken out of “${name}”`,
    dueSet: (count: number, day: string) => `${papers(count)} due ${day}`,
    dueCleared: (count: number) => `Due day taken from ${papers(count)}`,
    arranged: (count: number) => `${papers(count)} moved on the reading list`,
    removed: (count: number) => `${papers(count)} moved to the trash`,
    queued: (count: number) => `${papers(count)} queued for fetching`,
  },
  progress: (done: number, total: number) => `${formatNumber(done)} of ${papers(total)}`,
  stop: 'Stop',
  pickers: {
    tags: 'Tags',
    tagsFor: (count: number) => (count > 1 ? `Tags of ${papers(count)}` : 'Tags'),
    filterTags: 'Filter tags, or name a new one',
    newTag: (name: string) => `New tag “${name}”`,
    noTags: 'No tags yet. Type a name to make one.',
    collectionsFor: (count: number) =>
      count > 1 ? `Collections of ${papers(count)}` : 'Collections',
    filterCollections: 'Filter collections, or name a new one',
    newCollection: (name: string) => `New collection “${name}”`,
    noCollections: 'No collections yet. Type a name to make one.',
    some: 'some of them',
    has: (count: number) => plural(count, 'choice', 'choices'),
    close: 'Done',
  },
};
