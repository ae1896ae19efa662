/** What is looked back on to tell how fast the window moves, milliseconds. */
const MEMORY_MS = 150;

/** Two steps close together are taken to be so far apart at least, milliseconds. */
const LEAST_MS = 60;

/** A step over so many windows is a jump, which says nothing about what comes next. */
const JUMP_WINDOWS = 10;

/** A window moves fast when it passes over so much of itself in a second. */
const FAST_WINDOWS = 4;

type Step = { readonly time: number; readonly top: number };

/** How fast a window is scrolled, from where it stood when. CSS pixels and milliseconds. */
export class Pace {
  #steps: Step[] = [];

  /** Takes note of where the window, so high, stands. */
  note(top: number, height: number, time: number): void {
    const last = this.#steps.at(-1);
    if (last && Math.abs(top - last.top) > JUMP_WINDOWS * height) this.#steps = [];
    this.#forget(time);
    this.#steps.push({ time, top });
  }

  /** Forgets all: the window was put elsewhere. */
  clear(): void {
    this.#steps = [];
  }

  /** CSS pixels a millisecond, downwards positive; 0 for a window that rests. */
  speed(time: number): number {
    this.#forget(time);
    const [first, last] = [this.#steps[0], this.#steps.at(-1)];
    if (!first || !last || first === last) return 0;
    return (last.top - first.top) / Math.max(LEAST_MS, last.time - first.time);
  }

  #forget(time: number): void {
    this.#steps = this.#steps.filter((step) => time - step.time <= MEMORY_MS);
  }
}

/** Whether pages of a window so high pass too fast to be drawn sharp one after the other. */
export function isFast(speed: number, height: number): boolean {
  return Math.abs(speed) * 1_000 > FAST_WINDOWS * height;
}
