import type { PhraseTerm, Query, WordTerm } from '../../../../src-shared/query/index.ts';
import { CORRECTED, rarityOf, type SoughtWord } from '../ranking/index.ts';
import { matchOf, quoted, type Sought, soughtOf } from '../text-index/match.ts';
import type { SearchFiles } from './files.ts';
import type { KeySet } from './key-set.ts';

/** Words that a beginning may stand for and that are told apart when papers are ordered. */
const MOST_MEANT = 40;
/** A longer word than the one that was typed so far. */
const LONGER = 0.9;

type Leaf = WordTerm | PhraseTerm;

/** The words and phrases of a query, looked up in the index. */
export class Sentence {
  readonly sought: ReadonlyMap<Query, Sought>;
  readonly #files: SearchFiles;

  /** `isForgiving`: any word that papers are to meet may be mistyped, not only one that none has. */
  constructor(query: Query | null, files: SearchFiles, isForgiving = false) {
    this.#files = files;
    const forgiven = new Set<Query>(isForgiving ? wantedLeaves(query) : []);
    this.sought = new Map(
      leavesOf(query).map((leaf) => [leaf, soughtOf(leaf, files.spelling, forgiven.has(leaf))]),
    );
  }

  /** Words that were found under another spelling: one that the best paper has. */
  correctedIn(best: number | undefined): { readonly from: string; readonly to: string }[] {
    const doc = best === undefined ? undefined : this.#files.docOf(best);
    return [...this.sought.values()].flatMap((sought) => {
      const to = this.#spellingIn(doc, sought);
      return to === undefined || to === sought.terms[0] ? [] : [{ from: sought.from.text, to }];
    });
  }

  #spellingIn(doc: number | undefined, { terms, meant, isPrefix }: Sought): string | undefined {
    if (doc === undefined || meant.length === 0) return meant[0];
    const has = (term: string): boolean => {
      const match = quoted(term) + (isPrefix && term === terms[0] ? ' *' : '');
      // FTS5 of SQLite 3.53 passes over `rowid = ?` beside MATCH.
      const sql = 'SELECT 1 FROM doc_terms WHERE doc_terms MATCH ? AND rowid BETWEEN ? AND ?';
      return this.#files.get(sql, match, doc, doc) !== undefined;
    };
    return meant.find(has) ?? meant[0];
  }

  /** The papers that a word or phrase, or all words of a query, are in: by their own texts. */
  inPapers(query: Query): KeySet {
    return this.#papers('docs', query);
  }

  /** As `inPapers`, by a page of their PDFs. */
  onPages(query: Query): KeySet {
    return this.#papers('pages', query);
  }

  /** The expression by which papers are found that meet all that a query says of words. */
  allWords(table: 'docs' | 'pages', query: Query): string | null {
    const said = textOf(query);
    return said && matchOf(said, table, this.sought);
  }

  /** The expression by which any of the words are found; null where there is none. */
  anyWord(table: 'docs' | 'pages', leaves: readonly Query[]): string | null {
    const parts = leaves.flatMap((leaf) => matchOf(leaf, table, this.sought) ?? []);
    return parts.length === 0 ? null : parts.join(' OR ');
  }

  /** The words by which papers are ordered. */
  words(leaves: readonly Query[]): SoughtWord[] {
    return leaves.flatMap((leaf) => {
      const sought = this.sought.get(leaf);
      return sought ? this.#wordsOf(sought) : [];
    });
  }

  /** Whether a term of a text is one that a query's words mean, wherever they are looked for. */
  isMeant(leaves: readonly Query[]): (term: string) => boolean {
    const exact = new Set<string>();
    const begun: string[] = [];
    for (const leaf of leaves) {
      const { terms = [], meant = [], isPrefix = false } = this.sought.get(leaf) ?? {};
      for (const term of [...terms, ...meant]) exact.add(term);
      const last = terms.at(-1);
      if (last === undefined || !isPrefix) continue;
      if (meant.length === 0 || meant.includes(last)) begun.push(last);
    }
    return (term) => exact.has(term) || begun.some((prefix) => term.startsWith(prefix));
  }

  /** In how many papers a term stands. */
  frequencyOf(term: string): number {
    return this.#files.frequencyOf(term);
  }

  #papers(table: 'docs' | 'pages', query: Query): KeySet {
    const match = matchOf(query, table, this.sought);
    if (match === null) return this.#files.papersOf([]);
    const name = table === 'docs' ? 'doc_terms' : 'page_terms';
    const sql = `SELECT rowid AS value FROM ${name} WHERE ${name} MATCH ?`;
    return this.#files.kept(`${name} ${match}`, () => {
      const rows = this.#files.numbers(sql, match);
      return table === 'docs' ? this.#files.papersOf(rows) : this.#files.papersOfPages(rows);
    });
  }

  #wordsOf({ terms, meant, isPrefix }: Sought): SoughtWord[] {
    const corrected = new Map(meant.map((term) => [term, CORRECTED]));
    if (meant.length > 0 && !meant.includes(terms[0]!)) return [this.#word(corrected)];
    return terms.map((term, at) => {
      const isBegun = isPrefix && at === terms.length - 1;
      const typed = isBegun ? this.#begun(term) : [[term, 1] as const];
      return this.#word(new Map([...corrected, ...typed]));
    });
  }

  #begun(prefix: string): Map<string, number> {
    const sql = `SELECT term FROM doc_words WHERE term >= ? AND term < ? ORDER BY length(term), term
      LIMIT ${MOST_MEANT}`;
    // Where hundreds of thousands of words begin so, what follows tells them apart.
    const rows =
      [...prefix].length < 2
        ? []
        : this.#files.all<{ term: string }>(sql, prefix, `${prefix}\u{10ffff}`);
    const meant = new Map(rows.map(({ term }) => [term, LONGER]));
    return meant.set(prefix, 1);
  }

  #word(terms: ReadonlyMap<string, number>): SoughtWord {
    const papers = this.#files.docs;
    const rarities = [...terms.keys()].map((term) => {
      const frequency = this.frequencyOf(term);
      return frequency === 0 ? 0 : rarityOf(papers, frequency);
    });
    return { terms, rarity: Math.max(0.01, ...rarities) };
  }
}

/** The words and phrases of a query, those that must not be met included. */
function leavesOf(query: Query | null): Leaf[] {
  switch (query?.kind) {
    case 'word':
    case 'phrase':
      return [query];
    case 'and':
    case 'or':
      return query.parts.flatMap(leavesOf);
    case 'not':
      return leavesOf(query.part);
    default:
      return [];
  }
}

/** The words and phrases that a paper is to meet. */
export function wantedLeaves(query: Query | null): Leaf[] {
  switch (query?.kind) {
    case 'not':
      return [];
    case 'and':
    case 'or':
      return query.parts.flatMap(wantedLeaves);
    default:
      return leavesOf(query);
  }
}

/** What a query says of words, without what the read model knows by itself. */
export function textOf(query: Query): Query | null {
  switch (query.kind) {
    case 'word':
    case 'phrase':
      return query;
    case 'and': {
      const parts = query.parts.flatMap((part) => textOf(part) ?? []);
      return parts.length > 1 ? { kind: 'and', parts } : (parts[0] ?? null);
    }
    case 'or': {
      const parts = query.parts.map(textOf);
      return parts.includes(null) ? null : { kind: 'or', parts: parts as Query[] };
    }
    default:
      return null;
  }
}
