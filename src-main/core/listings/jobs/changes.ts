const LEAST_PAUSE_MS = 250;

/** Tells listeners that something changed: at once, then four times a second at most. */
export class Changes {
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #isPending = false;

  /** Returns what ends it. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Something changed; the last change of many is always told. */
  tell = (): void => {
    this.#isPending = true;
    if (!this.#timer) this.#flush();
  };

  close(): void {
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  #flush(): void {
    this.#timer = undefined;
    if (!this.#isPending) return;
    this.#isPending = false;
    this.#timer = setTimeout(() => this.#flush(), LEAST_PAUSE_MS).unref();
    for (const listener of this.#listeners) listener();
  }
}
