/** Notes. */
export const notesTexts = {
  label: 'Note on this paper',
  placeholder: 'Write a note. Markdown is understood.',
  loading: 'Loading the note…',
  failed: 'The note could not be loaded.',
  retry: 'Try again',
  task: 'Done',
  showSource: 'Show Markdown source',
  empty: 'No note yet',
};
