import type { findTexts as english } from '../en/find.ts';
import { plural } from '../format.ts';

/** Find in document. */
export const findTexts: typeof english = {
  label: 'Im Dokument suchen',
  field: 'Im Dokument suchen',
  counter: (rank, count, isScanning, isAsked) => {
    if (!isAsked) return '';
    if (count === 0) return isScanning ? 'Sucht …' : 'Nicht gefunden';
    return `${rank} von ${count}${isScanning ? ' …' : ''}`;
  },
  spoken: (rank, count, page) =>
    count === 0
      ? 'In diesem Dokument nicht gefunden'
      : `${rank} von ${plural(count, 'Treffer', 'Treffern')}, Seite ${page}`,
  inSection: (section) =>
    section === null ? 'In diesem Abschnitt' : `In diesem Abschnitt: ${section}`,
  noSection: 'Hier ist kein Abschnitt, den die Gliederung kennt',
  acts: {
    inSection: 'In diesem Abschnitt suchen',
    find: 'Im Dokument suchen',
    next: 'Nächster Treffer',
    previous: 'Voriger Treffer',
    matchCase: 'Groß- und Kleinschreibung beachten',
    wholeWord: 'Nur ganze Wörter',
    close: 'Suchleiste schließen',
  },
};
