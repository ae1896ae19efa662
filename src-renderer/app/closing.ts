import { flushPending, saveState } from '../client.ts';

/** What is not acknowledged by then waits in the journal for the next start. */
const LAST_WAIT_MS = 5_000;

/**
 * Holds the window open while something is not saved (MARK-4). A browser asks the user; Electron
 * asks nobody, so there the window closes by itself when all is saved.
 */
export function guardClosing(): void {
  let given = false;
  window.addEventListener('beforeunload', (event) => {
    if (given || saveState.getState().pending === 0) return;
    event.preventDefault();
    if (window.offprintShell)
      void Promise.race([flushPending(), wait(LAST_WAIT_MS)]).then(() => {
        given = true;
        window.close();
      });
  });
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
