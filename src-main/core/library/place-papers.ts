import {
  chooseSame,
  identityOf,
  isSamePaper,
  type PaperFacts,
  type SaidPaper,
} from '../listings/index.ts';
import { readMany } from '../store/index.ts';
import type { Mutations } from './mutations.ts';
import { identityKeyOf, paperIdOf, titleIdOf } from './paper-ids.ts';

/** Where a paper that a source spoke of belongs. */
export type Placed = {
  readonly paper: SaidPaper;
  /** The id that it goes by. */
  readonly id: string;
  /** The id that the library has known it by so far, by its title alone. */
  readonly former: string | null;
  /** When it came into another library, in milliseconds since the epoch, where that is told. */
  readonly addedAt?: number | null;
};

/** A paper of the library with its title and abstract. */
type Candidate = { readonly id: string; readonly title: string; readonly abstract: string | null };

/**
 * Finds out which papers of the library those are that a source spoke of: by arXiv id, or else by a
 * title that is the same but for punctuation and an abstract that does not speak against it.
 */
export async function placePapers(
  mutations: Mutations,
  papers: readonly SaidPaper[],
): Promise<Placed[]> {
  const library = new Titles(mutations);
  await library.load(papers);
  return papers.map((paper) => {
    const id = paper.arxivId === null ? library.idByTitle(paper) : paperIdOf(paper.arxivId);
    return { paper, id, former: library.formerOf(paper, id) };
  });
}

/** The library's papers that have the titles of those asked for. */
class Titles {
  readonly #mutations: Mutations;
  readonly #byIdentity = new Map<string, Candidate[]>();
  /** Papers that go by their title, and what they go by now. */
  readonly #present = new Map<string, string>();

  constructor(mutations: Mutations) {
    this.#mutations = mutations;
  }

  /** A damaged index knows nothing for a moment; the job that resolves titles makes up for that. */
  async load(papers: readonly SaidPaper[]): Promise<void> {
    try {
      const ids = this.#find(papers);
      const { papers: collection } = this.#mutations.context.store.collections;
      for (const [id, { facts }] of await readMany(collection, ids)) {
        const { title, abstract } = facts as unknown as PaperFacts;
        const identity = identityOf(title ?? '');
        const known = this.#byIdentity.get(identity) ?? [];
        this.#byIdentity.set(identity, [...known, { id, title, abstract }]);
      }
    } catch (error) {
      this.#mutations.follower.suspect(error);
    }
  }

  idByTitle(paper: SaidPaper): string {
    const own = titleIdOf(paper.title);
    const others = this.#of(paper).filter(({ id }) => id !== own);
    return chooseSame(paper, others)?.id ?? this.#present.get(own) ?? own;
  }

  formerOf(paper: SaidPaper, id: string): string | null {
    const own = titleIdOf(paper.title);
    const known = id === own ? undefined : this.#of(paper).find((one) => one.id === own);
    return known && !this.#present.has(own) && isSamePaper(paper, known) ? own : null;
  }

  #of({ title }: SaidPaper): readonly Candidate[] {
    return this.#byIdentity.get(identityOf(title)) ?? [];
  }

  /** Of papers with an arXiv id only the one that its title alone named before is of interest. */
  #find(papers: readonly SaidPaper[]): string[] {
    const { connection } = this.#mutations.context.readModel;
    const titled = papers.map(({ title }) => titleIdOf(title));
    const keys = papers
      .filter(({ arxivId }) => arxivId === null)
      .map(({ title }) => identityKeyOf(title));
    const sql = `SELECT id FROM papers WHERE described > 0
      AND (id IN (SELECT value FROM json_each(?)) OR identity IN (SELECT value FROM json_each(?)))`;
    const rows = connection.all<{ id: string }>(sql, JSON.stringify(titled), JSON.stringify(keys));
    const aliases = connection.all<{ id: string }>(
      'SELECT id FROM aliases WHERE id IN (SELECT value FROM json_each(?))',
      JSON.stringify(titled),
    );
    const { readModel } = this.#mutations.context;
    for (const { id } of aliases) this.#present.set(id, readModel.canonicalId(id));
    return rows.map(({ id }) => id);
  }
}
