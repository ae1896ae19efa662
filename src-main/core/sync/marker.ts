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
  /** `isSealed`: what is there is encrypted, though its keys may come later than this. */
  | { readonly ok: true; readonly id: string; readonly isSealed: boolean }
  | { readonly ok: false; readonly reason: TargetReason | TargetTrouble };

/**
 * Whether this is the target that a machine knows; one that knows none takes what it finds, or makes
 * it. Two machines that made one folder theirs before it was carried between them leave two markers,
 * and each finds its own.
 */
export async function checkTarget(
  target: SyncTarget,
  known: SyncMemory['targetId'],
  fresh: { readonly id: string; readonly isSealed: boolean },
): Promise<MarkerResult> {
  const files = await target.list(MARKERS);
  if (!files.ok) return files;
  const names = files.value.map(({ name }) => name);
  if (names.length === 0)
    return known === null ? makeMarker(target, fresh) : { ok: false, reason: 'emptied' };
  const wanted = known === null ? names.sort()[0]! : markerName(known);
  return names.includes(wanted) ? readMarker(target, wanted) : { ok: false, reason: 'foreign' };
}

/** Makes the target one of ours, or makes it that again after it was emptied. */
export async function makeMarker(
  target: SyncTarget,
  { id, isSealed }: { readonly id: string; readonly isSealed: boolean },
): Promise<MarkerResult> {
  // A marker that is late must not be made a second time beside what it marks.
  const machines = await target.list(MACHINES);
  if (!machines.ok) return machines;
  if (machines.value.length > 0) return { ok: false, reason: 'damaged' };
  const text = JSON.stringify({ format: FORMAT, id, isSealed });
  const written = await target.write(markerName(id), new TextEncoder().encode(text));
  return written.ok ? { ok: true, id, isSealed } : written;
}

const markerName = (id: string): string => `${MARKERS}/${id}.json`;

async function readMarker(target: SyncTarget, name: string): Promise<MarkerResult> {
  const file = await target.read(name);
  if (!file.ok) return file;
  try {
    const text = new TextDecoder().decode(file.value);
    const { format, id, isSealed } = JSON.parse(text) as Record<string, unknown>;
    if (typeof format === 'number' && format > FORMAT) return { ok: false, reason: 'newer' };
    // One of which a letter changed must not pass for another target's.
    if (typeof id !== 'string' || markerName(id) !== name) return { ok: false, reason: 'damaged' };
    return { ok: true, id, isSealed: isSealed === true };
  } catch {
    return { ok: false, reason: 'damaged' };
  }
}

/** The marker of a target that somebody has made one of ours; null where nobody has. */
export async function findMarker(target: SyncTarget): Promise<MarkerResult | null> {
  const files = await target.list(MARKERS);
  if (!files.ok) return files;
  const [first] = files.value.map(({ name }) => name).sort();
  return first === undefined ? null : readMarker(target, first);
}
