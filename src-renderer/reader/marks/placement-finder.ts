import type { Annotation } from '../../../src-shared/contract/index.ts';
import type { ReaderEngine } from '../engine/index.ts';
import type { PlacedMark } from './mark-overlay.ts';
import { findPlacement, type Placement, storedPlacement } from './placement.ts';

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
    if (!this.#running) void this.#run();
    return placed;
  }

  stop(): void {
    this.#stopped = true;
  }

  async #run(): Promise<void> {
    const { view } = this.#engine;
    if (!view) return;
    this.#running = true;
    for (let mark = this.#queue.shift(); mark && !this.#stopped; mark = this.#queue.shift()) {
      const read = (page: number) => this.#engine.pageText(page);
      this.#found.set(mark.id, await findPlacement(mark.anchor, view.pages, read));
      if (!this.#stopped) this.#onFound();
    }
    this.#running = false;
  }
}
