import type { SyncTarget, TargetResult } from '../targets/index.ts';

/** A target whose answers are no longer waited for once the signal is given. */
export function abortable(target: SyncTarget, signal: AbortSignal): SyncTarget {
  const aborted = new Promise<{ ok: false; reason: 'unreachable' }>((resolve) => {
    signal.addEventListener('abort', () => resolve({ ok: false, reason: 'unreachable' }));
  });
  const race = <Value>(answer: Promise<TargetResult<Value>>) => Promise.race([answer, aborted]);
  return {
    list: (folder) => race(target.list(folder)),
    read: (name) => race(target.read(name)),
    write: (name, bytes) => race(target.write(name, bytes)),
    remove: (name) => race(target.remove(name)),
  };
}
