import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  elementsOf,
  type Fields,
  fieldValue,
  HybridClock,
  withElement,
  withValue,
} from '../store/index.ts';
import { plain } from './keys/index.ts';
import type { SyncRecord } from './record.ts';
import type { Choice } from './report.ts';
import { syncOnce } from './run.ts';
import { MemorySyncStore } from './simulation/memory-sync-store.ts';
import { MemoryTarget } from './targets/index.ts';
import { madeRecord } from './test-store-suite.ts';

const [pack, unpack] = [promisify(gzip), promisify(gunzip)];
type Change = (line: Record<string, unknown>, number: number) => Record<string, unknown>;

let target: MemoryTarget;
let laptop: { store: MemorySyncStore; clock: HybridClock };

beforeEach(() => {
  target = new MemoryTarget();
  laptop = machine('laptop');
});

function machine(name: string) {
  const clock = new HybridClock(name);
  return { store: new MemorySyncStore(clock), clock };
}

const run = (store: MemorySyncStore, device: string, choice?: Choice) =>
  syncOnce({ store, target, sealer: plain, device }, choice);

/** What a machine of a later version writes: as this one's, with other lines. */
async function writeAs(change: Change, records: readonly SyncRecord[]): Promise<string> {
  const { store } = machine('later');
  for (const record of records) store.write(record);
  const before = new Set(target.files.keys());
  await run(store, 'later');
  const name = [...target.files.keys()].find((one) => one.startsWith('m/') && !before.has(one))!;
  const lines = (await unpack(target.files.get(name)!)).toString().split('\n');
  const changed = lines.map((line, n) => JSON.stringify(change(JSON.parse(line), n)));
  target.files.set(name, await pack(changed.join('\n')));
  return name;
}

const note = (value: string) =>
  madeRecord('c', withValue({}, 'name', value, new HybridClock('later').next()));
const asIs: Change = (line) => line;

describe('versions mixed', () => {
  it('[SYNC-6] a segment of a later format waits untouched, is counted, and read when it can be', async () => {
    const later: Change = (line, n) => (n === 0 ? { ...line, format: 2, lines: 'other' } : line);
    const name = await writeAs(later, [note('from the future')]);
    const bytes = target.files.get(name);
    for (let turn = 0; turn < 3; turn++)
      expect(await run(laptop.store, 'laptop')).toMatchObject({ ok: true, changed: 0, newer: 1 });
    expect(target.files.get(name)).toBe(bytes);
    expect(await run(laptop.store, 'laptop', 'repair')).toMatchObject({ ok: true, newer: 1 });
    expect(target.files.get(name)).toBe(bytes);
    // The program is a later one now.
    const lines = (await unpack(bytes!)).toString().split('\n');
    const known = JSON.stringify({ ...JSON.parse(lines[0]!), format: 1 });
    target.files.set(name, await pack([known, ...lines.slice(1)].join('\n')));
    expect(await run(laptop.store, 'laptop')).toMatchObject({ ok: true, changed: 1, newer: 0 });
    expect(laptop.store.records.get('collections|c')).toBeDefined();
  });

  it('[SYNC-6] a segment with a collection that is not known waits whole', async () => {
    const records = [note('beside it'), madeRecord('d', withValue({}, 'name', 'ink', '1'))];
    const later: Change = (line) =>
      (line.document as { id?: string })?.id === 'd' ? { ...line, collection: 'drawings' } : line;
    const name = await writeAs(later, records);
    expect(await run(laptop.store, 'laptop')).toMatchObject({ ok: true, changed: 0, newer: 1 });
    expect((await laptop.store.taken()).has(name)).toBe(false);
    expect(laptop.store.records.size).toBe(0);
  });

  it('[SYNC-6] a segment of a later format does not keep others from being read', async () => {
    await writeAs((line, n) => (n === 0 ? { ...line, format: 9 } : line), [note('later')]);
    await writeAs(asIs, [note('of today')]);
    expect(await run(laptop.store, 'laptop')).toMatchObject({ ok: true, changed: 1, newer: 1 });
  });

  it('[SYNC-6] fields and kinds that are not known are kept, merged and passed on', async () => {
    const later = new HybridClock('later');
    const ink = (width: number) => ({ kind: 'stroke', clock: later.next(), value: [1], width });
    const tags = withElement({}, 'places', 'shelf', true, later.next());
    const first = { ...withValue(tags, 'mood', 'glad', later.next()), ink: ink(1) } as Fields;
    await writeAs(asIs, [madeRecord('c', first)]);
    await run(laptop.store, 'laptop');
    const known = laptop.store.records.get('collections|c')!.document.fields as Fields;
    const mine = withElement(known, 'places', 'desk', true, laptop.clock.next());
    laptop.store.write(madeRecord('c', withValue(mine, 'name', 'Mine', laptop.clock.next())));
    const second = { ...first, ink: ink(2) } as Fields;
    await writeAs(asIs, [madeRecord('c', second)]);
    expect(await run(laptop.store, 'laptop')).toMatchObject({ ok: true, changed: 1, sent: 1 });
    // A machine that knows these fields reads them as this one passed them on.
    const [own] = (await laptop.store.memory()).own.slice(-1);
    for (const name of target.files.keys())
      if (name.startsWith('m/') && name !== own) target.files.delete(name);
    const knowing = machine('knowing');
    await run(knowing.store, 'knowing');
    const fields = knowing.store.records.get('collections|c')!.document.fields as Fields;
    expect(fields.ink).toMatchObject({ kind: 'stroke', value: [1], width: 2 });
    expect(elementsOf(fields, 'places')).toEqual(['desk', 'shelf']);
    expect([fieldValue(fields, 'mood', ''), fieldValue(fields, 'name', '')]).toEqual([
      'glad',
      'Mine',
    ]);
  });

  it('[SYNC-6] what a later version says of a document beside its fields is passed on', async () => {
    const attribute: Change = (line) =>
      line.document ? { ...line, document: { ...(line.document as object), pinned: true } } : line;
    await writeAs(attribute, [note('pinned')]);
    await run(laptop.store, 'laptop');
    laptop.store.write(laptop.store.records.get('collections|c')!);
    const pending = await laptop.store.pending(1);
    expect(pending.records[0]!.document.pinned).toBe(true);
  });
});

it('[SYNC-5] a segment whose values are not of their kind waits, and keeps no other from being read', async () => {
  const values = [
    { kind: 'set', value: null },
    { kind: 'set', value: ['a'] },
    { kind: 'set', value: { a: true } },
    { kind: 'set', value: { a: { present: true } } },
    { kind: 'text', value: { insert: 'a' } },
    { kind: 'text' },
  ];
  for (const value of values) {
    const fields = { wrong: { clock: '1', ...value } };
    const wrong: Change = (line) =>
      line.document ? { ...line, document: { ...(line.document as object), fields } } : line;
    await writeAs(wrong, [note('wrong')]);
  }
  await writeAs(asIs, [note('right')]);
  const result = await run(laptop.store, 'laptop');
  expect(result).toMatchObject({ ok: true, changed: 1, unread: values.length });
});
