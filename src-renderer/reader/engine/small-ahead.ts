/** Quiet time before pictures are made that nobody has asked for yet, milliseconds. */
const QUIET_MS = 700;

/** A window that is never idle is left alone for so long between two of them, milliseconds. */
const LONGEST_WAIT_MS = 2_000;

/** Resolves when it is time. */
export type Waiting = () => Promise<void>;

const quiet: Waiting = () => new Promise((resolve) => setTimeout(resolve, QUIET_MS));

const idle: Waiting = () =>
  new Promise((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: LONGEST_WAIT_MS });
  });

/** Makes small pictures of pages, one at a time, while nothing else is to do. */
export class SmallAhead {
  readonly #make: (page: number) => Promise<unknown>;
  readonly #quiet: Waiting;
  readonly #idle: Waiting;
  #stop = new AbortController();

  constructor(
    make: (page: number) => Promise<unknown>,
    waits: { readonly quiet: Waiting; readonly idle: Waiting } = { quiet, idle },
  ) {
    this.#make = make;
    this.#quiet = waits.quiet;
    this.#idle = waits.idle;
  }

  /** Makes these from now on, first ones first, and no others. */
  plan(pages: readonly number[]): void {
    this.stop();
    if (pages.length > 0) void this.#run(pages, this.#stop.signal);
  }

  /** Makes no more; one that was begun is finished. */
  stop(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
  }

  async #run(pages: readonly number[], signal: AbortSignal): Promise<void> {
    await this.#quiet();
    if (signal.aborted) return;
    for (const page of pages) {
      await this.#idle();
      if (signal.aborted) return;
      await this.#make(page);
    }
  }
}
