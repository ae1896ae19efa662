import { expect, test } from 'vitest';
import { segmentName } from '../names.ts';
import { MemoryTarget } from '../targets/index.ts';
import type { KeyFile } from './key-file.ts';
import { changeKeys, type Keys, makeKeys } from './keys.ts';
import {
  changePassphrase,
  type KeysResult,
  lockTarget,
  meetKeys,
  unlockTarget,
  writeKeyFile,
} from './meet.ts';
import { plain, sealerOf } from './sealer.ts';

/** Guessing is easy, and tests are quick. */
const quick = { logN: 3 };
const secret = 'a green door in the rain';
const made = await makeKeys(secret, quick);
const { keys, file } = made;
const other = await makeKeys('of another target', quick);

function targetWith(...files: KeyFile[]): MemoryTarget {
  const target = new MemoryTarget();
  for (const { name, bytes } of files) target.files.set(name, bytes);
  return target;
}

const stateOf = async (target: MemoryTarget, known: Keys | null): Promise<string> => {
  const meeting = await meetKeys(target, known);
  return meeting.ok ? meeting.state : meeting.reason;
};

function keysOf(result: KeysResult): Keys {
  if (!result.ok) throw new Error(result.reason);
  return result.keys;
}

test('[SYNC-5] a target and a machine meet as what they know of keys says', async () => {
  expect(await stateOf(targetWith(), null)).toBe('plain');
  expect(await stateOf(targetWith(file), null)).toBe('locked');
  expect(await stateOf(targetWith(file), keys)).toBe('ready');
  expect(await stateOf(targetWith(), keys)).toBe('missing');
});

test('[SYNC-5] a target whose key file is late or gone is never one in plain text', async () => {
  const target = targetWith();
  const name = segmentName('aa', 1);
  target.files.set(name, await sealerOf(keys.ring).seal(new Uint8Array(3)));
  // What half a copy of another looks like says nothing.
  target.files.set(segmentName('aa', 2), new Uint8Array(5));
  expect(await stateOf(target, null)).toBe('missing');
  target.files.set(name, target.files.get(name)!.slice(0, 40));
  expect(await stateOf(target, null)).toBe('missing');
  target.files.set(name, new Uint8Array(2_000));
  expect(await stateOf(target, null)).toBe('plain');
  expect(await stateOf(targetWith({ ...file, name: 'k/0001 (copy).key' }), null)).toBe('missing');
});

test('[SYNC-5] keys are given to a new target only, or to one that has lost them', async () => {
  const target = targetWith();
  const name = segmentName('aa', 1);
  target.files.set(name, await plain.seal(new Uint8Array(2_000)));
  expect(await meetKeys(target, null)).toEqual({ ok: true, state: 'plain', isUsed: true });
  expect(await lockTarget(target, secret, quick)).toEqual({ ok: false, reason: 'exists' });
  target.files.set(name, await sealerOf(keys.ring).seal(new Uint8Array(3)));
  expect(await lockTarget(target, secret, quick)).toEqual({ ok: false, reason: 'missing' });
  expect([...target.files.keys()]).toEqual([name]);
  // Whoever still knows them gives them back, under a passphrase that is typed anew.
  const again = keysOf(await changePassphrase(target, secret, keys, quick));
  expect(again.ring.slice(1)).toEqual(keys.ring);
  expect(keysOf(await unlockTarget(target, secret, null))).toEqual(again);
});

test('[SYNC-5] a passphrase that another machine changed is asked for', async () => {
  const changed = await changeKeys('another door', keys, quick);
  const target = targetWith(file, changed.file);
  expect(await stateOf(target, keys)).toBe('locked');
  expect(await stateOf(target, changed.keys)).toBe('ready');
  // Somebody put the old state of the target back: what seals now is not there.
  expect(await stateOf(targetWith(file), changed.keys)).toBe('missing');
  // The keys of another target altogether.
  expect(await stateOf(targetWith(other.file), keys)).toBe('locked');
});

test('[SYNC-5] newer and damaged key files are told, and nothing is asked for', async () => {
  const name = 'k/0002-00000000.key';
  const later = new TextEncoder().encode('{"format":2}');
  expect(await stateOf(targetWith(file, { name, bytes: later }), keys)).toBe('newer');
  const half = file.bytes.slice(0, 100);
  expect(await stateOf(targetWith(file, { name, bytes: half }), keys)).toBe('damaged');
});

test('[SYNC-5] a wrong passphrase changes nothing, at the target or here', async () => {
  const target = targetWith(file);
  const before = [...target.files];
  const wrong = await unlockTarget(target, 'a red door', null);
  expect(wrong).toEqual({ ok: false, reason: 'wrong-passphrase' });
  expect([...target.files]).toEqual(before);
  expect(await unlockTarget(targetWith(), secret, null)).toEqual({ ok: false, reason: 'missing' });
});

test('[SYNC-5] a machine is added by the passphrase alone, or by the code on paper', async () => {
  const target = targetWith();
  const first = keysOf(await lockTarget(target, secret, quick));
  expect(await lockTarget(target, secret, quick)).toEqual({ ok: false, reason: 'exists' });
  expect(keysOf(await unlockTarget(target, secret, null))).toEqual(first);
  expect(keysOf(await unlockTarget(target, first.ring[0], null))).toEqual(first);
  const changed = keysOf(await changePassphrase(target, 'another door', first, quick));
  expect(await stateOf(target, first)).toBe('locked');
  expect(keysOf(await unlockTarget(target, 'another door', first))).toEqual(changed);
  expect([...target.files.keys()].sort()).toEqual([first.newest, changed.newest]);
});

test('[SYNC-5] three machines that change the passphrase at once end with one ring', async () => {
  const target = targetWith(file);
  const all: Keys[] = [];
  const passphrases = new Map<string, string>();
  // Each sees the others' files only afterwards.
  for (const passphrase of ['the left one', 'the right one', 'the middle one']) {
    const changed = await changeKeys(passphrase, keys, quick);
    all.push(changed.keys);
    passphrases.set(changed.file.name, passphrase);
    await writeKeyFile(target, changed.file);
  }
  const winner = [...passphrases.keys()].sort().at(-1)!;
  for (let round = 0; round < 4; round++)
    for (const [n, known] of all.entries()) {
      const meeting = await meetKeys(target, known);
      if (!meeting.ok) throw new Error(meeting.reason);
      if (meeting.state === 'ready') all[n] = meeting.keys;
      else all[n] = keysOf(await unlockTarget(target, passphrases.get(winner)!, known));
    }
  const rings = all.map(({ ring }) => [ring[0], [...ring].sort()]);
  expect(rings[1]).toEqual(rings[0]);
  expect(rings[2]).toEqual(rings[0]);
  expect(new Set(all.map(({ newest }) => newest)).size).toBe(1);
  expect(all[0]!.ring).toHaveLength(4);
});

test('[SYNC-5] what a target answers instead of its key files is passed on', async () => {
  const target = targetWith(file);
  const away = { ok: false, reason: 'unreachable' } as const;
  target.read = async () => away;
  expect(await unlockTarget(target, secret, null)).toEqual(away);
  target.list = async () => away as never;
  expect(await meetKeys(target, keys)).toEqual(away);
  expect(await lockTarget(target, secret, quick)).toEqual(away);
});

test('[SYNC-5] writing a key file again is no failure', async () => {
  const target = targetWith();
  for (let n = 0; n < 2; n++)
    expect(await writeKeyFile(target, file)).toEqual({ ok: true, value: null });
  expect(target.files.get(file.name)).toEqual(file.bytes);
});
