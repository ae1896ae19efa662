import type { EventKind } from '../../../src-shared/contract/index.ts';
import type { EventHub } from '../events/index.ts';
import { Follower, type ReadModel } from '../index/index.ts';
import { type HybridClock, type LibraryStore, Serial } from '../store/index.ts';
import { UndoLog } from './undo-log.ts';

/** What a mutation changed: the kind of event to announce and the papers concerned. */
export type Change = { readonly kind: EventKind; readonly ids: readonly string[] };

/** The parts of the core that every mutation passes through. */
export type MutationContext = {
  readonly store: LibraryStore;
  readonly readModel: ReadModel;
  readonly events: EventHub;
  readonly clock: HybridClock;
};

/**
 * Does mutations one after the other: commit to disk, then bring the read model up to date, then
 * announce, then acknowledge. One that was committed before is not done again (MARK-4).
 */
export class Mutations {
  readonly context: MutationContext;
  /** Brings the read model up to date after a commit, however long that takes. */
  readonly follower: Follower;
  /** How to take back what was done in this session. */
  readonly undoLog = new UndoLog();
  readonly #serial = new Serial();
  readonly #beforeRenewal: (() => Promise<void>)[] = [];

  /** `onTrouble` is told where the read model cannot follow; nothing is lost by that. */
  constructor(context: MutationContext, onTrouble?: (error: unknown) => void) {
    this.context = context;
    const onCaughtUp = (): void => void context.events.changed('papers', 'many');
    const beforeRenewal = async (): Promise<void> => {
      for (const release of this.#beforeRenewal) await release();
    };
    this.follower = new Follower(context.readModel, { onCaughtUp, onTrouble, beforeRenewal });
  }

  /** `release` is called before the file of the read model is made anew, to let go of it. */
  beforeRenewal(release: () => Promise<void>): void {
    this.#beforeRenewal.push(release);
  }

  /**
   * Runs `work`, which must store `mutationId` with what it writes, and returns the revision that
   * shows it. `work` returns undefined where there was nothing to write.
   */
  run(
    mutationId: string,
    work: () => Promise<Change | readonly Change[] | undefined>,
  ): Promise<number> {
    return this.exclusively(async () => {
      const { store, events } = this.context;
      if (store.wasDone(mutationId)) return events.revision;
      const changes = [(await work()) ?? []].flat();
      if (changes.length === 0) return events.revision;
      await this.follower.follow();
      for (const { kind, ids } of changes) events.changed(kind, ids);
      return events.revision;
    });
  }

  /** Runs work that must not interleave with a mutation. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.#serial.run(work);
  }

  /** Resolves when every mutation asked for so far is done. */
  idle(): Promise<void> {
    return this.#serial.idle();
  }
}
