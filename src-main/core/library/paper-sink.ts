import { setImmediate } from 'node:timers/promises';
import {
  mergePaper,
  type PaperFacts,
  type PaperSink,
  type UpstreamListing,
  type UpstreamPaper,
} from '../listings/index.ts';
import { type ListingDocument, type PaperDocument, putMany, readMany } from '../store/index.ts';
import type { Mutations } from './mutations.ts';

/** Papers of one transaction: small enough that a user's own write never waits long. */
const CHUNK = 50;

type Outcome = { readonly added: Set<string>; readonly changed: Set<string> };

/** The id of a paper that arXiv knows. */
export function paperIdOf(arxivId: string): string {
  return `arxiv:${arxivId}`;
}

/**
 * Takes in what upstreams say. A paper is merged by its id, a listing remembers its order; what did
 * not change is not written, so that a second sync changes nothing (LIST-2).
 */
export function createPaperSink(mutations: Mutations): PaperSink {
  return {
    async merge({ papers, listing }) {
      const outcome: Outcome = { added: new Set(), changed: new Set() };
      try {
        for await (const chunk of chunksOf(papers)) await mergePapers(mutations, chunk, outcome);
        for await (const chunk of chunksOf(listing?.entries ?? []))
          await mergeListing(mutations, { ...listing!, entries: chunk }, outcome);
      } finally {
        // What was stored before something failed is there, and is told.
        announce(mutations, outcome);
      }
      return { new: outcome.added.size, changed: outcome.changed.size };
    },
  };
}

/** Others get their turn between two chunks: nothing that SQLite does lets go of the event loop. */
async function* chunksOf<T>(items: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let start = 0; start < items.length; start += CHUNK) {
    if (start > 0) await setImmediate();
    yield items.slice(start, start + CHUNK);
  }
}

function mergePapers(
  mutations: Mutations,
  papers: readonly UpstreamPaper[],
  outcome: Outcome,
): Promise<void> {
  return mutations.exclusively(async () => {
    const { papers: collection } = mutations.context.store.collections;
    const ids = papers.map((paper) => paperIdOf(paper.arxivId));
    const known = await readMany(collection, ids);
    const written = new Map<string, PaperDocument>();
    for (const paper of papers) {
      const id = paperIdOf(paper.arxivId);
      const before = (written.get(id) ?? known.get(id))?.facts as unknown as PaperFacts | undefined;
      const { facts, changed } = mergePaper(before, paper);
      if (!changed) continue;
      written.set(id, { id, facts: facts as unknown as PaperDocument['facts'] });
      note(outcome, id, known.has(id));
    }
    await putMany(collection, [...written.values()]);
    await mutations.follower.follow();
  });
}

function mergeListing(
  mutations: Mutations,
  listing: UpstreamListing,
  outcome: Outcome,
): Promise<void> {
  return mutations.exclusively(async () => {
    const { listings } = mutations.context.store.collections;
    const wanted = listing.entries.map((entry) => toDocument(listing.day, entry));
    const known = await readMany(
      listings,
      wanted.map(({ id }) => id),
    );
    const written = new Map<string, ListingDocument>();
    for (const entry of wanted) {
      const next = withKnown(entry, known.get(entry.id), listing.source);
      if (next) written.set(next.id, next);
    }
    for (const { paperId } of written.values()) note(outcome, paperId, true);
    await putMany(listings, [...written.values()]);
    await mutations.follower.follow();
  });
}

function toDocument(day: string, entry: UpstreamListing['entries'][number]): ListingDocument {
  const paperId = paperIdOf(entry.arxivId);
  const { position, upvotes, comments, submittedBy } = entry;
  return { id: `${day}|${paperId}`, day, paperId, position, upvotes, comments, submittedBy };
}

/**
 * The entry to write, or undefined where it says nothing new. What is unknown now stays known, and
 * an import, which may be of any age, changes nothing that is known.
 */
function withKnown(
  entry: ListingDocument,
  known: ListingDocument | undefined,
  source: UpstreamListing['source'],
): ListingDocument | undefined {
  if (!known) return entry;
  if (source === 'import') return undefined;
  const next: ListingDocument = {
    ...entry,
    upvotes: entry.upvotes ?? known.upvotes,
    comments: entry.comments ?? known.comments,
    submittedBy: entry.submittedBy ?? known.submittedBy,
  };
  const same =
    next.position === known.position &&
    next.upvotes === known.upvotes &&
    next.comments === known.comments &&
    next.submittedBy === known.submittedBy;
  return same ? undefined : next;
}

/** A paper that is new stays new, whatever else changes in the same merge. */
function note(outcome: Outcome, id: string, wasKnown: boolean): void {
  if (!wasKnown) outcome.added.add(id);
  else if (!outcome.added.has(id)) outcome.changed.add(id);
}

function announce(mutations: Mutations, { added, changed }: Outcome): void {
  if (added.size + changed.size === 0) return;
  mutations.context.events.changed('papers', [...added, ...changed]);
}
