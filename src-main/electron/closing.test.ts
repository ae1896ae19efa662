import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { closeWhenSaved } from './closing.ts';
import { WindowStandIn } from './stand-in.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A window whose page has something unsaved until `save` is called. */
function unsavedWindow() {
  const window = new WindowStandIn({});
  closeWhenSaved(window as never);
  window.webContents.refuses = true;
  return { window, save: () => (window.webContents.refuses = false) };
}

test('[MARK-4] a window that its page holds back closes when the page has saved', () => {
  const { window, save } = unsavedWindow();
  window.close();
  vi.advanceTimersByTime(1_000);
  expect(window.isDestroyed()).toBe(false);
  save();
  vi.advanceTimersByTime(100);
  expect(window.isDestroyed()).toBe(true);
  expect(window.done).not.toContain('destroy');
  expect(vi.getTimerCount()).toBe(0);
});

test('[MARK-4] a page that cannot save holds its window for five seconds at most', () => {
  const { window } = unsavedWindow();
  window.close();
  vi.advanceTimersByTime(4_900);
  expect(window.isDestroyed()).toBe(false);
  vi.advanceTimersByTime(100);
  expect(window.done).toContain('destroy');
  expect(vi.getTimerCount()).toBe(0);
});

test('[MARK-4] a page that does not answer does not keep its window', () => {
  const { window } = unsavedWindow();
  // No `will-prevent-unload` comes from a page that hangs.
  window.emit('close');
  vi.advanceTimersByTime(5_000);
  expect(window.isDestroyed()).toBe(true);
});

test('[MARK-4] a reload is not held back, nor does it close the window', () => {
  const { window } = unsavedWindow();
  expect(window.webContents.mayUnload()).toBe(true);
  vi.advanceTimersByTime(10_000);
  expect(window.isDestroyed()).toBe(false);
});
