import type { Reading } from './reading.ts';
import { frame } from './scrolling.ts';

/** What finding a word took, milliseconds, and how often it was found. */
export type Found = { readonly first: number; readonly all: number; readonly hits: number };

/** What was found, and the longest task that the finding stopped the window with, milliseconds. */
export type FoundWithTasks = Found & { readonly longestTask: number };

/** Does something, and notes the tasks over 50 ms meanwhile. */
export async function watchingTasks(act: () => Promise<Found>): Promise<FoundWithTasks> {
  let longestTask = 0;
  const note = (entries: PerformanceEntryList) => {
    for (const { duration } of entries) longestTask = Math.max(longestTask, duration);
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ entryTypes: ['longtask'] });
  const found = await act();
  note(observer.takeRecords());
  observer.disconnect();
  return { ...found, longestTask };
}

/** What zooming by notches of the wheel looked like. */
export type Zoomed = {
  /** Milliseconds from each notch to the frame that showed the page larger. */
  readonly scaled: readonly number[];
  /**
   * Milliseconds from the last notch to the page drawn with as many pixels as the screen has;
   * 5,000 and more for a page that never was.
   */
  readonly sharp: number;
  /** CSS pixels that the point under the pointer was moved by, at most, in all notches. */
  readonly drift: number;
};

const NOTCH = 1.15;
/** Canvases are rounded to whole pixels, or to whole ratios of them. */
const ROUNDING = 0.005;
/** What is not sharp by then is not waited for any longer, milliseconds. */
const TOO_LONG = 5_000;

/** Where a page's element lies in the window. */
function boxOf(reading: Reading, page: number): DOMRect {
  return reading.pageInSight(page).element.getBoundingClientRect();
}

/** Waits until a page is sharp, but not for ever. */
async function untilSharp(reading: Reading, page: number): Promise<void> {
  const isSharp = () => {
    const { element, width } = reading.pageInSight(page);
    const wanted = element.getBoundingClientRect().width * devicePixelRatio;
    return Math.abs(width / wanted - 1) <= ROUNDING;
  };
  const end = performance.now() + TOO_LONG;
  while (!isSharp() && performance.now() < end) await frame();
}

/** Zooms in and out about a point above the window's middle; a page that fits is always centred. */
export async function zoomed(reading: Reading, page: number, notches: number): Promise<Zoomed> {
  const area = reading.scroller.getBoundingClientRect();
  const at = { x: area.left + area.width / 2, y: area.top + area.height * 0.35 };
  reading.goTo(page);
  await reading.sharp(page);
  // Until both have taken note of where they were scrolled to.
  for (let frames = 0; frames < 5; frames++) await frame();
  const box = boxOf(reading, page);
  const share = { x: (at.x - box.left) / box.width, y: (at.y - box.top) / box.height };
  const scaled: number[] = [];
  let drift = 0;
  let last = performance.now();
  for (let notch = 0; notch < 2 * notches; notch++) {
    const { width } = boxOf(reading, page);
    last = performance.now();
    reading.zoom(notch < notches ? NOTCH : 1 / NOTCH, at);
    while (boxOf(reading, page).width === width) await frame();
    await frame();
    scaled.push(performance.now() - last);
    const now = boxOf(reading, page);
    const point = { x: now.left + share.x * now.width, y: now.top + share.y * now.height };
    drift = Math.max(drift, Math.abs(point.x - at.x), Math.abs(point.y - at.y));
    // The wheel is turned on before the page is sharp again, but in the middle it rests.
    if (notch === notches - 1) await untilSharp(reading, page);
  }
  await untilSharp(reading, page);
  return { scaled, sharp: performance.now() - last, drift };
}
