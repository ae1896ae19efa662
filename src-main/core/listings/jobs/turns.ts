/**
 * Who goes first. What a user waits for begins at once; the background goes on in small steps, one
 * at a time, and only while no user waits. So a user waits for one step at most.
 */
export class Turns {
  #users = 0;
  #free: PromiseWithResolvers<void> | undefined;
  #background: Promise<unknown> = Promise.resolve();

  /** Runs what a user waits for. */
  async user<T>(work: () => Promise<T>): Promise<T> {
    this.#users++;
    this.#free ??= Promise.withResolvers();
    try {
      return await work();
    } finally {
      this.#users--;
      if (this.#users === 0) {
        this.#free?.resolve();
        this.#free = undefined;
      }
    }
  }

  /** Runs a step of the background when its turn has come. Rejects where `signal` is aborted before. */
  background<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const turn = this.#background.then(async () => {
      while (this.#free) await orAbort(this.#free.promise, signal);
      signal.throwIfAborted();
      return work();
    });
    this.#background = turn.catch(() => {});
    return turn;
  }
}

function orAbort(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
