import { Decrypter } from 'age-encryption';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isTargetName } from '../targets/index.ts';
import { type KeyFile, keyFile, keyNumber, newestFirst } from './key-file.ts';
import { changeKeys, followKeys, makeKeys, openKeys, recoverySheet } from './keys.ts';
import { grownRing } from './ring.ts';
import { sealerOf } from './sealer.ts';

/** Guessing is easy, and tests are quick. */
const quick = { logN: 3 };
const secret = 'a green door in the rain';
const one = await makeKeys(secret, quick);
const two = await changeKeys('another door', one.keys, quick);

const text = ({ bytes }: KeyFile): Record<string, unknown> =>
  JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;

const withText = ({ name }: KeyFile, value: unknown): KeyFile => ({
  name,
  bytes: new TextEncoder().encode(JSON.stringify(value)),
});

test('[SYNC-5] keys that were made open with their passphrase on another machine', async () => {
  expect(one.keys.ring).toHaveLength(1);
  expect(one.keys.newest).toBe(one.file.name);
  expect(await openKeys([one.file], secret)).toEqual({ ok: true, keys: one.keys, file: null });
  const opened = await openKeys([one.file], ` ${secret}\n`);
  expect(opened.ok).toBe(true);
});

test('[SYNC-5] a key file has a name that every target can hold, and its format', async () => {
  expect(isTargetName(one.file.name)).toBe(true);
  expect(one.file.name).toMatch(/^k\/0001-[0-9a-f]{8}\.key$/);
  expect(two.file.name).toMatch(/^k\/0002-[0-9a-f]{8}\.key$/);
  expect(text(one.file)).toMatchObject({ format: 1 });
  // The program of age opens it too.
  const decrypter = new Decrypter();
  decrypter.addPassphrase(secret);
  const wrapped = Buffer.from(text(one.file).wrapped as string, 'base64');
  expect(await decrypter.decrypt(wrapped, 'text')).toBe(one.keys.ring[0]);
});

test('[SYNC-5] a key file is hard to guess unless a test says otherwise', async () => {
  const { file } = await makeKeys('a slow passphrase');
  const header = Buffer.from(text(file).wrapped as string, 'base64').toString('latin1');
  expect(header).toMatch(/-> scrypt \S+ 18\n/);
  expect((await openKeys([file], 'a slow passphrase')).ok).toBe(true);
}, 60_000);

test('[SYNC-5] names sort by number, then by name, and other programs’ copies do not count', () => {
  const names = ['k/0002-00000000.key', 'k/10000-00000000.key', 'k/0002-ffffffff.key'];
  const odd = ['k/0003-00000000 (copy).key', 'k/x.key', 'k/0009-00000000.key.tmp'];
  expect(newestFirst([...names, ...odd])).toEqual([names[1], names[2], names[0]]);
  const parts = { wrapped: new Uint8Array(), ring: new Uint8Array() };
  expect(keyNumber(keyFile('k/9999-00000000.key', parts).name)).toBe(10_000);
});

test('[SYNC-5] a wrong passphrase or code opens nothing', async () => {
  const [code] = await grownRing();
  for (const typed of ['', 'a green door', `${secret}!`, code, 'AGE-SECRET-KEY-1', one.keys.newest])
    expect(await openKeys([one.file], typed)).toEqual({ ok: false, reason: 'wrong-passphrase' });
  // The newest file must open: an old passphrase does no more.
  const files = [one.file, two.file];
  expect(await openKeys(files, secret)).toEqual({ ok: false, reason: 'wrong-passphrase' });
});

test('[SYNC-5] no key file, a later one and damaged ones are told apart', async () => {
  expect(await openKeys([], secret)).toEqual({ ok: false, reason: 'missing' });
  const odd = { ...one.file, name: 'k/0001 (copy).key' };
  expect(await openKeys([odd], secret)).toEqual({ ok: false, reason: 'missing' });
  const later = withText(one.file, { format: 2, something: 'else' });
  expect(await openKeys([later], secret)).toEqual({ ok: false, reason: 'newer' });
  expect(await openKeys([later, two.file], 'another door')).toMatchObject({ ok: true });
  for (const broken of [null, [], 'text', 3, {}, { ...text(one.file), ring: '' }])
    expect(await openKeys([withText(one.file, broken)], secret)).toEqual({
      ok: false,
      reason: 'damaged',
    });
});

test('[SYNC-5] a key file that was cut off or changed anywhere is damaged, never wrong', async () => {
  const { name, bytes } = one.file;
  const place = fc.nat({ max: bytes.length - 1 });
  await fc.assert(
    fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const cut = { name, bytes: bytes.slice(0, at) };
      expect(await openKeys([cut], secret)).toEqual({ ok: false, reason: 'damaged' });
      const changed = { name, bytes: bytes.slice() };
      changed.bytes[at]! ^= flip;
      const result = await openKeys([changed], secret);
      // A changed digit of the format says that it is of a later one.
      expect(result.ok || (result.reason !== 'damaged' && result.reason !== 'newer')).toBe(false);
    }),
    { numRuns: 200, seed: 8 },
  );
});

test('[SYNC-5] after a change the new ring reads old and new, and seals with the new', async () => {
  const opened = await openKeys([one.file, two.file], 'another door');
  expect(opened).toEqual({ ok: true, keys: two.keys, file: null });
  expect(two.keys.ring.slice(1)).toEqual(one.keys.ring);
  const value = new Uint8Array([1, 2, 3]);
  const old = await sealerOf(one.keys.ring).seal(value);
  const young = await sealerOf(two.keys.ring).seal(value);
  expect(await sealerOf(two.keys.ring).open(old)).toEqual(value);
  expect(await sealerOf(one.keys.ring).open(young)).toBe(null);
});

test('[SYNC-5] the code of a sheet opens without the passphrase, until it is changed', async () => {
  const { code, number } = recoverySheet(one.keys);
  expect(number).toBe(1);
  const typed = ` ${code.toLowerCase().replace(/(.{8})/g, '$1 ')}\n`;
  expect(await openKeys([one.file], typed)).toEqual({ ok: true, keys: one.keys, file: null });
  const files = [one.file, two.file];
  expect(await openKeys(files, code)).toEqual({ ok: false, reason: 'wrong-passphrase' });
  const sheet = recoverySheet(two.keys);
  expect(sheet.number).toBe(2);
  expect(await openKeys(files, sheet.code)).toEqual({ ok: true, keys: two.keys, file: null });
  const mistyped = code.replace(/.$/, (last) => (last === 'Q' ? 'P' : 'Q'));
  expect(await openKeys([one.file], mistyped)).toEqual({ ok: false, reason: 'wrong-passphrase' });
});

test('[SYNC-5] two machines that change at once end with one ring that opens all', async () => {
  const left = await changeKeys('the left one', one.keys, quick);
  const right = await changeKeys('the right one', one.keys, quick);
  const [won, lost] = left.file.name > right.file.name ? [left, right] : [right, left];
  const passphrase = won === left ? 'the left one' : 'the right one';
  const files = [one.file, left.file, right.file];

  // Whoever lost is asked for the other passphrase, and keeps what it sealed readable.
  expect(await followKeys(files, lost.keys)).toMatchObject({ reason: 'wrong-passphrase' });
  const opened = await openKeys(files, passphrase, lost.keys);
  if (!opened.ok || opened.file === null) throw new Error('it has nothing to say to the other');
  const all = new Set([...won.keys.ring, ...lost.keys.ring]);
  expect(opened.keys.ring[0]).toBe(won.keys.ring[0]);
  expect(new Set(opened.keys.ring)).toEqual(all);
  expect(opened.keys.newest).toBe(opened.file.name);

  // The other one follows without being asked, and a third opens with the same passphrase.
  const whole = [...files, opened.file];
  expect(await followKeys(whole, won.keys)).toEqual({ ok: true, keys: opened.keys, file: null });
  expect(await openKeys(whole, passphrase)).toEqual({ ok: true, keys: opened.keys, file: null });
});

test('[SYNC-5] two machines that chose one passphrase at once open each other’s keys', async () => {
  const [left, right] = [await makeKeys(secret, quick), await makeKeys(secret, quick)];
  const opened = await openKeys([left.file, right.file], secret);
  if (!opened.ok) throw new Error(opened.reason);
  expect(new Set(opened.keys.ring)).toEqual(new Set([...left.keys.ring, ...right.keys.ring]));
  expect(opened.file?.name).toMatch(/^k\/0002-/);
});

test('[SYNC-5] nobody who knows an old identity makes another machine seal with his', async () => {
  // Someone got hold of the first ring, for which the passphrase was changed.
  const theirs = await changeKeys('theirs', { ...one.keys, newest: two.keys.newest }, quick);
  const parts = {
    wrapped: Buffer.from(text(theirs.file).wrapped as string, 'base64'),
    ring: await sealerOf(one.keys.ring).seal(
      new TextEncoder().encode(JSON.stringify(theirs.keys.ring)),
    ),
  };
  for (const file of [theirs.file, keyFile(two.keys.newest, parts)]) {
    const files = [one.file, two.file, file];
    expect(await followKeys(files, two.keys)).toMatchObject({ reason: 'wrong-passphrase' });
    expect(await openKeys(files, 'another door')).toMatchObject({ reason: 'wrong-passphrase' });
  }
});
