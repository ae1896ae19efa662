import type { UpstreamListing } from '../listings/index.ts';
import { type ListingDocument, putMany, readMany } from '../store/index.ts';
import type { Mutations } from './mutations.ts';
import { note, type Outcome } from './outcome.ts';

/** Some places of one listing; see `UpstreamListing`. */
export type Places = {
  readonly source: UpstreamListing['source'];
  readonly entries: readonly ListingDocument[];
};

/** The document of a paper's place in a day's listing. */
export function placeOf(
  day: string,
  paperId: string,
  entry: Omit<ListingDocument, 'id' | 'day' | 'paperId'>,
): ListingDocument {
  const { position, upvotes, comments, submittedBy } = entry;
  return { id: `${day}|${paperId}`, day, paperId, position, upvotes, comments, submittedBy };
}

/** Takes in places of a listing, few enough for one transaction. */
export function mergeListing(
  mutations: Mutations,
  { source, entries }: Places,
  outcome: Outcome,
): Promise<void> {
  return mutations.exclusively(async () => {
    const { listings } = mutations.context.store.collections;
    const ids = entries.map(({ id }) => id);
    const known = await readMany(listings, ids);
    const written = new Map<string, ListingDocument>();
    for (const entry of entries) {
      const next = withKnown(entry, known.get(entry.id), source);
      if (next) written.set(next.id, next);
    }
    for (const { paperId } of written.values()) note(outcome, paperId, true);
    await putMany(listings, [...written.values()]);
    await mutations.follower.follow();
  });
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
