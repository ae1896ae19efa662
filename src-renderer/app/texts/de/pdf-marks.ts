import type { Texts } from '../en/index.ts';

const marks = (count: number): string => (count === 1 ? '1 Markierung' : `${count} Markierungen`);

/** Markierungen in PDFs. */
export const pdfMarksTexts: Texts['pdfMarks'] = {
  export: 'Kopie des PDFs mit Markierungen sichern',
  exported: (count: number, leftOut: number) =>
    `Eine Kopie mit ${marks(count)} ist gesichert.` +
    (leftOut === 0 ? '' : ` ${marks(leftOut)} anderer Versionen nicht dabei.`),
  failed: 'Die Kopie konnte nicht erstellt werden.',
  region: 'Markierungen in diesem PDF',
  inFile: (count: number) =>
    `Dieses PDF hat ${count === 1 ? 'eine eigene Markierung' : `${count} eigene Markierungen`}.`,
  notInList: (count: number) =>
    count === 1
      ? 'Das PDF hat eine eigene Markierung, die auf ihrer Seite zu sehen ist und nicht in dieser Liste steht.'
      : `Das PDF hat ${count} eigene Markierungen, die auf den Seiten zu sehen sind und nicht in dieser Liste stehen.`,
  takeOver: 'Übernehmen',
  takeOverTitle: 'Eigene Markierungen des PDFs übernehmen',
  takenOver: (count: number) => `${marks(count)} übernommen`,
  notTakenOver: 'Die Markierungen konnten nicht übernommen werden.',
  later: 'Nicht jetzt',
  reasons: {
    'no-file': 'Von diesem Paper liegt kein PDF auf diesem Rechner.',
    encrypted: 'Dieses PDF ist verschlüsselt; in eine Kopie lässt sich nichts schreiben.',
    signed: 'Dieses PDF ist signiert; Markierungen würden die Signatur entwerten.',
    damaged: 'Dieses PDF ist beschädigt; eine Kopie mit Markierungen ist nicht möglich.',
    'disk-full': 'Der Datenträger ist voll.',
    'disk-error': 'Das Dateisystem konnte die Datei nicht lesen oder sichern.',
    stopped: 'Das Programm wurde vorher geschlossen.',
  },
};
