import type { BrowserWindow } from 'electron';

/** Between two questions whether the page has saved by now. */
const ASK_AGAIN_MS = 100;

/** What is not acknowledged by then waits in the page's journal for the next start. */
const LIMIT_MS = 5_000;

/**
 * Closes a window once its page has saved (MARK-4). A page that has not refuses its `beforeunload`;
 * Electron then drops the close without a word, so the page is asked again until it agrees. One
 * that does not in time, or has hung, is closed all the same. A reload is never held back: the
 * page's journal outlives it.
 */
export function closeWhenSaved(window: BrowserWindow): void {
  let limit: NodeJS.Timeout | undefined;
  let again: NodeJS.Timeout | undefined;
  window.on('close', () => {
    limit ??= setTimeout(() => window.destroy(), LIMIT_MS);
  });
  window.webContents.on('will-prevent-unload', (event) => {
    if (limit === undefined) event.preventDefault();
    else again = setTimeout(() => window.close(), ASK_AGAIN_MS);
  });
  window.on('closed', () => {
    clearTimeout(limit);
    clearTimeout(again);
  });
}
