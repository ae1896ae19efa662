import type { Reading } from './reading.ts';

/** What scrolling for some seconds looked like. */
export type Scrolled = {
  readonly framesPerSecond: number;
  /** Milliseconds. */
  readonly longestFrame: number;
  /** Share of the frames that showed an empty page in the window's middle. */
  readonly blank: number;
};

/** The time of the next frame, milliseconds. */
export const frame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done));

/** Scrolls from the top on at a steady speed, and begins anew at the end. */
export async function scroll(
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
