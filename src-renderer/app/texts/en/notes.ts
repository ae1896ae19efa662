import { plural } from '../format.ts';

/** Notes. */
export const notesTexts = {
  label: 'Note on this paper',
  freeLabel: 'Note',
  placeholder: 'Write a note. Markdown is understood.',
  loading: 'Loading the note…',
  failed: 'The note could not be loaded.',
  retry: 'Try again',
  task: 'Done',
  showSource: 'Show Markdown source',
  empty: 'No note yet',
  list: {
    title: 'Notes',
    label: 'Notes',
    pane: 'Note',
    create: 'New note',
    write: 'Write in the note',
    filter: 'Filter notes',
    found: (count: number) => plural(count, 'note', 'notes'),
    more: (count: number) =>
      `${plural(count, 'older note is', 'older notes are')} not listed. Filter to find them.`,
    empty: 'No notes yet. Begin one here, or write in the note of a paper.',
    nothing: 'No note has these words.',
    none: 'Choose a note, or begin a new one.',
    untitled: 'New note',
    free: 'Free note',
    ofPaper: 'Note on a paper',
    openPaper: 'Open paper',
    delete: 'Delete',
    remove: 'Delete note',
    removed: (title: string) => `Deleted note “${title}”`,
    count: (count: number) => plural(count, 'note', 'notes'),
  },
};
