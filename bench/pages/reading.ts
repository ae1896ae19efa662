import { type Found, type FoundWithTasks, watchingTasks, type Zoomed, zoomed } from './acts.ts';
import { type Scrolled, scroll } from './scrolling.ts';

/** A document that is open for reading, as both pages show it to the measuring. */
export type Reading = {
  readonly scroller: HTMLElement;
  readonly pages: number;
  /** Milliseconds from the call for it to its first page, sharp. */
  readonly openedIn: number;
  /** Whether what lies at a height of the scrolled space (CSS pixels) is drawn, however coarsely. */
  readonly isDrawn: (y: number) => boolean;
  /** Resolves when a page, from 0, stands there sharp. */
  readonly sharp: (page: number) => Promise<void>;
  /** Scrolls to a page's top. */
  readonly goTo: (page: number) => void;
  /** The element of a page in the window, and the width of its canvas in device pixels. */
  readonly pageInSight: (page: number) => { readonly element: HTMLElement; readonly width: number };
  /** Zooms about a point of the window, as a notch of the wheel does. */
  readonly zoom: (factor: number, at: { readonly x: number; readonly y: number }) => void;
  /** Finds a word in the whole document. */
  readonly find: (word: string) => Promise<Found>;
  /** Bytes of all canvases that it holds. */
  readonly canvasBytes: () => number;
  readonly close: () => Promise<void>;
};

/** What pages are asked for; each keeps the document that is open now. */
export type Measured = {
  readonly open: (url: string) => Promise<{ readonly pages: number; readonly openedIn: number }>;
  readonly scroll: (pagesPerSecond: number, seconds: number) => Promise<Scrolled>;
  /** Milliseconds from the jump to the sharp page. */
  readonly turn: (page: number) => Promise<number>;
  /** Zooms in and out again, so many notches each way, at a point over a page. */
  readonly zoom: (page: number, notches: number) => Promise<Zoomed>;
  readonly find: (word: string) => Promise<FoundWithTasks>;
  readonly canvasBytes: () => number;
  /** Bytes of canvases in the page with no document open. */
  readonly canvasBytesLeft: () => number;
  readonly close: () => Promise<void>;
};

declare global {
  var reading: Measured;
}

/** Bytes of the canvases that are in the page. */
export function bytesInPage(): number {
  return [...document.querySelectorAll('canvas')].reduce(
    (bytes, { width, height }) => bytes + width * height * 4,
    0,
  );
}

/** Makes the measuring of a page out of how it opens a document. */
export function measured(
  openFile: (url: string) => Promise<Reading>,
  canvasBytesLeft: () => number = bytesInPage,
): Measured {
  let now: Reading | undefined;
  const current = (): Reading => {
    if (!now) throw new Error('nothing is open');
    return now;
  };
  return {
    open: async (url) => {
      now = await openFile(url);
      return { pages: now.pages, openedIn: now.openedIn };
    },
    scroll: (pagesPerSecond, seconds) => scroll(current(), pagesPerSecond, seconds),
    turn: async (page) => {
      const start = performance.now();
      current().goTo(page);
      await current().sharp(page);
      return performance.now() - start;
    },
    zoom: (page, notches) => zoomed(current(), page, notches),
    find: (word) => watchingTasks(() => current().find(word)),
    canvasBytes: () => current().canvasBytes(),
    canvasBytesLeft,
    close: async () => {
      await now?.close();
      now = undefined;
    },
  };
}
