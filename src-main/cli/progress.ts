import type { Io } from './io.ts';
import { displayWidth, singleLine } from './width.ts';

/** How far some work is; `total` 0 while unknown. `label` is a text of a few words. */
export type Progress = { done: number; total: number; label: string };

const ASK_EVERY_MS = 150;
const BAR_CELLS = 24;
const CLEAR_LINE = '\r\u001b[K';

/** The bar as one line no wider than the terminal. */
export function renderBar({ done, total, label }: Progress, columns: number): string {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const filled = Math.round(share * BAR_CELLS);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(BAR_CELLS - filled)}]`;
  const line = `${bar} ${done}/${total}  ${singleLine(label)}`;
  if (displayWidth(line) < columns) return line;
  return bar.length < columns ? bar : '';
}

/**
 * Shows a bar on stderr while `work` goes on, asking `ask` how far it is; nothing where stderr is no
 * terminal or `quiet`. The bar is gone when the promise settles.
 */
export async function withProgress<T>(
  io: Io,
  quiet: boolean,
  ask: () => Promise<Progress | null>,
  work: () => Promise<T>,
): Promise<T> {
  if (quiet || !io.stderr.isTTY || io.env.TERM === 'dumb') return work();
  const bar = startBar(io, ask);
  try {
    return await work();
  } finally {
    bar.stop();
  }
}

function startBar(io: Io, ask: () => Promise<Progress | null>): { stop(): void } {
  let shown = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const draw = async (): Promise<void> => {
    // A status that cannot be had is no reason to stop the work that it speaks of.
    const progress = await ask().catch(() => null);
    if (stopped) return;
    if (progress) {
      io.stderr.write(CLEAR_LINE + renderBar(progress, io.stderr.columns ?? 80));
      shown = true;
    }
    timer = setTimeout(draw, ASK_EVERY_MS);
  };
  timer = setTimeout(draw, ASK_EVERY_MS);
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      if (shown) io.stderr.write(CLEAR_LINE);
    },
  };
}
