import type {
  QueryProblem,
  RowFilter,
  Scope,
  SearchHit,
  SortOrder,
} from '../../../../src-shared/contract/index.ts';
import { parseQuery, type Query } from '../../../../src-shared/query/index.ts';
import { type Group, isGrouped, orderOf, selectionOf } from '../../index/index.ts';
import { conditionOf } from './conditions.ts';
import type { SearchFiles } from './files.ts';
import { hitsOf } from './hits.ts';
import { KeySet } from './key-set.ts';
import { ranked } from './ranked.ts';
import { Sentence, textOf, wantedLeaves } from './text-search.ts';

/** What is looked for, and in which list. */
export type SearchQuestion = {
  readonly query: string;
  readonly scope: Scope;
  readonly filters: readonly RowFilter[];
  readonly sort: SortOrder;
  readonly grouped: boolean;
};

/** Papers by the keys of their rows in the read model, in the order of the list. */
export type SearchAnswer = {
  readonly problems: readonly QueryProblem[];
  readonly corrected: readonly { readonly from: string; readonly to: string }[];
  readonly keys: Uint32Array;
  /** The featured days under which they stand, where they do. */
  readonly groups: readonly Group[] | null;
};

const NOTHING = { corrected: [], keys: new Uint32Array(), groups: null };

/** Answers queries from the text index and the read model. */
export class SearchEngine {
  readonly #files: SearchFiles;
  readonly #now: () => number;

  constructor(files: SearchFiles, now: () => number = Date.now) {
    this.#files = files;
    this.#now = now;
  }

  /** The papers that a query finds in a list. */
  search(question: SearchQuestion): SearchAnswer {
    const parsed = parseQuery(question.query);
    if (!parsed.ok) return { ...NOTHING, problems: parsed.problems };
    return this.#files.within(() => this.#found(parsed.query, question));
  }

  /** How many papers a query finds; null where it makes no sense. */
  count(query: string): number | null {
    const parsed = parseQuery(query);
    if (!parsed.ok) return null;
    return this.#files.within(() => {
      const all = this.#listed({ scope: { kind: 'all' }, filters: [] });
      return this.#understood(parsed.query, all).found.size;
    });
  }

  /** Where papers met a query best, by their keys. */
  hits(query: string, keys: readonly number[]): Map<number, SearchHit> {
    const parsed = parseQuery(query);
    if (!parsed.ok) return new Map();
    return this.#files.within(() => {
      const { sentence } = this.#understood(parsed.query, KeySet.of(keys, this.#files.most));
      return hitsOf(this.#files, sentence, wantedLeaves(parsed.query), keys);
    });
  }

  #found(query: Query | null, question: SearchQuestion): SearchAnswer {
    const { sentence, found } = this.#understood(query, this.#listed(question));
    const leaves = wantedLeaves(query);
    if (question.sort === 'relevance' && leaves.length > 0) {
      const keys = ranked(this.#files, sentence, {
        query: query!,
        leaves,
        found,
        now: this.#now(),
      });
      return { problems: [], corrected: sentence.correctedIn(keys[0]), keys, groups: null };
    }
    const { keys, groups } = this.#ordered(found, question);
    return { problems: [], corrected: sentence.correctedIn(keys[0]), keys, groups };
  }

  /**
   * The words of a query, and which listed papers meet it. Where no paper anywhere has all the words,
   * one that papers have may be mistyped too (FIND-3); where only this list has none, it is as asked.
   */
  #understood(query: Query | null, listed: KeySet): { sentence: Sentence; found: KeySet } {
    const sentence = new Sentence(query, this.#files);
    const found = this.#narrowed(query, listed, sentence);
    const words = query && textOf(query);
    if (words === null || found.size > 0) return { sentence, found };
    const all = this.#listed({ scope: { kind: 'all' }, filters: [] });
    if (this.#meeting(words, all, sentence).size > 0) return { sentence, found };
    const forgiving = new Sentence(query, this.#files, true);
    return { sentence: forgiving, found: this.#narrowed(query, listed, forgiving) };
  }

  #listed({ scope, filters }: Pick<SearchQuestion, 'scope' | 'filters'>): KeySet {
    const { sql, values } = selectionOf({ scope, filters });
    return this.#files.papersWhere(sql, values as string[]);
  }

  #narrowed(query: Query | null, listed: KeySet, sentence: Sentence): KeySet {
    return query === null ? listed : listed.and(this.#meeting(query, listed, sentence));
  }

  /** The papers that meet a query; of `listed`, what `not` is about. */
  #meeting(query: Query, listed: KeySet, sentence: Sentence): KeySet {
    switch (query.kind) {
      case 'word':
      case 'phrase':
        return sentence.inPapers(query).or(sentence.onPages(query));
      case 'and':
        return this.#meetingAll(query.parts, listed, sentence);
      case 'or':
        return query.parts
          .map((part) => this.#meeting(part, listed, sentence))
          .reduce((one, other) => one.or(other));
      case 'not':
        return listed.without(this.#meeting(query.part, listed, sentence));
      default: {
        const { sql, values } = conditionOf(query, this.#files, this.#now())!;
        return this.#files.papersWhere(`known = 1 AND ${sql}`, values);
      }
    }
  }

  /**
   * Words that stand in a paper's own texts are found together, which the index is quick at; what is
   * said beside them, or stands in part on a page only, one by one.
   */
  #meetingAll(parts: readonly Query[], listed: KeySet, sentence: Sentence): KeySet {
    const words = parts.filter(({ kind }) => kind === 'word' || kind === 'phrase');
    const others = parts.filter((part) => !words.includes(part));
    const rest = others
      .map((part) => this.#meeting(part, listed, sentence))
      .reduce((one, other) => one.and(other), listed);
    if (words.length < 2)
      return words.reduce((set, word) => set.and(this.#meeting(word, listed, sentence)), rest);
    const together = sentence.inPapers({ kind: 'and', parts: words });
    const onPages = words.map((word) => sentence.onPages(word));
    if (onPages.every(({ size }) => size === 0)) return rest.and(together);
    const apart = words
      .map((word, at) => sentence.inPapers(word).or(onPages[at]!))
      .reduce((one, other) => one.and(other));
    return rest.and(together.or(apart));
  }

  /** In the order of a list, by a column of the read model. */
  #ordered(found: KeySet, { scope, sort, grouped }: SearchQuestion) {
    const { sql, values } = orderOf({ scope, sort });
    const byDay = isGrouped({ scope, sort, grouped });
    const among = `key IN (SELECT value FROM json_each(?))`;
    const rows = this.#files.all<{ key: number; day: string | null }>(
      `SELECT key, featured_on AS day FROM papers WHERE ${among}
        ORDER BY ${byDay ? 'featured_on DESC, ' : ''}${sql}`,
      ...[JSON.stringify([...found.keys()]), ...(values as string[])],
    );
    const keys = Uint32Array.from(rows, ({ key }) => key);
    if (!byDay) return { keys, groups: null };
    const days = Map.groupBy(rows, ({ day }) => day);
    let start = 0;
    const groups = [...days].map(([day, { length: count }]) => {
      const group = { day, start, count };
      start += count;
      return group;
    });
    return { keys, groups };
  }
}
