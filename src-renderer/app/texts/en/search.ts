import type { QueryReason, SearchHit } from '../../../../src-shared/contract/index.ts';
import { plural } from '../format.ts';

const meant = (name: string | null): string => (name === null ? '' : ` Did you mean “${name}”?`);

/** Why a query makes no sense; `text` is the word that is meant, `guess` what may be meant by it. */
const problems: Readonly<Record<QueryReason, (text: string, guess: string | null) => string>> = {
  'unclosed-quote': () => 'The quotation mark is not closed.',
  'unclosed-group': () => 'The parenthesis is not closed.',
  'unopened-group': () => 'This parenthesis closes nothing.',
  'empty-group': () => 'There is nothing in the parentheses.',
  'empty-phrase': () => 'There is nothing between the quotation marks.',
  'missing-operand': (text) => `Something has to follow “${text}”, and stand before OR.`,
  'unknown-field': (text, guess) =>
    `There is no field “${text}:”.${meant(guess === null ? null : `${guess}:`)}`,
  'missing-value': (text) => `Something has to follow “${text}”.`,
  'bad-value': (text, guess) => `“${text}” is not known here.${meant(guess)}`,
  'bad-year': (text) => `“${text}” is no year. Write a year such as 2026, or 2020-2024.`,
  'bad-date': (text) => `“${text}” is no date. Write a date such as 2026-06-12, 2026-06 or today.`,
  'bad-number': (text) => `“${text}” is no number. Write a number such as 50, >50 or 10-20.`,
  'too-long': () => 'The query is too long.',
  'too-many-terms': () => 'The query has too many words.',
  'too-deep': () => 'There are too many parentheses in each other.',
};

/** Where a paper met a query. */
const where: Readonly<Record<SearchHit['where'], string>> = {
  title: 'Title',
  authors: 'Authors',
  abstract: 'Abstract',
  organization: 'Organisation',
  tag: 'Tag',
  note: 'Note',
  highlight: 'Highlight',
  pdf: 'PDF',
  facts: 'Facts',
};

/** The search of the library. */
export const searchTexts = {
  label: 'Search the library',
  placeholder: 'Search titles, abstracts, notes, PDFs',
  title: 'Search results',
  clear: 'Clear the search',
  here: (list: string) => `In “${list}” only`,
  found: (count: number) => `${plural(count, 'paper', 'papers')} found`,
  nothing: 'Nothing was found.',
  save: 'Save search',
  corrected: (words: readonly string[]) =>
    `Showing results for ${words.map((word) => `“${word}”`).join(', ')}.`,
  suggestions: 'Suggestions',
  building: (percent: number) =>
    `The search index is being built (${percent} %): not everything is found yet.`,
  where,
  page: (page: number) => `PDF, page ${page}`,
  problems,
  /** Said before a problem to those who cannot see it underlined; characters count from 1. */
  problemAt: (character: number) => `At character ${character}: `,
};
