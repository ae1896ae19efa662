import type { Link } from './link.ts';
import { keyOf } from './merge-record.ts';
import type { Loss, SyncRecord } from './record.ts';
import { must } from './report.ts';

const MANY = 32;
/** Bytes of a segment that is small. */
const SMALL = 64 * 1024;
/** Segments of one machine that are never too many. */
const FEW_SEGMENTS = 64;
/** Values that lost, of which machines that have not heard yet still hear. */
const MOST_LOSSES = 500;
/** Documents of a segment. */
const BATCH = 500;

/**
 * Makes fewer segments of this machine's where there are many small ones, or twice as many of all
 * sizes as when they were last written anew; then the former ones go. Returns how many became fewer.
 * A reader finds the new ones before the old ones go, wherever this is cut off.
 */
export async function compact(link: Link, bytes: ReadonlyMap<string, number>): Promise<number> {
  await removeRetired(link);
  const { own, settled } = link.memory;
  const small = own.filter((name) => (bytes.get(name) ?? SMALL) < SMALL);
  const isTime = own.length > 2 * Math.max(settled, FEW_SEGMENTS);
  if (!isTime && small.length < (link.parts.many ?? MANY)) return 0;
  return isTime ? rewrite(link, own, true) : rewrite(link, small, false);
}

/** Lets segments go that others took the place of. */
export async function removeRetired(link: Link): Promise<void> {
  if (link.memory.retired.length === 0) return;
  for (const name of link.memory.retired) must(await link.parts.target.remove(name));
  await link.change({ retired: [] });
}

async function rewrite(link: Link, names: readonly string[], isAll: boolean): Promise<number> {
  const content = await contentOf(link, names);
  if (content === null) return 0;
  const { keys, losses } = content;
  do {
    const records = await link.parts.store.current(keys.splice(0, BATCH));
    // Only the last one tells that the former ones need not be read: all of them are there then.
    await link.write(keys.length === 0 ? { records, losses, covers: names } : { records });
  } while (keys.length > 0);
  const own = link.memory.own.filter((name) => !names.includes(name));
  await link.change({ own, retired: names, ...(isAll ? { settled: own.length } : {}) });
  await removeRetired(link);
  return names.length;
}

/** What own segments speak of, and the last values that lost; null where one cannot be read. */
async function contentOf(link: Link, names: readonly string[]) {
  const keys = new Map<string, SyncRecord>();
  const losses: Loss[] = [];
  for (const name of names) {
    const segment = await link.read(name);
    if (!segment?.ok) return null;
    losses.push(...segment.losses);
    for (const { collection, document } of segment.records) {
      const key = { collection, document: { id: document.id } };
      keys.set(keyOf(key), key);
    }
  }
  return { keys: [...keys.values()], losses: losses.slice(-MOST_LOSSES) };
}
