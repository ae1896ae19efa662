import type { Disk, Shelf } from '../../files/index.ts';
import type { Mutations } from '../../library/index.ts';
import type { Sealer } from '../keys/index.ts';
import type { LocalTables } from '../library/local-tables.ts';
import type { SyncTarget, TargetReason } from '../targets/index.ts';

/** What PDFs are carried between. */
export type CarrierParts = {
  readonly dataDir: string;
  readonly mutations: Mutations;
  readonly tables: LocalTables;
  readonly shelf: Pick<Shelf, 'receive' | 'ledger'>;
  /** Told when other numbers of PDFs wait. */
  readonly onWaiting?: () => void;
  /** The real disk when left out. */
  readonly disk?: Disk;
};

/** What PDFs are carried through. */
export type CarryLink = {
  readonly target: SyncTarget;
  readonly sealer: Sealer;
  /** Ends it between two steps. */
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Whether PDFs travel; those of ours that nobody needs go from the target all the same. */
  readonly carries: boolean;
  /** Whether all that is at the target, and here too, is read and compared before (SYNC-7). */
  readonly compares?: boolean;
  /** After so many milliseconds no PDF is begun in each direction; 20 s. */
  readonly budgetMs?: number;
};

/** How many PDFs wait to go to the target, and to come from there. */
export type PdfsWaiting = { readonly up: number; readonly down: number };

/**
 * What was carried; `isMore`: time was up before all was done. `disk`: this machine's is full, or
 * failed. Whatever the reason, what was done stays, and the next one goes on.
 */
export type Carried = { readonly up: number; readonly down: number; readonly removed: number } & (
  | { readonly ok: true; readonly isMore: boolean }
  | { readonly ok: false; readonly reason: TargetReason | 'disk' | 'stopped' }
);
