import type { ReferenceFormat } from '../../../../src-shared/contract/index.ts';
import type { citeTexts as english } from '../en/cite.ts';
import { formatNumber, plural } from '../format.ts';

const formats: Readonly<Record<ReferenceFormat, string>> = {
  formatted: 'Formatierte Literaturangaben',
  bibtex: 'BibTeX',
  biblatex: 'BibLaTeX',
  'csl-json': 'CSL-JSON',
  ris: 'RIS',
};

const papers = (count: number): string => plural(count, 'Paper', 'Paper');

/** References to papers, to be copied or saved. */
export const citeTexts: typeof english = {
  title: (count) => `${papers(count)} zitieren`,
  format: 'Format',
  formats,
  style: 'Stil',
  preview: 'Vorschau',
  inText: 'Im Text',
  firstOf: (shown, all) => `Gezeigt: die ersten ${formatNumber(shown)} von ${formatNumber(all)}.`,
  nothing: 'Keines dieser Paper ist noch in der Bibliothek.',
  copy: 'Kopieren',
  copied: (count) => `Literaturangaben zu ${papers(count)} kopiert`,
  save: 'Als Datei sichern',
  saved: (name) => `Als ${name} gesichert`,
  close: 'Schließen',
  working: (done, all) => `${formatNumber(done)} von ${formatNumber(all)} geschrieben …`,
  fileName: 'literatur',
  failures: {
    'unknown-style': 'Dieser Stil ist nicht auf diesem Rechner.',
    'bad-style': 'In diesem Stil lassen sich keine Literaturangaben setzen.',
    core: 'Der Kern konnte nicht antworten. Bitte gleich noch einmal versuchen.',
    copy: 'Das System hat das Kopieren nicht zugelassen.',
  },
  settings: {
    title: 'Zitieren',
    hint: 'Der Stil für Literaturangaben, wenn keiner gewählt ist. Jeder unabhängige CSL-Stil lässt sich hinzufügen.',
    style: 'Üblicher Stil',
    missing: (id) => `${id} (nicht auf diesem Rechner)`,
    add: 'CSL-Stil hinzufügen …',
    added: (title) => `„${title}“ wurde hinzugefügt.`,
    failures: {
      'bad-style':
        'Die Datei ist kein CSL-Stil, in dem sich Literaturangaben setzen lassen. Ein abhängiger Stil verweist nur auf einen anderen: Dieser lässt sich hinzufügen.',
      'too-large': 'Die Datei ist zu groß für einen CSL-Stil.',
      'disk-full': 'Der Datenträger ist voll.',
      'disk-error': 'Auf den Datenträger ließ sich nicht schreiben.',
      core: 'Der Kern konnte nicht antworten. Bitte gleich noch einmal versuchen.',
    },
  },
};
