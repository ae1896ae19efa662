import type { Clock } from '../clock.ts';

/** How long an operator asked to be left alone. Its connections share one. */
export class Pause {
  readonly #clock: Pick<Clock, 'now' | 'elapsed'>;
  #wait = 0;
  #toldAt = 0;
  #toldAtElapsed = 0;

  constructor(clock: Pick<Clock, 'now' | 'elapsed'>) {
    this.#clock = clock;
  }

  /** Notes that nothing is wanted before then, in milliseconds since the epoch. */
  tell(until: number): void {
    const wait = until - this.#clock.now();
    if (wait <= this.#left()) return;
    this.#wait = wait;
    this.#toldAt = this.#clock.now();
    this.#toldAtElapsed = this.#clock.elapsed();
  }

  /** Milliseconds since the epoch until which it holds; not after now where it is over. */
  until(): number {
    return this.#clock.now() + this.#left();
  }

  /**
   * Time has passed when either clock says so: the one that is never set stands still while a laptop
   * sleeps, and a wall clock that was set back must not make the wait longer than what was asked for.
   */
  #left(): number {
    const passed = Math.max(
      this.#clock.now() - this.#toldAt,
      this.#clock.elapsed() - this.#toldAtElapsed,
    );
    return this.#wait - passed;
  }
}
