import { isDamage } from '../store/index.ts';
import type { ReadModel } from './read-model.ts';

/** What a follower tells, and how long it rests after a first failure. */
export type FollowerOptions = {
  /** The read model shows again what it lacked; whoever has asked should ask anew. */
  readonly onCaughtUp: () => void;
  /** Told once for each stretch of failures. */
  readonly onTrouble?: (error: unknown) => void;
  readonly restMs?: number;
  /** Has others let go of the file, which is about to be made anew. */
  readonly beforeRenewal?: () => Promise<void>;
};

const REST_MS = 1_000;
const LONGEST_REST_MS = 60_000;

/**
 * Keeps the read model up to date. What the store has committed is committed, whatever becomes of
 * what is derived from it: where the read model cannot be written (a full disk) it is tried again
 * by itself, and where its file is damaged it is made anew.
 */
export class Follower {
  readonly #readModel: ReadModel;
  readonly #options: FollowerOptions;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #isMending = false;
  /** The file is of no use, and no other was begun yet. */
  #isDiscarded = false;
  #isClosed = false;

  constructor(readModel: ReadModel, options: FollowerOptions) {
    this.#readModel = readModel;
    this.#options = options;
  }

  /**
   * Resolves when the read model shows all that the store has, or it is known that this takes
   * longer: `onCaughtUp` tells when. Never rejects.
   */
  async follow(): Promise<void> {
    if (this.#isMending) return;
    try {
      await this.#readModel.catchUp();
    } catch (error) {
      if (!this.#timer && this.#discards(error)) await this.#tryAgain();
      else this.#later(error);
    }
  }

  /** Looks into an error that a reader met; where the file is damaged a new one is begun at once. */
  suspect(error: unknown): void {
    if (!this.#isMending && this.#discards(error)) void this.#tryAgain();
  }

  /** Catches up, with `afresh` from nothing. Rejects where that cannot be done. */
  async mend(afresh: boolean): Promise<void> {
    this.#isDiscarded ||= afresh;
    this.#isMending = true;
    try {
      if (this.#isDiscarded) {
        await this.#options.beforeRenewal?.();
        this.#readModel.renew();
      }
      this.#isDiscarded = false;
      await this.#readModel.catchUp();
    } finally {
      this.#isMending = false;
    }
    this.#options.onCaughtUp();
  }

  /** Nothing is tried again any more. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  /** An error may be of the store's own file: then there is nothing to derive anew. */
  #discards(error: unknown): boolean {
    if (this.#isDiscarded || !isDamage(error) || this.#readModel.isIntact()) return false;
    this.#options.onTrouble?.(error);
    this.#isDiscarded = true;
    return true;
  }

  #later(error: unknown): void {
    if (this.#timer || this.#isClosed) return;
    if (this.#failures === 0) this.#options.onTrouble?.(error);
    const rest = (this.#options.restMs ?? REST_MS) * 2 ** this.#failures++;
    this.#timer = setTimeout(() => void this.#tryAgain(), Math.min(rest, LONGEST_REST_MS)).unref();
  }

  async #tryAgain(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      await this.mend(false);
      this.#failures = 0;
    } catch (error) {
      this.#discards(error);
      this.#later(error);
    }
  }
}
