import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ReadingClock } from './reading-clock.ts';
import { followReading } from './reading-front.ts';

/** As much of a window as telling its focus needs. */
class PageStandIn extends EventTarget {
  hidden = false;
  focused = true;
  hasFocus = (): boolean => this.focused;
}

let page: PageStandIn;
let panes: EventTarget;
let spent: number;
let stop: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(new Date(2026, 10, 20, 13, 0));
  page = new PageStandIn();
  panes = new EventTarget();
  vi.stubGlobal('document', page);
  vi.stubGlobal('window', panes);
  spent = 0;
  stop = new AbortController();
});
afterEach(() => {
  stop.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function reading(isActive = () => true) {
  const clock = new ReadingClock(({ seconds }) => {
    spent += seconds;
  });
  return { clock, follow: followReading(clock, isActive, stop.signal) };
}
const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1_000);

test('[LIB-4] no time counts while another window has the focus', () => {
  reading();
  pass(10);
  page.focused = false;
  panes.dispatchEvent(new Event('blur'));
  expect(spent).toBe(10);
  pass(60);
  page.dispatchEvent(new Event('pointermove'));
  pass(60);
  page.focused = true;
  panes.dispatchEvent(new Event('focus'));
  pass(5);
  stop.abort();
  expect(spent).toBe(10);
});

test('[LIB-4] no time counts while another tab is in front, or the window is hidden', () => {
  let active = false;
  const { clock, follow } = reading(() => active);
  pass(60);
  active = true;
  follow();
  pass(15);
  page.hidden = true;
  page.dispatchEvent(new Event('visibilitychange'));
  pass(60);
  clock.stop();
  expect(spent).toBe(15);
});

test('[LIB-4] what the reader does keeps time counting', () => {
  const { clock } = reading();
  for (let minute = 0; minute < 10; minute++) {
    pass(60);
    page.dispatchEvent(new Event(minute % 2 === 0 ? 'scroll' : 'keydown'));
  }
  clock.stop();
  expect(spent).toBe(600);
});
