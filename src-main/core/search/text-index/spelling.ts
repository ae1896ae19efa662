import type { DatabaseSync, StatementSync } from 'node:sqlite';
import {
  backwards,
  digitsOf,
  FORGIVEN_LETTERS,
  halvesOf,
  isOneTypoApart,
  withOneLetterMore,
} from '../words/index.ts';

/** Words that stand for one that was mistyped, at most. */
const MOST_MEANT = 6;

/** Words of the library and how common they are. */
export class Spelling {
  readonly #frequency: StatementSync;
  readonly #inPapers: StatementSync;
  readonly #begun: StatementSync;
  readonly #beginning: StatementSync;
  readonly #ending: StatementSync;

  constructor(database: DatabaseSync) {
    const words = (condition: string) => `SELECT term, doc FROM doc_words WHERE ${condition}`;
    this.#frequency = database.prepare(
      `SELECT max(doc) AS doc FROM (${words('term = ?1')} UNION ALL
        SELECT term, doc FROM page_words WHERE term = ?1)`,
    );
    this.#inPapers = database.prepare(words('term = ?'));
    this.#begun = database.prepare(
      `SELECT 1 FROM (SELECT term FROM doc_words WHERE term >= ?1 AND term < ?2
        UNION ALL SELECT term FROM page_words WHERE term >= ?1 AND term < ?2) LIMIT 1`,
    );
    this.#beginning = database.prepare(words('term >= ? AND term < ?'));
    this.#ending = database.prepare('SELECT word FROM endings WHERE word >= ? AND word < ?');
  }

  /** In how many papers or pages a term stands. */
  frequency(term: string): number {
    return Number(this.#frequency.get(term)?.doc ?? 0);
  }

  /** Whether any term begins so. */
  isBegun(prefix: string): boolean {
    return this.#begun.get(prefix, after(prefix)) !== undefined;
  }

  /**
   * Words of papers that are one typo from a term, the commonest first. `isForgiven`: also of a term
   * that is too short unless a letter was left out.
   */
  meantBy(term: string, isForgiven: boolean): string[] {
    const letters = [...term].length;
    if (letters >= FORGIVEN_LETTERS) return commonest(this.#near(term));
    if (!isForgiven || letters < FORGIVEN_LETTERS - 1) return [];
    const near = withOneLetterMore(term).map((word) => {
      return [word, Number(this.#inPapers.get(word)?.doc ?? 0)] as const;
    });
    return commonest(new Map(near.filter(([, papers]) => papers > 0)));
  }

  #near(term: string): Map<string, number> {
    const { beginning, ending } = halvesOf(term);
    const near = new Map<string, number>();
    for (const row of this.#beginning.all(beginning, after(beginning))) {
      const word = String(row.term);
      if (isOneTypoApart(word, term)) near.set(word, Number(row.doc));
    }
    for (const row of this.#ending.all(ending, after(ending))) {
      const word = backwards(String(row.word));
      if (near.has(word) || !isOneTypoApart(word, term)) continue;
      // Endings stay when the last paper with the word goes.
      const known = this.#inPapers.get(word);
      if (known) near.set(word, Number(known.doc));
    }
    // Numbers are not mistyped: GPT-3 is not GPT-4.
    for (const word of near.keys()) if (digitsOf(word) !== digitsOf(term)) near.delete(word);
    return near;
  }
}

/** Words, by how many papers have them. */
function commonest(words: ReadonlyMap<string, number>): string[] {
  return [...words]
    .sort(([a, often], [b, oftener]) => oftener - often || (a < b ? -1 : 1))
    .slice(0, MOST_MEANT)
    .map(([word]) => word);
}

/** The first text behind all that begin so. */
function after(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}
