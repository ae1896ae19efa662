import type { Acknowledged } from '../client.ts';

/** From which revision on the papers that were removed here are in no list, by paper. */
const removedFrom = new Map<string, number>();

/** Notes that papers go to the trash; `answer` is the core's word on it. */
export function noteRemoved(ids: readonly string[], answer: Promise<Acknowledged>): void {
  for (const id of ids) removedFrom.set(id, Number.POSITIVE_INFINITY);
  void answer.then((told) => {
    for (const id of ids) {
      if (!removedFrom.has(id)) continue;
      if (told.ok) removedFrom.set(id, told.revision);
      else removedFrom.delete(id);
    }
  });
}

/** Notes that papers come back. */
export function noteRestored(ids: readonly string[]): void {
  for (const id of ids) removedFrom.delete(id);
}

/** Whether a list of this revision still holds a paper that was removed. */
export function isRemoved(id: string, revision: number): boolean {
  return (removedFrom.get(id) ?? revision) > revision;
}

/** Forgets what a list of this revision does not hold any more. */
export function forgetRemoved(revision: number): void {
  for (const [id, from] of removedFrom) if (from <= revision) removedFrom.delete(id);
}
