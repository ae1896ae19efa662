import { formatNumber, plural } from '../format.ts';

/** The frame: tabs, sidebar, palette, help, banners. */
export const appTexts = {
  tabs: {
    label: 'Open papers',
    library: 'Library',
    close: (title: string) => `Close ${title}`,
  },
  sidebar: {
    label: 'Sections',
    library: 'Library',
    latest: 'Today',
    week: 'This week',
    trending: 'Trending',
    online: 'Find online',
    all: 'All papers',
    readingList: 'Reading list',
    unlisted: 'Added',
    reading: 'In progress',
    starred: 'Starred',
    highlights: 'Highlights',
    notes: 'Notes',
    duplicates: 'Duplicates',
    statistics: 'Statistics',
    trash: 'Trash',
    collections: 'Collections',
    tags: 'Tags',
    searches: 'Saved searches',
    resize: 'Width of the sidebar',
    resizeDetails: 'Width of the list',
    count: (count: number) => plural(count, 'paper', 'papers'),
  },
  commands: 'Commands',
  palette: {
    label: 'Commands',
    placeholder: 'Type a command or where to go',
    none: 'Nothing here is called so',
    results: (count: number) => plural(count, 'entry', 'entries'),
    kinds: {
      tab: 'Tab',
      collection: 'Collection',
      search: 'Saved search',
      tag: 'Tag',
      note: 'Note',
    },
  },
  help: {
    title: 'Keys',
    everywhere: 'Everywhere',
    library: 'In the library',
    reader: 'In the reader',
    settings: 'In the settings',
    close: 'Close',
  },
  connection: {
    connecting: 'Starting…',
    lost: 'The core is restarting… What you do is kept and saved when it is back.',
    gone: 'Offprint is not running. Start it again: what you did here is kept and saved then.',
  },
  diskFull:
    'The disk is full, so nothing can be saved. What you do is kept here and saved when there is space.',
  damaged: 'The library is damaged. Go back to a backup before you go on.',
  stuck: 'Some changes are not on disk yet. They are kept here and tried again.',
  failed: {
    message: (count: number) =>
      count === 1
        ? 'One change could not be saved: the core did not take it.'
        : `${formatNumber(count)} changes could not be saved: the core did not take them.`,
    dismiss: 'Dismiss',
  },
  crashed: {
    title: 'This view stopped',
    message: 'Something went wrong in this view. What you did before is saved.',
    retry: 'Show it again',
  },
  loading: 'Loading…',
  halves: { main: 'Left reader', beside: 'Right reader' },
  status: {
    saving: 'Saving…',
    saved: 'Saved on this machine',
  },
};
