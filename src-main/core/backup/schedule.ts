import type { Backups } from './backups.ts';
import type { DueResult } from './types.ts';

/** The first look waits until the window stands: it reads the newest backup whole. */
const FIRST_MS = 30_000;
const HOUR_MS = 60 * 60 * 1000;

/** Backs up by itself, soon after the start and then hourly, until the returned function is called. */
export function scheduleBackups(
  backups: Pick<Backups, 'runWhenDue'>,
  onResult: (result: DueResult) => void,
  pause: { readonly firstMs: number; readonly everyMs: number } = {
    firstMs: FIRST_MS,
    everyMs: HOUR_MS,
  },
): () => void {
  let timer: NodeJS.Timeout;
  const next = (milliseconds: number): void => {
    timer = setTimeout(() => void turn(), milliseconds);
    timer.unref();
  };
  let stopped = false;
  const turn = async (): Promise<void> => {
    onResult(await backups.runWhenDue());
    if (!stopped) next(pause.everyMs);
  };
  next(pause.firstMs);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
