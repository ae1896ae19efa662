import type { Annotation } from '../../../src-shared/contract/index.ts';
import type { ReaderEngine } from '../engine/index.ts';
import type { PlacedMark } from './mark-overlay.ts';
import { findPlacement, type Placement, storedPlacement } from './placement.ts';
import { QuoteSource } from './quote-source.ts';

/** Milliseconds between news while many marks are looked for. */
const TELL_EVERY = 150;

/** Keeps where marks lie in the open file, and looks for those of another file one by one. */
export class PlacementFinder {
  readonly #engine: ReaderEngine;
  readonly #sha256: string;
  readonly #onFound: () => void;
  readonly #found = new Map<string, Placement>();
  #queue: Annotation[] = [];
  #running = false;
  #stopped = false;

  constructor(engine: ReaderEngine, sha256: string, onFound: () => void) {
    this.#engine = engine;
    this.#sha256 = sha256;
    this.#onFound = onFound;
  }

  /** Marks with the places known now; those yet to be found are told by `onFound`. */
  place(marks: readonly Annotation[]): PlacedMark[] {
    const placed = marks.map((mark) => ({
      mark,
      placement: storedPlacement(mark, this.#sha256) ?? this.#found.get(mark.id),
    }));
    this.#queue = placed.filter(({ placement }) => !placement).map(({ mark }) => mark);
    if (!this.#running && this.#queue.length > 0) void this.#run();
    return placed;
  }

  stop(): void {
    this.#stopped = true;
  }

  async #run(): Promise<void> {
    const { view } = this.#engine;
    if (!view) return;
    this.#running = true;
    const source = new QuoteSource(view.pages, (page) => this.#engine.pageText(page));
    let told = performance.now();
    for (let mark = this.#queue.shift(); mark && !this.#stopped; mark = this.#queue.shift()) {
      this.#found.set(mark.id, await findPlacement(mark.anchor, source));
      if (this.#stopped || performance.now() - told < TELL_EVERY) continue;
      this.#onFound();
      told = performance.now();
    }
    this.#running = false;
    if (!this.#stopped) this.#onFound();
  }
}
