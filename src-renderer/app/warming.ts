import { loadNotesPage } from '../library/notes-section.tsx';
import { warmFormulas } from '../ui/math-text.tsx';
import { registry } from './actions.ts';

/** Time for the first list to come and be drawn, milliseconds. */
const FIRST_LIST_MS = 600;
const LONGEST_WAIT_MS = 5_000;

/** Loads what sets formulas, the reader and its worker, and notes once the window has come to rest, before a paper is opened. */
export function warmReader(): void {
  const warm = async (): Promise<void> => {
    warmFormulas();
    const { readerCatalogue, warmPdfWorker } = await import('../reader/index.ts');
    registry.declare(readerCatalogue());
    warmPdfWorker();
    await loadNotesPage();
  };
  setTimeout(() => {
    // Offline or not, a chunk that does not come is asked for again when a paper is opened.
    requestIdleCallback(() => void warm().catch(() => undefined), { timeout: LONGEST_WAIT_MS });
  }, FIRST_LIST_MS);
}
