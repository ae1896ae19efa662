import { deflateRawSync, gunzipSync, inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { HybridClock, withText, withValue } from '../../store/index.ts';
import type { SyncRecord } from '../record.ts';
import { syncOnce } from '../run.ts';
import { MemorySyncStore } from '../simulation/memory-sync-store.ts';
import { isTargetName, MemoryTarget } from '../targets/index.ts';
import { changePassphrase, type Keys, lockTarget, unlockTarget } from './index.ts';
import { paddedSize } from './padding.ts';
import { plain, type Sealer, sealerOf } from './sealer.ts';

const quick = { logN: 3 };
const PASSPHRASE = 'hippopotamus-by-the-river';
const MACHINES = ['desk-of-Ottoline', 'laptop-of-Ottoline'] as const;
const TITLE = 'On the Electrodynamics of Moving Bodies';
const NOTE = 'Compare Michelson’s interferometer';
/** What nobody may find at the target. */
const WORDS = [
  ...[PASSPHRASE, ...MACHINES, 'Ottoline', TITLE, 'Electrodynamics', NOTE, 'interferometer'],
  ...[
    'annotations',
    'collection',
    'fields',
    'document',
    'markdown',
    'AGE-SECRET-KEY',
    '2401.01234',
  ],
];

type Machine = {
  readonly store: MemorySyncStore;
  readonly clock: HybridClock;
  readonly name: string;
};

function machineOf(name: string): Machine {
  const clock = new HybridClock(name, '', () => 1_700_000_000_000);
  return { store: new MemorySyncStore(clock), clock, name };
}

function write({ store, clock }: Machine, collection: SyncRecord['collection'], n: number): void {
  const titled = withValue({}, 'title', `${TITLE} ${n}`, clock.next());
  const fields = withText(titled, 'body', Buffer.from(NOTE).toString('base64'), clock.next());
  const id = `2401.01234|${n}`;
  store.write({ collection, document: { id, fields, by: '', markdown: `${NOTE} ${n}` } });
}

async function sync({ store, name }: Machine, target: MemoryTarget, sealer: Sealer) {
  const result = await syncOnce({ store, target, sealer, device: name, many: 4 });
  if (!result.ok) throw new Error(result.reason);
  return result;
}

function keysOf(result: Awaited<ReturnType<typeof lockTarget>>): Keys {
  if (!result.ok) throw new Error(result.reason);
  return result.keys;
}

/** Every form in which bytes may carry a text: as they are, inflated, and out of base64. */
function* formsOf(bytes: Uint8Array, depth = 0): Generator<Buffer> {
  const buffer = Buffer.from(bytes);
  yield buffer;
  if (depth === 2) return;
  for (const open of [inflateRawSync, gunzipSync])
    try {
      yield* formsOf(open(buffer), depth + 1);
    } catch {
      // Not deflated.
    }
  for (const [text] of buffer.toString('latin1').matchAll(/[A-Za-z0-9+/_-]{12,}/g))
    yield* formsOf(Buffer.from(text, 'base64'), depth + 1);
}

/** The bytes that stand for a word where it is written in one way or another. */
function writingsOf(word: string): Buffer[] {
  const utf16 = Buffer.from(word, 'utf16le');
  // Within base64 a word looks another way at each of three offsets; its ends hang on what is beside.
  const base64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), Buffer.from(word)]).toString('base64');
    return Buffer.from(text.slice(4, -4));
  });
  const deflated = deflateRawSync(word);
  const all = [Buffer.from(word), utf16, Buffer.from(utf16).swap16(), ...base64, deflated];
  return [...all, Buffer.from(Buffer.from(word).toString('hex'))].filter(
    ({ length }) => length > 4,
  );
}

function leaksOf(target: MemoryTarget): string[] {
  const leaks: string[] = [];
  for (const [name, bytes] of target.files)
    for (const form of [Buffer.from(name), ...formsOf(bytes)])
      for (const word of WORDS)
        if (writingsOf(word).some((writing) => form.includes(writing)))
          leaks.push(`${name} has ${word}`);
  return leaks;
}

async function exchange(target: MemoryTarget, first: Sealer, second: Sealer): Promise<void> {
  const [desk, laptop] = MACHINES.map(machineOf) as [Machine, Machine];
  for (let n = 0; n < 6; n++) {
    write(desk, n % 2 === 0 ? 'notes' : 'annotations', n);
    write(laptop, 'states', n);
    await sync(desk, target, n < 3 ? first : second);
    await sync(laptop, target, second);
  }
  const last = await sync(desk, target, second);
  expect(last.unread).toBe(0);
  expect(desk.store.records.size).toBe(12);
  expect(laptop.store.records.size).toBe(12);
}

test('[SYNC-5] a target of two machines tells none of their words, in any form', async () => {
  const target = new MemoryTarget();
  const keys = keysOf(await lockTarget(target, PASSPHRASE, quick));
  const joined = keysOf(await unlockTarget(target, PASSPHRASE, null));
  const changed = keysOf(await changePassphrase(target, `${PASSPHRASE}!`, joined, quick));
  // The desk hears of the change only later: what it seals until then is still read.
  await exchange(target, sealerOf(keys.ring), sealerOf(changed.ring));
  expect(target.files.size).toBeGreaterThan(5);
  expect(leaksOf(target)).toEqual([]);
  for (const secret of changed.ring)
    for (const bytes of target.files.values())
      expect(Buffer.from(bytes).includes(secret.slice(20, 40))).toBe(false);
});

test('[SYNC-5] the same search finds every word where nothing is sealed', async () => {
  const target = new MemoryTarget();
  await exchange(target, plain, plain);
  const found = leaksOf(target).join('\n');
  const missing = WORDS.filter((word) => !found.includes(word));
  // These stand nowhere in plain text either.
  expect(missing).toEqual([PASSPHRASE, 'AGE-SECRET-KEY']);
});

test('[SYNC-5] names of files at a target are numbers and chance, and the sizes are few', async () => {
  const target = new MemoryTarget();
  const keys = keysOf(await lockTarget(target, PASSPHRASE, quick));
  await exchange(target, sealerOf(keys.ring), sealerOf(keys.ring));
  const name =
    /^(?:m\/[0-9a-f]{16}\/\d{8}-[0-9a-f]{8}\.seg|k\/\d{4}-[0-9a-f]{8}\.key|t\/[0-9a-f]{16}\.json)$/;
  for (const one of target.files.keys()) {
    expect(one).toMatch(name);
    expect(isTargetName(one)).toBe(true);
  }
  const segments = [...target.files].filter(([one]) => one.startsWith('m/'));
  expect(segments.length).toBeGreaterThan(3);
  const beside = (await sealerOf(keys.ring).seal(new Uint8Array())).length - paddedSize(0);
  for (const [, { length }] of segments) expect(paddedSize(length - beside)).toBe(length - beside);
});

test('[SYNC-5] a machine without the keys takes nothing in, and loses nothing', async () => {
  const target = new MemoryTarget();
  const keys = keysOf(await lockTarget(target, PASSPHRASE, quick));
  const [desk, laptop] = MACHINES.map(machineOf) as [Machine, Machine];
  write(desk, 'notes', 1);
  await sync(desk, target, sealerOf(keys.ring));
  const other = keysOf(await lockTarget(new MemoryTarget(), PASSPHRASE, quick));
  const closed = await sync(laptop, target, sealerOf(other.ring));
  expect(closed).toMatchObject({ changed: 0, unread: 1 });
  expect(laptop.store.records.size).toBe(0);
  const open = await sync(laptop, target, sealerOf(keys.ring));
  expect(open).toMatchObject({ changed: 1, unread: 0 });
});
