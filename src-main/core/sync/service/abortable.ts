import type { SyncTarget, TargetResult } from '../targets/index.ts';

const ABORTED = { ok: false, reason: 'unreachable' } as const;

/** A target whose answers are no longer waited for once the signal is given. */
export function abortable(target: SyncTarget, signal: AbortSignal): SyncTarget {
  const race = <Value>(answer: Promise<TargetResult<Value>>) => unlessAborted(answer, signal);
  return {
    list: (folder) => race(target.list(folder)),
    read: (name) => race(target.read(name)),
    write: (name, bytes) => race(target.write(name, bytes)),
    remove: (name) => race(target.remove(name)),
    ...(target.watch && { watch: (tell: () => void) => target.watch!(tell) }),
  };
}

/** `Promise.race` would keep every answer for as long as the signal lives. */
function unlessAborted<Value>(
  answer: Promise<TargetResult<Value>>,
  signal: AbortSignal,
): Promise<TargetResult<Value>> {
  return new Promise((resolve, reject) => {
    const abort = (): void => resolve(ABORTED);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
