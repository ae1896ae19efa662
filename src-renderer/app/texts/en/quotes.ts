/** Highlights that are quoted in notes. */
export const quotesTexts = {
  act: 'Quote in note',
  done: 'Quoted in the note',
  failed: 'The note could not be loaded, so nothing was quoted.',
  page: (page: number) => `p. ${page}`,
  shape: (kind: string, page: number) => `${kind}, p. ${page}`,
  follow: 'Show in the PDF',
  gone: 'This highlight is no longer there.',
  lost: 'These words were not found in this version of the PDF.',
  unanswered: 'The highlight could not be looked up. Try again in a moment.',
};
