import { MACHINES, MARKERS } from './names.ts';
import type { SyncMemory } from './sync-store.ts';
import type { SyncTarget, TargetReason } from './targets/index.ts';

const FORMAT = 1;

/** Why a target is not synchronised with before somebody has chosen. */
export type TargetTrouble =
  /** What was there is gone: it is new, or was emptied. */
  | 'emptied'
  /** It is another target than the one of before. */
  | 'foreign'
  /** A later version made it. */
  | 'newer'
  /** Its marker cannot be read. */
  | 'damaged';

export type MarkerResult =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly reason: TargetReason | TargetTrouble };

/**
 * Whether this is the target that a machine knows; one that knows none takes what it finds, or makes
 * it. Two machines that made one folder theirs before it was carried between them leave two markers,
 * and each finds its own.
 */
export async function checkTarget(
  target: SyncTarget,
  known: SyncMemory['targetId'],
  newId: string,
): Promise<MarkerResult> {
  const files = await target.list(MARKERS);
  if (!files.ok) return files;
  const names = files.value.map(({ name }) => name);
  if (names.length === 0)
    return known === null ? makeMarker(target, newId) : { ok: false, reason: 'emptied' };
  const wanted = known === null ? names.sort()[0]! : markerName(known);
  return names.includes(wanted) ? readMarker(target, wanted) : { ok: false, reason: 'foreign' };
}

/** Makes the target one of ours, or makes it that again after it was emptied. */
export async function makeMarker(target: SyncTarget, id: string): Promise<MarkerResult> {
  // A marker that is late must not be made a second time beside what it marks.
  const machines = await target.list(MACHINES);
  if (!machines.ok) return machines;
  if (machines.value.length > 0) return { ok: false, reason: 'damaged' };
  const text = JSON.stringify({ format: FORMAT, id });
  const written = await target.write(markerName(id), new TextEncoder().encode(text));
  return written.ok ? { ok: true, id } : written;
}

const markerName = (id: string): string => `${MARKERS}/${id}.json`;

async function readMarker(target: SyncTarget, name: string): Promise<MarkerResult> {
  const file = await target.read(name);
  if (!file.ok) return file;
  try {
    const text = new TextDecoder().decode(file.value);
    const { format, id } = JSON.parse(text) as { format: unknown; id: unknown };
    if (typeof format === 'number' && format > FORMAT) return { ok: false, reason: 'newer' };
    return typeof id === 'string' ? { ok: true, id } : { ok: false, reason: 'damaged' };
  } catch {
    return { ok: false, reason: 'damaged' };
  }
}
