import type { CoreEvent } from '../../src-shared/contract/index.ts';

/** Whether an event follows the one before it, or something between them was missed. */
export type Continuity = 'follows' | 'gap';

/**
 * Judges each event of the core against those seen before: a new epoch (the core restarted) or an
 * `after` that was never announced to us means that something was missed. The first event of all is
 * no gap, since nothing was asked before it.
 */
export function createContinuity(): (event: CoreEvent) => Continuity {
  let last: { epoch: string; revision: number } | undefined;
  return (event) => {
    const follows =
      last === undefined || (event.epoch === last.epoch && event.after === last.revision);
    last = { epoch: event.epoch, revision: event.revision };
    return follows ? 'follows' : 'gap';
  };
}
