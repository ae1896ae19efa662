import { saveState } from '../client.ts';

/**
 * Holds the window open while something is not saved (MARK-4). A browser asks the user; Electron's
 * shell asks again until all is saved, for a few seconds at most. What is not acknowledged by then
 * waits in the journal for the next start.
 */
export function guardClosing(): void {
  window.addEventListener('beforeunload', (event) => {
    if (saveState.getState().pending > 0) event.preventDefault();
  });
}
