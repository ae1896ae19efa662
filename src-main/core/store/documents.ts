import type { Json, UserDocument } from './user-document.ts';

/**
 * What the twelve collections hold. What upstream says (`papers`, `listings`) and what the user made
 * never share a document. Ids are such that two offline machines make the same document for the
 * same thing, or random where there is no such thing.
 */

/** What upstream says of a paper; id `arxiv:2606.00467`, `file:<sha256 prefix>`, `title:<hash>`. */
export type PaperDocument = {
  readonly id: string;
  /** Facts by name, as the listings give and merge them. */
  readonly facts: { readonly [name: string]: Json };
};

/** Stands for the day in the list of what trends now, which has none. */
export const TRENDING = 'trending';

/** One paper's place in one day's listing; id `<day>|<paper id>`. */
export type ListingDocument = {
  readonly id: string;
  /** `YYYY-MM-DD`, or `TRENDING`. */
  readonly day: string;
  readonly paperId: string;
  /** Counted from 0, as the listing was ordered when it was read last. */
  readonly position: number;
  readonly upvotes: number | null;
  readonly comments: number | null;
  readonly submittedBy: string | null;
};

/** What the user says of a paper (status, star, tags, position); id is the paper's. */
export type StateDocument = UserDocument;

/** A mark on a PDF; random id. What never changes stands beside `fields`. */
export type AnnotationDocument = UserDocument & {
  readonly paperId: string;
  readonly kind: string;
  readonly fileSha256: string;
  readonly version: number | null;
  readonly order: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly anchor: Json;
};

/** A note, `note:<paper id>` or a random id; `markdown` is derived from the field `body`. */
export type NoteDocument = UserDocument & {
  readonly paperId: string | null;
  readonly markdown: string;
};

/** A collection of papers; random id. */
export type CollectionDocument = UserDocument;

/** A paper in a collection; id `<collection id>|<paper id>`. */
export type MembershipDocument = UserDocument & {
  readonly collectionId: string;
  readonly paperId: string;
};

/** A PDF on this machine; id `<paper id>|<sha256>`. */
export type FileDocument = {
  readonly id: string;
  readonly paperId: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly pages: number | null;
  readonly version: number | null;
  /** Where it was fetched from; empty for the user's own. */
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly storedAt: number;
  /** `own`: the user brought it, and it can be fetched from nowhere. */
  readonly origin: 'fetched' | 'own';
  /** The name that the user's own file had; null for a fetched one. */
  readonly name: string | null;
};

/** A saved search; random id. */
export type SearchDocument = UserDocument;

/** A former id of a paper and the one that it goes by now; aliases only grow. */
export type AliasDocument = { readonly id: string; readonly target: string };

/** A machine of the user's; id is the device's. */
export type DeviceDocument = UserDocument;

/** One setting that follows the user; id is its name. */
export type SettingDocument = UserDocument;

/** The document of each collection. */
export type Documents = {
  papers: PaperDocument;
  listings: ListingDocument;
  states: StateDocument;
  annotations: AnnotationDocument;
  notes: NoteDocument;
  collections: CollectionDocument;
  memberships: MembershipDocument;
  files: FileDocument;
  searches: SearchDocument;
  aliases: AliasDocument;
  devices: DeviceDocument;
  settings: SettingDocument;
};

export type CollectionName = keyof Documents;

/** The id of a paper's note. */
export function noteIdOf(paperId: string): string {
  return `note:${paperId}`;
}
