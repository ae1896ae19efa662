import type { Trash } from './trash.ts';

/** After the start, so that the window stands first. */
const FIRST_MS = 60_000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Lets go daily of what has lain in the trash for ninety days, until the returned function is called. */
export function keepEmptying(
  trash: Pick<Trash, 'expire'>,
  onError: (error: unknown) => void,
  pause: { readonly firstMs: number; readonly everyMs: number } = {
    firstMs: FIRST_MS,
    everyMs: DAY_MS,
  },
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const wait = (milliseconds: number): void => {
    timer = setTimeout(() => void turn(), milliseconds).unref();
  };
  const turn = async (): Promise<void> => {
    await trash.expire().catch(onError);
    if (!stopped) wait(pause.everyMs);
  };
  wait(pause.firstMs);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
