/** A document that is open for reading, as both pages show it to the measuring. */
export type Reading = {
  readonly scroller: HTMLElement;
  readonly pages: number;
  /** Whether what lies at a height of the scrolled space (CSS pixels) is drawn, however coarsely. */
  readonly isDrawn: (y: number) => boolean;
  /** Resolves when a page, from 0, stands there sharp. */
  readonly sharp: (page: number) => Promise<void>;
  /** Scrolls to a page's top. */
  readonly goTo: (page: number) => void;
  readonly close: () => Promise<void>;
};

/** What scrolling for some seconds looked like. */
export type Scrolled = {
  readonly framesPerSecond: number;
  /** Milliseconds. */
  readonly longestFrame: number;
  /** Share of the frames that showed an empty page in the window's middle. */
  readonly blank: number;
};

/** What pages are asked for; each keeps the document that is open now. */
export type Measured = {
  readonly open: (url: string) => Promise<number>;
  readonly scroll: (pagesPerSecond: number, seconds: number) => Promise<Scrolled>;
  /** Milliseconds from the jump to the sharp page. */
  readonly turn: (page: number) => Promise<number>;
  /** Bytes of all canvases in the document. */
  readonly canvasBytes: () => number;
  readonly close: () => Promise<void>;
};

declare global {
  var reading: Measured;
}

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

async function scroll(
  { scroller, pages, isDrawn }: Reading,
  pagesPerSecond: number,
  seconds: number,
): Promise<Scrolled> {
  const speed = (scroller.scrollHeight / pages) * pagesPerSecond;
  scroller.scrollTop = 0;
  const start = await frame();
  const longestWay = scroller.scrollHeight - scroller.clientHeight;
  let [frames, blank, longest, last] = [0, 0, 0, start];
  for (let now = start; now - start < seconds * 1_000; ) {
    now = await frame();
    longest = Math.max(longest, now - last);
    last = now;
    frames++;
    if (!isDrawn(scroller.scrollTop + scroller.clientHeight / 2)) blank++;
    scroller.scrollTop = (((now - start) / 1_000) * speed) % longestWay;
  }
  const elapsed = (last - start) / 1_000;
  return { framesPerSecond: frames / elapsed, longestFrame: longest, blank: blank / frames };
}

/** Makes the measuring of a page out of how it opens a document. */
export function measured(openFile: (url: string) => Promise<Reading>): Measured {
  let now: Reading | undefined;
  const current = (): Reading => {
    if (!now) throw new Error('nothing is open');
    return now;
  };
  return {
    open: async (url) => {
      now = await openFile(url);
      return now.pages;
    },
    scroll: (pagesPerSecond, seconds) => scroll(current(), pagesPerSecond, seconds),
    turn: async (page) => {
      const start = performance.now();
      current().goTo(page);
      await current().sharp(page);
      return performance.now() - start;
    },
    canvasBytes: () =>
      [...document.querySelectorAll('canvas')].reduce(
        (bytes, { width, height }) => bytes + width * height * 4,
        0,
      ),
    close: async () => {
      await now?.close();
      now = undefined;
    },
  };
}
