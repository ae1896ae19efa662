import {
  type FileOrigin,
  mergePaper,
  type PaperFacts,
  type SaidPaper,
  withOrigin,
} from '../listings/index.ts';
import { type AliasDocument, type PaperDocument, putMany, readMany } from '../store/index.ts';
import { bringBack } from './bring-back.ts';
import type { Mutations } from './mutations.ts';
import { note, type Outcome } from './outcome.ts';
import { type Placed, placePapers } from './place-papers.ts';

/**
 * Merges papers, few enough for one transaction, into the library; `origin` is the file that told of
 * them. Returns the id of each. A paper that was known by its title alone and is another id's gets an
 * alias: what was said under the old id stays where it is and shows under the new one.
 */
export function mergePapers(
  mutations: Mutations,
  papers: readonly SaidPaper[],
  outcome: Outcome,
  origin?: FileOrigin,
): Promise<string[]> {
  return mergePlaced(mutations, () => placePapers(mutations, papers), outcome, origin);
}

/** As `mergePapers`, where `place` knows which papers of the library they are. */
export function mergePlaced(
  mutations: Mutations,
  place: () => Promise<readonly Placed[]>,
  outcome: Outcome,
  origin?: FileOrigin,
): Promise<string[]> {
  return mutations.exclusively(async () => {
    const placed = await place();
    const { papers: collection, aliases } = mutations.context.store.collections;
    const ids = placed.flatMap(({ id, former }) => (former === null ? [id] : [id, former]));
    const merge = new Merge(await readMany(collection, ids), outcome, origin);
    for (const each of placed) merge.take(each);
    await putMany(collection, [...merge.papers.values()]);
    await bringBack(mutations, [...merge.aliases.values()]);
    // After the papers: an alias never leads to a paper that is not there.
    await putMany(aliases, [...merge.aliases.values()]);
    await mutations.follower.follow();
    return placed.map(({ id }) => id);
  });
}

/** How a paper came: what was known of it by another id, and when it came into another library. */
type Came = {
  readonly id: string;
  readonly told: PaperFacts | undefined;
  readonly addedAt: number | null | undefined;
};

/** The documents of one transaction. */
class Merge {
  readonly papers = new Map<string, PaperDocument>();
  readonly aliases = new Map<string, AliasDocument>();
  readonly #known: ReadonlyMap<string, PaperDocument>;
  readonly #outcome: Outcome;
  readonly #origin: FileOrigin | undefined;

  constructor(
    known: ReadonlyMap<string, PaperDocument>,
    outcome: Outcome,
    origin: FileOrigin | undefined,
  ) {
    this.#known = known;
    this.#outcome = outcome;
    this.#origin = origin;
  }

  take({ paper, id, former: named, addedAt }: Placed): void {
    // Of two papers with one title that come together, the first takes what was known by the title.
    const former = named === null || this.aliases.has(named) ? null : named;
    const told = former === null ? undefined : this.#factsOf(former);
    const merged = mergePaper(this.#factsOf(id), paper);
    const whole = told ? mergePaper(merged.facts, { ...told, source: 'import' }) : merged;
    const facts = this.#dated(this.#withOrigins(whole.facts, told), { id, told, addedAt });
    const isNews = merged.changed || whole.changed;
    if (former !== null) this.#alias(former, id);
    if (!isNews && facts === whole.facts) return;
    this.papers.set(id, { id, facts: facts as unknown as PaperDocument['facts'] });
    if (isNews) note(this.#outcome, id, this.#known.has(id) || former !== null);
    else this.#outcome.touched.add(id);
  }

  #factsOf(id: string): PaperFacts | undefined {
    const document = this.papers.get(id) ?? this.#known.get(id);
    return document?.facts as unknown as PaperFacts | undefined;
  }

  /** A paper comes into the library once, under whichever id. */
  #dated(facts: PaperFacts, { id, told, addedAt: added }: Came): PaperFacts {
    if (this.#factsOf(id)) return facts;
    const addedAt = told ? told.addedAt : Math.min(added ?? Infinity, Date.now());
    return addedAt === undefined ? facts : { ...facts, addedAt };
  }

  #withOrigins(facts: PaperFacts, former: PaperFacts | undefined): PaperFacts {
    const origins = [...(former?.origins ?? []), ...(this.#origin ? [this.#origin] : [])];
    return origins.reduce(withOrigin, facts);
  }

  #alias(former: string, id: string): void {
    this.aliases.set(former, { id: former, target: id });
    this.#outcome.touched.add(former);
  }
}
