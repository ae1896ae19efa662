/** Links of a document, Back and Forward. */
export const linksTexts = {
  /** `words` may be ''. */
  inside: (words: string) => (words === '' ? 'Link within the document' : words),
  outside: (words: string, address: string) => (words === '' ? address : `${words}, ${address}`),
  nowhere: 'This link leads nowhere',
  none: 'No links on this page',
  acts: {
    back: 'Back',
    forward: 'Forward',
    links: 'Links on this page',
  },
};
