/** The outline of a document. */
export const outlineTexts = {
  label: 'Outline',
  tab: 'Outline',
  show: 'Show the outline',
  reading: 'Reading the headings…',
  none: 'No headings were found in this document.',
  made: 'Made from the headings in the text: this PDF has no outline of its own.',
  page: (page: number) => `page ${page}`,
};
