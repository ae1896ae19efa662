import type { QueryReason, SearchHit } from '../../../../src-shared/contract/index.ts';
import type { searchTexts as english } from '../en/search.ts';
import { plural } from '../format.ts';

const meant = (name: string | null): string =>
  name === null ? '' : ` Gemeint ist wohl „${name}“.`;

/** Why a query makes no sense; `text` is the word that is meant, `guess` what may be meant by it. */
const problems: Readonly<Record<QueryReason, (text: string, guess: string | null) => string>> = {
  'unclosed-quote': () => 'Das Anführungszeichen ist nicht geschlossen.',
  'unclosed-group': () => 'Die Klammer ist nicht geschlossen.',
  'unopened-group': () => 'Diese Klammer schließt nichts.',
  'empty-group': () => 'In den Klammern steht nichts.',
  'empty-phrase': () => 'Zwischen den Anführungszeichen steht nichts.',
  'missing-operand': (text) => `Auf „${text}“ muss etwas folgen, und vor OR muss etwas stehen.`,
  'unknown-field': (text, guess) =>
    `Ein Feld „${text}:“ gibt es nicht.${meant(guess === null ? null : `${guess}:`)}`,
  'missing-value': (text) => `Auf „${text}“ muss etwas folgen.`,
  'bad-value': (text, guess) => `„${text}“ ist hier nicht bekannt.${meant(guess)}`,
  'bad-year': (text) => `„${text}“ ist kein Jahr, wie es 2026 oder 2020-2024 wäre.`,
  'bad-date': (text) => `„${text}“ ist kein Datum, wie es 2026-06-12, 2026-06 oder today wäre.`,
  'bad-number': (text) => `„${text}“ ist keine Zahl, wie es 50, >50 oder 10-20 wäre.`,
  'too-long': () => 'Die Suchanfrage ist zu lang.',
  'too-many-terms': () => 'Die Suchanfrage hat zu viele Wörter.',
  'too-deep': () => 'Es stehen zu viele Klammern ineinander.',
};

/** Where a paper met a query. */
const where: Readonly<Record<SearchHit['where'], string>> = {
  title: 'Titel',
  authors: 'Autoren',
  abstract: 'Zusammenfassung',
  organization: 'Organisation',
  tag: 'Schlagwort',
  note: 'Notiz',
  highlight: 'Markierung',
  pdf: 'PDF',
  facts: 'Angaben',
};

/** The search of the library. */
export const searchTexts: typeof english = {
  label: 'Bibliothek durchsuchen',
  placeholder: 'Titel, Texte, Notizen, PDFs durchsuchen',
  title: 'Suchergebnisse',
  clear: 'Suche beenden',
  here: (list) => `Nur in „${list}“`,
  found: (count) => `${plural(count, 'Paper', 'Paper')} gefunden`,
  nothing: 'Es wurde nichts gefunden.',
  save: 'Suche speichern',
  corrected: (words) => `Ergebnisse für ${words.map((word) => `„${word}“`).join(', ')}.`,
  suggestions: 'Vorschläge',
  building: (percent) =>
    `Der Suchindex wird aufgebaut (${percent} %): Noch wird nicht alles gefunden.`,
  where,
  page: (page) => `PDF, Seite ${page}`,
  problems,
  problemAt: (character) => `Bei Zeichen ${character}: `,
};
