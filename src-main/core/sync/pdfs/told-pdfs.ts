import { setImmediate } from 'node:timers/promises';
import type { LibraryStore } from '../../store/index.ts';
import { type Told, toldIn } from './element.ts';

const STEP = 100;

/** What states tell of PDFs at the target, followed in memory, so that they are read once. */
export class ToldPdfs {
  readonly #store: LibraryStore;
  readonly #told = new Map<string, readonly Told[]>();
  #sequence = 0;
  #version = 0;

  constructor(store: LibraryStore) {
    this.#store = store;
  }

  /** What is told, by the id of the state that tells it. */
  get all(): ReadonlyMap<string, readonly Told[]> {
    return this.#told;
  }

  /** Grows whenever anything is said of a paper that has PDFs there. */
  get version(): number {
    return this.#version;
  }

  /** Takes in what the library has now, giving way to other work between steps. */
  async catchUp(): Promise<void> {
    while (this.#step()) await setImmediate();
  }

  /** Whether there may be more. */
  #step(): boolean {
    const { documents, lastSequence } = this.#store.readChanges('states', this.#sequence, STEP);
    for (const { document } of documents) {
      const told = document._deleted ? [] : toldIn(document.fields);
      const had = this.#told.delete(document.id);
      if (told.length > 0) this.#told.set(document.id, told);
      if (had || told.length > 0) this.#version++;
    }
    if (documents.length > 0) this.#sequence = lastSequence;
    return documents.length === STEP;
  }
}
