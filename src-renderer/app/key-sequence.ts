import type { Action, KeyMatch } from './actions.ts';
import type { KeyPress } from './keys.ts';

/** How long a first key waits for the second one, milliseconds. */
export const NEXT_KEY_MS = 900;

type Options = {
  /** What some presses come to. */
  readonly match: (presses: readonly KeyPress[]) => KeyMatch;
  readonly run: (action: Action) => void;
};

/**
 * Puts key presses together to those that follow each other, such as `g g`. Where keys mean an action
 * and begin others too, the action waits for what comes next.
 */
export class KeySequence {
  readonly #options: Options;
  #presses: KeyPress[] = [];
  #waiting: Action | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Takes a press; false where nothing wants it. */
  press(press: KeyPress): boolean {
    const begun = this.#presses;
    const waiting = this.#waiting;
    this.reset();
    const { action, longer } = this.#options.match([...begun, press]);
    if (longer) {
      this.#wait([...begun, press], action);
      return true;
    }
    if (action) {
      this.#options.run(action);
      return true;
    }
    if (begun.length === 0) return false;
    // The keys that came before were meant by themselves.
    if (waiting) this.#options.run(waiting);
    this.press(press);
    return true;
  }

  /** Forgets what was begun. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#presses = [];
    this.#waiting = undefined;
  }

  #wait(presses: KeyPress[], action: Action | undefined): void {
    this.#presses = presses;
    this.#waiting = action;
    this.#timer = setTimeout(() => {
      this.reset();
      if (action) this.#options.run(action);
    }, NEXT_KEY_MS);
  }
}
