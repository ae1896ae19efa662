/** How long an operator asked to be left alone. Its connections share one. */
export class Pause {
  #until = 0;
  #toldAt = 0;

  /** Notes that nothing is wanted before then, in milliseconds since the epoch. */
  tell(until: number, now: number): void {
    if (until <= this.until(now)) return;
    this.#until = until;
    this.#toldAt = now;
  }

  /**
   * Milliseconds since the epoch until which it holds; in the past where it is over. A clock that was
   * set back meanwhile does not make it longer than what was asked for.
   */
  until(now: number): number {
    return now >= this.#toldAt ? this.#until : now + this.#until - this.#toldAt;
  }
}
