/** How long to wait before the first time, and between two times. */
export type Pace = { readonly firstMs: number; readonly everyMs: number };

/**
 * Does something again and again, whatever becomes of one time, until the returned function is called.
 * It does not keep a process alive.
 */
export function keepDoing(
  work: () => Promise<unknown>,
  onError: (error: unknown) => void,
  { firstMs, everyMs }: Pace,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const wait = (milliseconds: number): void => {
    timer = setTimeout(() => void turn(), milliseconds).unref();
  };
  const turn = async (): Promise<void> => {
    await work().catch(onError);
    if (!stopped) wait(everyMs);
  };
  wait(firstMs);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
