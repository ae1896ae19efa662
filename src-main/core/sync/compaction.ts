import type { Link } from './link.ts';
import { keyOf } from './merge-record.ts';
import { must } from './report.ts';
import type { SyncRecord } from './segment.ts';

const MANY = 32;
/** Bytes of a segment that is small. */
const SMALL = 64 * 1024;
/** Segments of one machine that are never too many. */
const FEW_SEGMENTS = 64;
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
  const keys = await keysOf(link, names);
  if (keys === null) return 0;
  do {
    const records = await link.parts.store.current(keys.splice(0, BATCH));
    // Only the last one tells that the former ones need not be read: all of them are there then.
    await link.write(records, keys.length === 0 ? names : []);
  } while (keys.length > 0);
  const own = link.memory.own.filter((name) => !names.includes(name));
  await link.change({ own, retired: names, ...(isAll ? { settled: own.length } : {}) });
  await removeRetired(link);
  return names.length;
}

/** What own segments speak of; null where one cannot be read. */
async function keysOf(link: Link, names: readonly string[]): Promise<SyncRecord[] | null> {
  const keys = new Map<string, SyncRecord>();
  for (const name of names) {
    const segment = await link.read(name);
    if (!segment?.ok) return null;
    for (const { collection, document } of segment.records) {
      const key = { collection, document: { id: document.id } };
      keys.set(keyOf(key), key);
    }
  }
  return [...keys.values()];
}
