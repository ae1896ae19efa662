import { brokenConnection, UpstreamError } from './failure.ts';

/** How long an upstream may be silent, in milliseconds. */
export type TimeLimits = {
  /** To connect and send its headers. */
  readonly headersMs: number;
  /** Between two pieces of a body. */
  readonly idleMs: number;
};

/** Ends an exchange that takes too long or is cancelled, and knows which of the two it was. */
export class Watch {
  /** Aborts the fetch. */
  readonly signal: AbortSignal;
  readonly #timeUp = new AbortController();
  readonly #cancel: AbortSignal | undefined;
  readonly #total: NodeJS.Timeout;
  #silence: NodeJS.Timeout | undefined;

  constructor(cancel: AbortSignal | undefined, totalMs: number) {
    this.#cancel = cancel;
    this.signal = cancel ? AbortSignal.any([cancel, this.#timeUp.signal]) : this.#timeUp.signal;
    this.#total = setTimeout(() => this.#timeUp.abort(), totalMs);
  }

  /** Waits for something that may not take longer than so many milliseconds. */
  async within<T>(ms: number, promise: Promise<T>, status: number | null = null): Promise<T> {
    this.#silence = setTimeout(() => this.#timeUp.abort(), ms);
    try {
      return await promise;
    } catch (error) {
      throw this.#explain(error, status);
    } finally {
      clearTimeout(this.#silence);
    }
  }

  close(): void {
    clearTimeout(this.#total);
    clearTimeout(this.#silence);
  }

  #explain(error: unknown, status: number | null): UpstreamError {
    if (this.#cancel?.aborted) return new UpstreamError('cancelled', status, null, error);
    if (this.#timeUp.signal.aborted) return new UpstreamError('timeout', status, null, error);
    return brokenConnection(error, status);
  }
}
