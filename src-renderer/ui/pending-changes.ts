import type { Acknowledged } from '../client.ts';

type Change<Told> = {
  readonly apply: (told: Told) => Told;
  /** The revision that has it; infinite while the core has not answered. */
  from: number;
};

/**
 * What the user has changed in something that the core tells, laid over answers that were given
 * before the core had it, so that nothing jumps back on the way.
 */
export class PendingChanges<Told> {
  #changes: Change<Told>[] = [];

  /** Notes a change that is on its way; one that the core refuses is forgotten. */
  add(apply: (told: Told) => Told, answer: Promise<Acknowledged>): void {
    const change: Change<Told> = { apply, from: Number.POSITIVE_INFINITY };
    this.#changes.push(change);
    void answer.then((told) => {
      if (told.ok) change.from = told.revision;
      else this.#changes = this.#changes.filter((one) => one !== change);
    });
  }

  /** An answer of this revision with what it does not know yet; forgets what it does. */
  over(told: Told, revision: number): Told {
    this.#changes = this.#changes.filter(({ from }) => from > revision);
    return this.#changes.reduce((now, { apply }) => apply(now), told);
  }
}
