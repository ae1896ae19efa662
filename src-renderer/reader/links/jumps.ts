import { createStore } from 'zustand/vanilla';
import type { Place, ReaderEngine } from '../engine/index.ts';
import { JumpHistory } from './jump-history.ts';

/** What can be gone to. */
export type JumpState = { readonly canBack: boolean; readonly canForward: boolean };

/** Mouse buttons beside the wheel, as pointer events number them. */
const BACK_BUTTON = 3;
const FORWARD_BUTTON = 4;

/** Back and Forward in one open document. */
export class Jumps {
  readonly state = createStore<JumpState>(() => ({ canBack: false, canForward: false }));
  readonly #engine: ReaderEngine;
  readonly #history = new JumpHistory();

  constructor(engine: ReaderEngine) {
    this.#engine = engine;
    // The scroller goes with the engine, and the listeners with it.
    engine.scroller.addEventListener('mousedown', (event) => {
      if (event.button === BACK_BUTTON || event.button === FORWARD_BUTTON) event.preventDefault();
    });
    engine.scroller.addEventListener('mouseup', (event) => this.#released(event));
  }

  /** Notes where the user is: a jump follows. */
  leave(): void {
    const place = this.#engine.view?.place;
    if (!place) return;
    this.#history.leave(place);
    this.#tell();
  }

  /** Notes where the user is before a page (from 0) is gone to; to turn the pages is no jump. */
  leaveFor(page: number): void {
    const here = this.#engine.view?.page ?? page;
    if (Math.abs(page - here) > 2) this.leave();
  }

  back(): void {
    this.#step((here) => this.#history.back(here));
  }

  forward(): void {
    this.#step((here) => this.#history.forward(here));
  }

  #released(event: MouseEvent): void {
    if (event.button !== BACK_BUTTON && event.button !== FORWARD_BUTTON) return;
    event.preventDefault();
    if (event.button === BACK_BUTTON) this.back();
    else this.forward();
  }

  #step(next: (here: Place) => Place | null): void {
    const here = this.#engine.view?.place;
    const place = here && next(here);
    if (place) this.#engine.goTo(place);
    this.#tell();
  }

  #tell(): void {
    const { canBack, canForward } = this.#history;
    this.state.setState({ canBack, canForward });
  }
}
