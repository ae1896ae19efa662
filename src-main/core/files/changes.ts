const PROGRESS_MS = 250;

type Listener = (paperIds: readonly string[]) => void;

/** Tells listeners what changed: states in the same turn of the event loop, progress now and then. */
export class Changes {
  readonly #listeners = new Set<Listener>();
  readonly #pending = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #isFlushing = false;

  /** Returns what ends it. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** States of papers changed, or with none that of the whole. */
  states(paperIds: readonly string[]): void {
    for (const id of paperIds) this.#pending.add(id);
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    queueMicrotask(() => this.#flush());
  }

  /** A download went on. */
  progress(paperId: string): void {
    this.#pending.add(paperId);
    this.#timer ??= setTimeout(() => this.#flush(), PROGRESS_MS).unref();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const isTold = this.#isFlushing || this.#pending.size > 0;
    this.#isFlushing = false;
    const ids = [...this.#pending];
    this.#pending.clear();
    for (const listener of isTold ? this.#listeners : []) listener(ids);
  }
}
