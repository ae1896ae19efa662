/**
 * A function that calls `run` at once, and, however often it is called after that, at most once in
 * `ms` milliseconds; the last call is never lost.
 */
export function createThrottle(ms: number, run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  const rest = (): void => {
    timer = undefined;
    if (!again) return;
    again = false;
    start();
  };
  const start = (): void => {
    timer = setTimeout(rest, ms);
    run();
  };
  return () => {
    if (timer) again = true;
    else start();
  };
}
