import type { linksTexts as english } from '../en/links.ts';

/** Links of a document, Back and Forward. */
export const linksTexts: typeof english = {
  inside: (words) => (words === '' ? 'Link im Dokument' : words),
  outside: (words, address) => (words === '' ? address : `${words}, ${address}`),
  nowhere: 'Dieser Link führt nirgendwohin',
  none: 'Keine Links auf dieser Seite',
  equation: (number, page) =>
    number === '' ? `Gleichung, Seite ${page}` : `Gleichung ${number}, Seite ${page}`,
  part: (label, page) => `${label}, Seite ${page}`,
  page: (page) => `Seite ${page}`,
  acts: {
    back: 'Zurück',
    forward: 'Vorwärts',
    links: 'Links auf dieser Seite',
    preview: 'Vorschau des fokussierten Links',
    closePreview: 'Vorschau schließen',
  },
};
