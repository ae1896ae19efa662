import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FolderTarget } from './folder-target.ts';

/** What the system says of the next names that are given and taken away; then it does as it is told. */
const said = vi.hoisted(() => ({ rename: [] as string[], rm: [] as string[] }));

// Only Windows holds files back, so that its word has to be put in its mouth.
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const failing =
    <Given extends unknown[]>(codes: string[], work: (...given: Given) => Promise<void>) =>
    async (...given: Given): Promise<void> => {
      const code = codes.shift();
      if (code !== undefined) throw Object.assign(new Error(code), { code });
      await work(...given);
    };
  return {
    ...real,
    rename: failing(said.rename, real.rename),
    rm: failing(said.rm, real.rm),
  };
});

const some = new TextEncoder().encode('some');
const done = { ok: true, value: null };
let root: string;
let target: FolderTarget;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'offprint-held-'));
  target = new FolderTarget(root);
});
afterEach(async () => {
  for (const codes of Object.values(said)) codes.length = 0;
  await rm(root, { recursive: true, force: true });
});

it.each(['EPERM', 'EACCES', 'EBUSY'])(
  '[SYNC-2] waits for who holds a file that was just written: %s',
  async (code) => {
    said.rename.push(code, code);
    expect(await target.write('m/a/1.seg', some)).toEqual(done);
    said.rm.push(code);
    expect(await target.remove('m/a/1.seg')).toEqual(done);
    expect(await readdir(join(root, 'm', 'a'))).toEqual([]);
  },
);

it('[SYNC-2] is busy, not refused, where a file is held for long, and leaves nothing of it', async () => {
  said.rename.push(...Array<string>(4).fill('EPERM'));
  said.rm.push('EPERM');
  expect(await target.write('m/a/1.seg', some)).toEqual({ ok: false, reason: 'busy' });
  expect(await readdir(join(root, 'm', 'a'))).toEqual([]);
  expect([said.rename, said.rm]).toEqual([[], []]);
});

it('[SYNC-2] does not wait where nobody holds a file', async () => {
  said.rename.push('ENOSPC');
  expect(await target.write('m/a/1.seg', some)).toEqual({ ok: false, reason: 'full' });
  expect(said.rename).toEqual([]);
  said.rm.push(...Array<string>(4).fill('EACCES'));
  expect(await target.remove('m/a/1.seg')).toEqual({ ok: false, reason: 'refused' });
});
