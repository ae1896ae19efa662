import type { Loss, Merge, SyncRecord } from './record.ts';

/**
 * What no target has yet: changes, and values that lost here, which go with them; `mark` tells `sent`
 * which. `isAll`: there was no more when it was asked for. Where there are no records, what waited is
 * known to the target; `sent` lets it go.
 */
export type Pending = {
  readonly isAll: boolean;
  readonly records: readonly SyncRecord[];
  readonly losses: readonly Loss[];
  readonly mark: unknown;
};

/** What taking records in did. */
export type Applied = {
  /** Documents that are other than before. */
  readonly changed: number;
  readonly merges: readonly Merge[];
  readonly losses: readonly Loss[];
};

/** What a machine remembers of its target, kept with the library. */
export type SyncMemory = {
  /** The target's own id; null before the first run. */
  readonly targetId: string | null;
  /** This machine's folder at the target. */
  readonly folder: string;
  /** The number of the last segment written, counted from 1. */
  readonly last: number;
  /** When the last segment was written, in milliseconds since the epoch. */
  readonly lastAt: number;
  /** Names of own segments that should be there. */
  readonly own: readonly string[];
  /** The name of a segment that may have been written; null where none was begun. */
  readonly planned: string | null;
  /** Own segments that another took the place of, and that should be gone soon. */
  readonly retired: readonly string[];
  /** How many own segments there were when all of them were last written anew. */
  readonly settled: number;
  /** Whether everything that was there at first was taken in. */
  readonly begun: boolean;
  /** Whether this machine seals what it writes; null where that was not noted yet. */
  readonly isSealed: boolean | null;
};

/** What a machine remembers that writes under a new name. */
export const UNWRITTEN = {
  ...{ folder: '', last: 0, lastAt: 0, own: [], planned: null, retired: [], settled: 0 },
} satisfies Partial<SyncMemory>;

/** What a machine remembers that never met a target. */
export const NEVER_MET: SyncMemory = {
  ...{ ...UNWRITTEN, targetId: null, begun: false, isSealed: null },
};

/**
 * What stays though others deleted it: nothing, what waits to be sent, or all that is here. A machine
 * that meets its target for the first time has all of its own to send: what it was brought alive in
 * one segment, and deleted in another, is none of its own.
 */
export type Keeping = false | 'unsent' | 'all';

/**
 * The library as synchronisation sees it. Everything is durable when it resolves; `apply` and `sent`
 * may be repeated without harm.
 */
export interface SyncStore {
  memory(): Promise<SyncMemory>;
  remember(memory: SyncMemory): Promise<void>;
  /** Names of others' segments that were taken in. */
  taken(): Promise<ReadonlySet<string>>;
  /** Notes segments as taken in, and forgets names that are at the target no more. */
  noteTaken(names: readonly string[], gone: readonly string[]): Promise<void>;
  /** Changes made here that were not sent, at most `limit` documents, with the papers they speak of. */
  pending(limit: number): Promise<Pending>;
  sent(pending: Pending): Promise<void>;
  /** Puts everything that the user made among what was not sent. */
  sendAll(): Promise<void>;
  /** The same where it was sent before: nothing of it counts as said without others knowing. */
  sendAgain(): Promise<void>;
  /**
   * Merges documents in; none of them counts as made here. What is kept and would be deleted stays, and
   * that it does counts as said here.
   */
  apply(records: readonly SyncRecord[], keep: Keeping): Promise<Applied>;
  /** Keeps values that lost on another machine; returns those that were not kept here. */
  learn(losses: readonly Loss[]): Promise<readonly Loss[]>;
  /** The documents of the same collections and ids as they are here now. */
  current(records: readonly SyncRecord[]): Promise<readonly SyncRecord[]>;
  /** How many documents that are here these would delete. */
  wouldDelete(records: readonly SyncRecord[]): Promise<number>;
  /** How many documents of the user's are here and not deleted. */
  present(): Promise<number>;
}
