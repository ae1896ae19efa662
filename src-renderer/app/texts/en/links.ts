/** Links of a document, Back and Forward. */
export const linksTexts = {
  /** `words` may be ''. */
  inside: (words: string) => (words === '' ? 'Link within the document' : words),
  outside: (words: string, address: string) => (words === '' ? address : `${words}, ${address}`),
  nowhere: 'This link leads nowhere',
  none: 'No links on this page',
  /** What a preview shows: `number` as the page has it, may be ''. */
  equation: (number: string, page: number) =>
    number === '' ? `Equation, page ${page}` : `Equation ${number}, page ${page}`,
  part: (label: string, page: number) => `${label}, page ${page}`,
  page: (page: number) => `Page ${page}`,
  /** Acts that a link asks for. */
  named: {
    NextPage: 'Next page',
    PrevPage: 'Previous page',
    FirstPage: 'First page',
    LastPage: 'Last page',
    GoBack: 'Back',
    GoForward: 'Forward',
    Find: 'Find in document',
  },
  follow: 'Follow link',
  acts: {
    back: 'Back',
    forward: 'Forward',
    links: 'Links on this page',
    follow: 'Follow the link under the highlight',
    preview: 'Preview the link in focus',
    closePreview: 'Close the preview',
    openReference: 'Open the paper of the reference shown',
    besideReference: 'Show the paper of the reference shown beside this one',
    addReference: 'Add the reference shown to the library',
    findReference: 'Search online for the reference shown',
  },
  reference: {
    label: 'Reference',
    inLibrary: 'In your library',
    starred: 'Starred',
    open: 'Open',
    beside: 'Show beside',
    add: 'Add to library',
    search: 'Search online',
  },
};
