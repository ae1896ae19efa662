import { mergeUpdates } from 'yjs';

/** Hands one update over to be journaled and sent; resolves at the core's answer; never rejects. */
export type SendUpdate = (update: Uint8Array) => Promise<unknown>;

/**
 * Longest that an edit is held back, milliseconds: what is held is not journaled yet, and a core
 * that is away may stay away.
 */
const LONGEST_HOLD_MS = 400;

/**
 * Sends a note's edits: the first at once, and what is typed while one is on its way as one merged
 * update behind it, so that a fast typist never queues hundreds.
 */
export class UpdateQueue {
  readonly #send: SendUpdate;
  #waiting: Uint8Array[] = [];
  #underway = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: SendUpdate) {
    this.#send = send;
  }

  /** Whether everything was answered. */
  get isEmpty(): boolean {
    return this.#underway === 0 && this.#waiting.length === 0;
  }

  /** Takes an edit, as Yjs tells it. */
  push(update: Uint8Array): void {
    this.#waiting.push(update);
    if (this.#underway === 0) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), LONGEST_HOLD_MS);
  }

  /** Hands over what is held back, now: nothing else keeps it. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const updates = this.#waiting;
    if (updates.length === 0) return;
    this.#waiting = [];
    this.#underway++;
    void this.#send(updates.length > 1 ? mergeUpdates(updates) : updates[0]!).then(() => {
      this.#underway--;
      if (this.#underway === 0) this.flush();
    });
  }
}
