import { generateX25519Identity } from 'age-encryption';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeSegment } from '../segment.ts';
import { paddedSize } from './padding.ts';
import { grownRing } from './ring.ts';
import { plain, sealerOf } from './sealer.ts';

const first = await grownRing();
const sealer = sealerOf(first);

test('[SYNC-5] what is sealed opens to the same bytes, and says nothing of itself', async () => {
  const bytes = fc.uint8Array({ maxLength: 5_000 });
  await fc.assert(
    fc.asyncProperty(bytes, async (value) => {
      const sealed = await sealer.seal(value);
      expect(await sealer.open(sealed)).toEqual(value);
      if (value.length >= 4) expect(Buffer.from(sealed).includes(Buffer.from(value))).toBe(false);
    }),
    { numRuns: 60, seed: 5 },
  );
});

test('[SYNC-5] sizes around the pieces that sealing works in come back whole', async () => {
  const piece = 64 * 1024;
  const around = [0, 1, 1016, 1017, piece - 9, piece - 8, piece, piece + 1, 2 * piece, 1_000_003];
  for (const size of around) {
    const value = new Uint8Array(size).map((_, at) => at * 7);
    expect(Buffer.from((await sealer.open(await sealer.seal(value)))!).equals(value)).toBe(true);
  }
});

test('[SYNC-5] the same bytes are never sealed to the same bytes', async () => {
  const [one, other] = [await sealer.seal(first0()), await sealer.seal(first0())];
  expect(Buffer.from(one).equals(other)).toBe(false);
});

const first0 = (): Uint8Array => new Uint8Array(10);

test('[SYNC-5] what is cut off, changed, or sealed to others opens to nothing', async () => {
  const sealed = await sealer.seal(new Uint8Array(100_000).fill(7));
  const at = fc.nat({ max: sealed.length - 1 });
  await fc.assert(
    fc.asyncProperty(at, fc.integer({ min: 1, max: 255 }), async (place, flip) => {
      expect(await sealer.open(sealed.slice(0, place))).toBe(null);
      const changed = sealed.slice();
      changed[place]! ^= flip;
      expect(await sealer.open(changed)).toBe(null);
    }),
    {
      numRuns: 60,
      seed: 6,
      examples: [
        [0, 1],
        [65_536, 1],
        [sealed.length - 1, 128],
      ],
    },
  );
  expect(await sealer.open(new Uint8Array([...sealed, 0]))).toBe(null);
  expect(await sealerOf(await grownRing()).open(sealed)).toBe(null);
  expect(await sealer.open(await plain.seal(new TextEncoder().encode('plain')))).toBe(null);
});

test('[SYNC-5] any bytes at all open to nothing, and do no harm', async () => {
  const header = new TextEncoder().encode('age-encryption.org/v1\n-> X25519 ');
  const noise = fc.uint8Array({ maxLength: 2_000 });
  await fc.assert(
    fc.asyncProperty(noise, fc.boolean(), async (value, isHeaded) => {
      const bytes = isHeaded ? new Uint8Array([...header, ...value]) : value;
      expect(await sealer.open(bytes)).toBe(null);
    }),
    { numRuns: 100, seed: 7 },
  );
});

test('[SYNC-5] a ring with a new identity opens old and new; the old ring only the old', async () => {
  const second = sealerOf(await grownRing(first));
  const [old, young] = [await sealer.seal(first0()), await second.seal(first0())];
  expect(await second.open(old)).toEqual(first0());
  expect(await second.open(young)).toEqual(first0());
  expect(await sealer.open(young)).toBe(null);
});

test('[SYNC-5] only the newest identity seals', async () => {
  const [newest, older] = [await generateX25519Identity(), await generateX25519Identity()];
  const sealed = await sealerOf([newest, older]).seal(first0());
  expect(await sealerOf([newest]).open(sealed)).toEqual(first0());
  expect(await sealerOf([older]).open(sealed)).toBe(null);
});

test('[SYNC-5] padding takes at most 12 % beyond the first KiB, and leaves few sizes', () => {
  const sizes = new Set<number>();
  for (let size = 0; size < 300_000; size++) {
    const padded = paddedSize(size);
    sizes.add(padded);
    const isGood = padded >= Math.max(size, 1_024) && padded <= Math.max(size * 1.12, 1_024);
    if (!isGood) expect.fail(`${size} became ${padded}`);
  }
  // Without padding there would be 300,000.
  expect(sizes.size).toBeLessThan(200);
  for (const size of [2 ** 31 + 1, 2 ** 40 - 1, 10 ** 12]) {
    expect(paddedSize(size)).toBeGreaterThanOrEqual(size);
    expect(paddedSize(size) / size).toBeLessThan(1.12);
  }
});

test('[SYNC-5] two segments of slightly different size have equal length', async () => {
  const segment = (title: string) =>
    encodeSegment({
      records: [{ collection: 'notes', document: { id: 'a', markdown: title } }],
      ...{ covers: [] },
    } as never);
  const [one, other] = [await segment('On light'), await segment('On light and on its quanta')];
  expect(one.length).not.toBe(other.length);
  expect((await sealer.seal(one)).length).toBe((await sealer.seal(other)).length);
});

test('[PERF-7] sealing 20 MB lets others have their turn', async () => {
  const value = new Uint8Array(20_000_000).fill(3);
  const turns: number[] = [];
  const timer = setInterval(() => turns.push(performance.now()), 1);
  const sealed = await sealer.seal(value);
  const opened = await sealer.open(sealed);
  clearInterval(timer);
  expect(opened?.length).toBe(value.length);
  // Hundreds when the machine is calm; one, if it were done at once.
  expect(turns.length).toBeGreaterThan(30);
}, 60_000);
