import type { Ask } from '../../index/index.ts';
import type { Candidate } from '../ranking/index.ts';
import { DOC_PLACES, type DocPlace } from '../text-index/schema.ts';
import { termsOf } from '../words/index.ts';

/** Papers whose terms are kept; some five kilobytes each. */
const KEPT = 2_000;

type Doc = { readonly key: number; readonly published: string | null } & Record<DocPlace, string>;

/** The terms of papers' own texts. With each letter that is typed nearly the same papers are looked at. */
export class DocTerms {
  readonly #files: Ask;
  readonly #kept = new Map<number, Candidate>();

  constructor(files: Ask) {
    this.#files = files;
  }

  /** By rows of the text index; those that are not there are left out. */
  of(docs: readonly number[]): ReadonlyMap<number, Candidate> {
    const missing = docs.filter((doc) => !this.#kept.has(doc));
    if (this.#kept.size + missing.length > KEPT) this.#kept.clear();
    const wanted = docs.filter((doc) => !this.#kept.has(doc));
    const sql = `SELECT key, published, ${DOC_PLACES.join(', ')} FROM docs
      WHERE key IN (SELECT value FROM json_each(?))`;
    if (wanted.length > 0)
      for (const doc of this.#files.all<Doc>(sql, JSON.stringify(wanted)))
        this.#kept.set(doc.key, candidateOf(doc));
    return this.#kept;
  }

  /** What was read is no longer so. */
  clear(): void {
    this.#kept.clear();
  }
}

function candidateOf(doc: Doc): Candidate {
  const places = DOC_PLACES.map((place) => [place, termsOf(doc[place])] as const);
  const surnames = doc.authors.split('\n').flatMap((name) => termsOf(name).at(-1) ?? []);
  const year = doc.published === null ? [] : [doc.published.slice(0, 4)];
  return { places: { ...Object.fromEntries(places), surnames, year }, publishedAt: doc.published };
}
