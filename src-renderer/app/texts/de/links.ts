import type { linksTexts as english } from '../en/links.ts';

/** Links of a document, Back and Forward. */
export const linksTexts: typeof english = {
  inside: (words) => (words === '' ? 'Link im Dokument' : words),
  outside: (words, address) => (words === '' ? address : `${words}, ${address}`),
  nowhere: 'Dieser Link führt nirgendwohin',
  none: 'Keine Links auf dieser Seite',
  acts: {
    back: 'Zurück',
    forward: 'Vorwärts',
    links: 'Links auf dieser Seite',
  },
};
