/** A page being drawn. `finished` never rejects; it tells whether the page was drawn. */
export type RenderJob = { readonly finished: Promise<boolean>; cancel(): void };

/** What the queue asks of whoever draws. `key` names zoom and pixel ratio. */
export type RenderHost = {
  /** Whether the page is already drawn for the key. */
  isDrawn(page: number, key: string): boolean;
  /** Begins to draw; null where there is no room for it now. */
  start(page: number, key: string): RenderJob | null;
};

type Running = { readonly key: string; readonly job: RenderJob };

/** Draws the wanted pages in order, a few at a time, and cancels what is no longer wanted. */
export class RenderQueue {
  readonly #host: RenderHost;
  readonly #slots: number;
  readonly #running = new Map<number, Running>();
  /** Pages that could not be drawn for a key are not tried again for it. */
  readonly #failed = new Map<number, string>();
  #wanted: readonly number[] = [];
  #key = '';

  constructor(host: RenderHost, slots = 1) {
    this.#host = host;
    this.#slots = slots;
  }

  /**
   * Replaces the wish list, most wanted first. What is being drawn and is neither on it nor to be
   * kept is cancelled.
   */
  want(pages: readonly number[], key: string, keeps?: (page: number) => boolean): void {
    this.#wanted = pages;
    this.#key = key;
    for (const [page, running] of this.#running) {
      if (running.key === key && (pages.includes(page) || keeps?.(page))) continue;
      this.#running.delete(page);
      running.job.cancel();
    }
    this.#pump();
  }

  /** Whether a page is being drawn now. */
  get isBusy(): boolean {
    return this.#running.size > 0;
  }

  /** Whether a page is done with: drawn, or not to be drawn. */
  isSettled(page: number): boolean {
    return this.#failed.get(page) === this.#key || this.#host.isDrawn(page, this.#key);
  }

  #pump(): void {
    for (const page of this.#wanted) {
      if (this.#running.size >= this.#slots) return;
      if (!this.#running.has(page) && !this.isSettled(page)) this.#run(page);
    }
  }

  #run(page: number): void {
    const key = this.#key;
    const job = this.#host.start(page, key);
    if (!job) return;
    const running = { key, job };
    this.#running.set(page, running);
    void job.finished.then((drawn) => {
      if (this.#running.get(page) !== running) return;
      this.#running.delete(page);
      if (drawn) this.#failed.delete(page);
      else this.#failed.set(page, key);
      this.#pump();
    });
  }
}
