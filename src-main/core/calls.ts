import { ORPCError } from '@orpc/server';

/** What a call is answered with that comes to a core, or is cut short by one, that is going away. */
function goingAway(cause?: unknown): ORPCError<'SERVICE_UNAVAILABLE', unknown> {
  return new ORPCError('SERVICE_UNAVAILABLE', { status: 503, cause });
}

/** The calls of a core's contract, counted while they are under way, so that a close can await them. */
export class Calls {
  #underWay = 0;
  #isClosed = false;
  #waiting: (() => void)[] = [];

  /**
   * Does a call. Rejects with `SERVICE_UNAVAILABLE` where the core is going away: at once what comes
   * then, and what fails then because parts of the core have gone before it.
   */
  async run<T>(call: () => Promise<T>): Promise<T> {
    if (this.#isClosed) throw goingAway();
    this.#underWay += 1;
    try {
      return await call();
    } catch (error) {
      throw this.#isClosed && !(error instanceof ORPCError) ? goingAway(error) : error;
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#wake();
    }
  }

  /** Refuses calls from now on; those that are under way go on. */
  close(): void {
    this.#isClosed = true;
  }

  /** Resolves when no call is under way, or after `most` milliseconds; whether none is. */
  async idle(most: number): Promise<boolean> {
    if (this.#underWay > 0)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, most);
        this.#waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    return this.#underWay === 0;
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
