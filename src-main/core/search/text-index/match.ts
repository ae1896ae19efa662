import type { PhraseTerm, Query, TextField, WordTerm } from '../../../../src-shared/query/index.ts';
import { termsOf } from '../words/index.ts';
import type { DocPlace } from './schema.ts';
import type { Spelling } from './spelling.ts';

/** What a word or phrase of a query is looked for by. */
export type Sought = {
  readonly from: WordTerm | PhraseTerm;
  /** Terms in this order; other words that may be meant stand in `meant`. */
  readonly terms: readonly string[];
  readonly isPrefix: boolean;
  /**
   * Of a single word that the library does not have: what it has in its place. Of one that is
   * forgiven: itself, and what resembles it.
   */
  readonly meant: readonly string[];
};

/** Letters from which on pages are found by the beginning of a word; fewer are a word there. */
const PAGE_BEGINNING = 4;

const PLACES: Readonly<Record<Exclude<TextField, 'text'>, DocPlace>> = {
  title: 'title',
  author: 'authors',
  abstract: 'abstract',
  org: 'organization',
  note: 'note',
  highlight: 'highlight',
};

/**
 * The terms of a word or phrase, with other spellings where the library has none such. `isForgiven`:
 * a word that the library has may be mistyped as well.
 */
export function soughtOf(
  from: WordTerm | PhraseTerm,
  spelling: Spelling,
  isForgiven: boolean,
): Sought {
  const terms = termsOf(from.text);
  const isPrefix = from.prefix !== 'no';
  const [only] = terms;
  const isKnown =
    terms.length !== 1 ||
    from.kind === 'phrase' ||
    (isPrefix ? spelling.isBegun(only!) : spelling.frequency(only!) > 0);
  if (!isKnown) return { from, terms, isPrefix, meant: spelling.meantBy(only!, isForgiven) };
  const near = isForgiven && from.kind === 'word' ? spelling.meantBy(only ?? '', true) : [];
  return { from, terms, isPrefix, meant: near.length === 0 ? [] : [only!, ...near] };
}

/**
 * The expression of FTS5 by which papers (`docs`) or pages are found, null where none can be: for
 * pages when a part is asked for in a place that they are not. `sought`: of each word.
 */
export function matchOf(
  query: Query,
  table: 'docs' | 'pages',
  sought: ReadonlyMap<Query, Sought>,
): string | null {
  switch (query.kind) {
    case 'word':
    case 'phrase':
      return leaf(sought.get(query)!, table);
    case 'or': {
      const parts = query.parts.flatMap((part) => matchOf(part, table, sought) ?? []);
      return parts.length === 0 ? null : `(${parts.join(' OR ')})`;
    }
    case 'and':
      return conjunction(query.parts, table, sought);
    case 'not':
      return conjunction([query], table, sought);
    default:
      return null;
  }
}

function conjunction(
  parts: readonly Query[],
  table: 'docs' | 'pages',
  sought: ReadonlyMap<Query, Sought>,
): string | null {
  const wanted = parts.filter((part) => part.kind !== 'not');
  const all = wanted.map((part) => matchOf(part, table, sought));
  if (all.length === 0 || all.includes(null)) return null;
  const unwanted = parts.flatMap((part) =>
    part.kind === 'not' ? (matchOf(part.part, table, sought) ?? []) : [],
  );
  const met = `(${all.join(' AND ')})`;
  return unwanted.length === 0 ? met : `(${met} NOT (${unwanted.join(' OR ')}))`;
}

function leaf({ from, terms, isPrefix, meant }: Sought, table: 'docs' | 'pages'): string | null {
  if (terms.length === 0) return null;
  const { field } = from;
  if (table === 'pages' ? field !== null && field !== 'text' : field === 'text') return null;
  // Pages have no beginnings of words by themselves: few letters would stand for too many words.
  const isBegun = isPrefix && (table === 'docs' || terms.at(-1)!.length >= PAGE_BEGINNING);
  const typed = terms.join(' ');
  const spellings = (meant.length > 0 ? meant : [typed]).map((one) =>
    isBegun && one === typed ? `${quoted(one)} *` : quoted(one),
  );
  const words = `(${spellings.join(' OR ')})`;
  return table === 'pages' || field === null || field === 'text'
    ? words
    : `${PLACES[field]} : ${words}`;
}

/** A word or phrase of FTS5. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
