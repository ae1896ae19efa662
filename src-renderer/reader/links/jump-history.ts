import type { Place } from '../engine/index.ts';

/** Share of a page within which two places are the same to the eye. */
const NEAR = 0.03;
/** Places further back are forgotten. */
const MOST = 100;

function isNear(a: Place, b: Place): boolean {
  return a.page === b.page && Math.abs(a.share - b.share) < NEAR;
}

/** The places that one jumped from, as a browser keeps them. */
export class JumpHistory {
  #back: Place[] = [];
  #forward: Place[] = [];

  get canBack(): boolean {
    return this.#back.length > 0;
  }

  get canForward(): boolean {
    return this.#forward.length > 0;
  }

  /** Notes the place that is left by a jump; there is no forward any more. */
  leave(from: Place): void {
    this.#forward = [];
    push(this.#back, from);
  }

  /** Goes back from `here`; answers where to, or null where there is nowhere else. */
  back(here: Place): Place | null {
    return step(this.#back, this.#forward, here);
  }

  /** Undoes a `back`; answers where to, or null where there is nowhere else. */
  forward(here: Place): Place | null {
    return step(this.#forward, this.#back, here);
  }
}

/** The last place of `from` that is not `here`, which goes onto `to`. */
function step(from: Place[], to: Place[], here: Place): Place | null {
  let place = from.pop();
  while (place && isNear(place, here)) place = from.pop();
  if (!place) return null;
  push(to, here);
  return place;
}

function push(places: Place[], place: Place): void {
  const last = places.at(-1);
  if (last && isNear(last, place)) return;
  places.push(place);
  if (places.length > MOST) places.shift();
}
