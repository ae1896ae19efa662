import type { PaperPatch, ReadingPosition } from '../../src-shared/contract/index.ts';
import type { EngineView, Place, ZoomRequest } from './engine/index.ts';

/** The position that a view stands at. */
export function positionOf({ place, request }: EngineView): ReadingPosition {
  return { page: place.page, top: place.share, zoom: request };
}

/** Where and how large a stored position starts the reader. */
export function startOf(position: ReadingPosition | null): { place: Place; zoom: ZoomRequest } {
  return position
    ? { place: { page: position.page, share: position.top }, zoom: position.zoom }
    : { place: { page: 0, share: 0 }, zoom: 'fit-width' };
}

function same(a: ReadingPosition | null, b: ReadingPosition): boolean {
  return a?.page === b.page && a.zoom === b.zoom && Math.abs(a.top - b.top) < 0.001;
}

/** Quiet time before a position is sent, milliseconds. */
const QUIET_MS = 700;

/** Remembers where the reader stands: when it rests, and at once on `flush`. */
export class PositionKeeper {
  readonly #send: (patch: PaperPatch) => void;
  #stored: ReadingPosition | null;
  #next: ReadingPosition | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(stored: ReadingPosition | null, send: (patch: PaperPatch) => void) {
    this.#stored = stored;
    this.#send = send;
  }

  /** Notes a position that the user has come to. */
  moved(position: ReadingPosition): void {
    this.#next = position;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), QUIET_MS);
  }

  /** Sends what was noted and not yet sent. */
  flush(): void {
    clearTimeout(this.#timer);
    const next = this.#next;
    this.#next = null;
    if (!next || same(this.#stored, next)) return;
    this.#stored = next;
    this.#send({ position: next, lastReadAt: Date.now() });
  }
}
