import type { noteExportTexts as english } from '../en/note-export.ts';

/** Notes as Markdown files for other programs. */
export const noteExportTexts: typeof english = {
  act: 'Notiz als Markdown sichern',
  saved: (name) => `Gesichert als ${name}`,
  failed: 'Der Kern konnte nicht antworten. Bitte gleich noch einmal versuchen.',
  reasons: {
    empty: 'Es gibt noch keine Notiz zum Sichern.',
    'unknown-paper': 'Dieses Paper ist nicht mehr in der Bibliothek.',
    'unknown-style': 'Der übliche Zitierstil ist nicht auf diesem Rechner.',
    'bad-style': 'Im üblichen Zitierstil lässt sich nicht zitieren.',
  },
};
