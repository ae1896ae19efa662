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
  named: {
    NextPage: 'Nächste Seite',
    PrevPage: 'Vorherige Seite',
    FirstPage: 'Erste Seite',
    LastPage: 'Letzte Seite',
    GoBack: 'Zurück',
    GoForward: 'Vorwärts',
    Find: 'Im Dokument suchen',
  },
  follow: 'Link folgen',
  acts: {
    back: 'Zurück',
    forward: 'Vorwärts',
    links: 'Links auf dieser Seite',
    follow: 'Dem Link unter der Markierung folgen',
    preview: 'Vorschau des fokussierten Links',
    closePreview: 'Vorschau schließen',
    openReference: 'Paper der gezeigten Literaturangabe öffnen',
    besideReference: 'Paper der gezeigten Literaturangabe daneben zeigen',
    addReference: 'Gezeigte Literaturangabe in die Bibliothek aufnehmen',
    findReference: 'Gezeigte Literaturangabe online suchen',
  },
  reference: {
    label: 'Literaturangabe',
    inLibrary: 'In der Bibliothek',
    starred: 'Mit Stern',
    open: 'Öffnen',
    beside: 'Daneben zeigen',
    add: 'In die Bibliothek',
    search: 'Online suchen',
  },
};
