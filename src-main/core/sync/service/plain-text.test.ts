import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Machines } from './test-machine.ts';

const PASSPHRASE = 'a good long passphrase';

/** A passphrase takes a second of one core to try. */
vi.setConfig({ testTimeout: 60_000 });

let root: string;
let machines: Machines;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'offprint-plain-'));
  machines = new Machines(root);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Names of what machines wrote at the target. */
const segments = (): string[] =>
  readdirSync(machines.target, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.seg'),
  );

it('[SYNC-5] a password that is given alone never makes an encrypted target one in plain text', async () => {
  const target = { kind: 'folder', path: machines.target } as const;
  await machines.on('desk', async (client) => {
    const access = { target, password: null, passphrase: PASSPHRASE, keep: 'session' } as const;
    expect(await client.sync.connect(access)).toEqual({ ok: true });
    expect(await client.sync.run({})).toMatchObject({ ok: true });
  });
  for (const name of readdirSync(machines.target))
    rmSync(join(machines.target, name), { recursive: true });
  await machines.on('desk', async (client) => {
    const given = { passphrase: null, password: 'of the server', keep: 'session' } as const;
    expect(await client.sync.unlock(given)).toEqual({ ok: true });
    expect(await client.sync.status()).toMatchObject({ encrypted: true });
    expect(await client.sync.run({ choice: 'join' })).toMatchObject({ reason: 'plain' });
    expect(segments()).toEqual([]);
  });
});

it('[SYNC-5] nothing is written in plain text to a target that is marked as sealed', async () => {
  await machines.join('desk', null);
  // Another machine's marker, which a slow folder brings before the keys.
  const marker = { format: 1, id: 'abc', isSealed: true };
  mkdirSync(join(machines.target, 't'));
  writeFileSync(join(machines.target, 't', 'abc.json'), JSON.stringify(marker));
  expect(await machines.sync('desk')).toMatchObject({ ok: false, reason: 'key-missing' });
  expect(segments()).toEqual([]);
  await machines.on('desk', async (client) => {
    expect((await client.sync.status()).trouble).toMatchObject({ reason: 'key-missing' });
  });
});
