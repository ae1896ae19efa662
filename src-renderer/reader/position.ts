import type { PaperPatch, ReadingPosition } from '../../src-shared/contract/index.ts';
import type { Arrangement, EngineView, Place, ZoomRequest } from './engine/index.ts';

/** The position that a view stands at. */
export function positionOf({ place, request, arrangement }: EngineView): ReadingPosition {
  const { rotation, spread } = arrangement;
  return {
    page: place.page,
    top: place.share,
    zoom: request,
    ...(rotation === 0 ? {} : { rotation }),
    ...(spread === 'none' ? {} : { spread }),
  };
}

/** Where, how large and how arranged a stored position starts the reader. */
export function startOf(position: ReadingPosition | null): {
  readonly place: Place;
  readonly zoom: ZoomRequest;
  readonly arrangement: Arrangement;
} {
  const { page = 0, top = 0, zoom = 'fit-width', rotation = 0, spread = 'none' } = position ?? {};
  return { place: { page, share: top }, zoom, arrangement: { rotation, spread } };
}

function same(a: ReadingPosition | null, b: ReadingPosition): boolean {
  if (a?.rotation !== b.rotation || a?.spread !== b.spread) return false;
  return a?.page === b.page && a.zoom === b.zoom && Math.abs(a.top - b.top) < 0.001;
}

/** How much of a paper was seen where the window stands, 0 to 1: the page in front is. */
export const progressOf = ({ page, pages }: EngineView): number => Math.min(1, (page + 1) / pages);

/** Quiet time before a position is sent, milliseconds. */
const QUIET_MS = 700;

/** What is stored of a paper when its reader is opened. */
type Stored = {
  readonly position: ReadingPosition | null;
  readonly progress: number | null;
};

/** Remembers where the reader stands and how far it came: when it rests, and at once on `flush`. */
export class PositionKeeper {
  readonly #send: (patch: PaperPatch) => void;
  #stored: Stored;
  #next: { readonly position: ReadingPosition; readonly progress: number } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(stored: Stored, send: (patch: PaperPatch) => void) {
    this.#stored = stored;
    this.#send = send;
  }

  /** Notes a position that the user has come to, and how much of the paper was seen there. */
  moved(position: ReadingPosition, progress: number): void {
    this.#next = { position, progress: Math.max(progress, this.#next?.progress ?? 0) };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), QUIET_MS);
  }

  /** Sends what was noted and not yet sent. */
  flush(): void {
    clearTimeout(this.#timer);
    const next = this.#next;
    this.#next = null;
    if (!next) return;
    // Whoever leafs back has not unread what was seen.
    const further = next.progress > (this.#stored.progress ?? 0);
    if (!further && same(this.#stored.position, next.position)) return;
    const { position } = next;
    const progress = further ? { progress: next.progress } : {};
    this.#stored = { ...this.#stored, position, ...progress };
    this.#send({ position, lastReadAt: Date.now(), ...progress });
  }
}
