import type { QueryProblem, QueryReason, SearchHit } from '../../src-shared/contract/index.ts';

const REASONS: Readonly<Record<QueryReason, (text: string) => string>> = {
  'unclosed-quote': () => 'a quotation mark is not closed',
  'unclosed-group': () => 'a parenthesis is not closed',
  'unopened-group': () => 'a parenthesis is closed that was not opened',
  'empty-group': () => 'there is nothing in the parentheses',
  'empty-phrase': () => 'there is nothing between the quotation marks',
  'missing-operand': (text) => `“${text}” lacks what it belongs to`,
  'unknown-field': (text) => `there is no field “${text}”`,
  'missing-value': (text) => `“${text}” lacks a value`,
  'bad-value': (text) => `“${text}” is none of the values of this field`,
  'bad-year': (text) => `“${text}” is no year`,
  'bad-date': (text) => `“${text}” is no day such as 2026-06-12`,
  'bad-number': (text) => `“${text}” is no number`,
  'too-long': () => 'the query is too long',
  'too-many-terms': () => 'the query has too many words',
  'too-deep': () => 'the query has too many parentheses in each other',
};

/** What is wrong with a query, in a few words. */
export function queryProblem({ reason, text }: Pick<QueryProblem, 'reason' | 'text'>): string {
  return REASONS[reason](text);
}

const WHERE: Readonly<Record<SearchHit['where'], string>> = {
  title: 'title',
  authors: 'authors',
  abstract: 'abstract',
  organization: 'organisation',
  tag: 'tag',
  note: 'note',
  highlight: 'highlight',
  pdf: 'PDF',
  facts: 'facts',
};

/** Where a paper met a query, with the page as people count it. */
export function whereText({ where, page }: Pick<SearchHit, 'where' | 'page'>): string {
  return page === null ? WHERE[where] : `${WHERE[where]}, page ${page + 1}`;
}

/** Wording of `search`. */
export const searchTexts = {
  search: {
    about:
      'Search the library: titles, abstracts, authors, notes, highlights and the text of PDFs.',
    query: 'words, "phrases", -not, OR, and fields such as author:, year:, tag: or has:note',
    limit: 'at most so many papers',
    offset: 'leave out so many at the beginning',
    found: 'Found',
    none: 'Nothing in the library matches.',
    instead: (from: string, to: string) => `Searched for “${to}” as well as “${from}”.`,
    more: (shown: number, total: number) => `${shown} of ${total} papers.`,
    bad: (problem: string) => `The query makes no sense: ${problem}.`,
  },
};
