/** Notes as Markdown files for other programs. */
export const noteExportTexts = {
  act: 'Save the note as Markdown',
  saved: (name: string) => `Saved as ${name}`,
  failed: 'The core could not answer. Try again in a moment.',
  reasons: {
    empty: 'There is no note to save yet.',
    'unknown-paper': 'This paper is no longer in the library.',
    'unknown-style': 'The usual style of references is not on this machine.',
    'bad-style': 'References cannot be set in the usual style.',
  },
};
