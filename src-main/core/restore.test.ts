import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCore } from './core.ts';
import { restoreLibrary } from './restore.ts';
import { highlightOf, openTestCore, testOptions } from './test-core.ts';

const PAPER = 'arxiv:2611.01234';
const KEPT = '7b0f3c1e-6a55-4f6e-9b1d-0c9f4f1f2a10';
const LATER = '11111111-6a55-4f6e-9b1d-0c9f4f1f2a10';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-restore-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A library with one highlight in its backup and a second one made after it. */
async function backedUp(): Promise<{ path: string }> {
  const { core, client } = await openTestCore(folder);
  const create = (id: string) =>
    client.annotations.create({ mutationId: `m-${id}`, annotation: highlightOf(id, PAPER) });
  await create(KEPT);
  const made = await client.system.backup();
  await create(LATER);
  await core.close();
  if (!made.ok) throw new Error(made.reason);
  return made;
}

async function highlights(): Promise<string[]> {
  const { core, client } = await openTestCore(folder);
  const { annotations } = await client.annotations.list({ paperId: PAPER });
  const listed = await client.library.counts();
  await core.close();
  expect(listed.revision).toBeGreaterThanOrEqual(0);
  return annotations.map(({ id }) => id);
}

describe('restoreLibrary', () => {
  it('[BACK-1] brings a backup back and keeps what was there, which can be brought back too', async () => {
    const { path } = await backedUp();
    const restored = await restoreLibrary(folder, path);
    expect(await highlights()).toEqual([KEPT]);
    expect(restored).toMatchObject({ ok: true });
    const keptAs = restored.ok ? restored.keptAs : null;
    await restoreLibrary(folder, join(folder, 'backups', keptAs?.split(/[\\/]/).at(-1) ?? ''));
    expect((await highlights()).sort()).toEqual([LATER, KEPT].sort());
  });

  it('[BACK-1] is the way out of a damaged library', async () => {
    await backedUp();
    writeFileSync(join(folder, 'library.sqlite'), 'no database at all. '.repeat(500));
    expect(await openCore(testOptions(folder))).toMatchObject({ reason: 'database-damaged' });
    expect(await restoreLibrary(folder, null)).toMatchObject({ ok: true });
    expect(await highlights()).toEqual([KEPT]);
  });

  it('[BACK-1] does nothing while a core is running, without a backup, or with a foreign file', async () => {
    const { core } = await openTestCore(folder);
    expect(await restoreLibrary(folder, null)).toMatchObject({ ok: false, reason: 'running' });
    await core.close();
    expect(await restoreLibrary(folder, null)).toMatchObject({ ok: false, reason: 'no-backup' });
    const foreign = join(folder, 'letter.txt');
    writeFileSync(foreign, 'Dear library');
    expect(await restoreLibrary(folder, foreign)).toMatchObject({ reason: 'not-a-library' });
    expect(await highlights()).toEqual([]);
  });

  it('[BACK-1] says that backups cannot be reached, and the doctor says which folder', async () => {
    writeFileSync(join(folder, 'backups'), 'a file in the place of the folder');
    expect(await restoreLibrary(folder, null)).toMatchObject({
      ok: false,
      reason: 'folder-unwritable',
    });
    rmSync(join(folder, 'backups'));
    const { core, client } = await openTestCore(folder);
    writeFileSync(join(folder, 'backups'), 'a file in the place of the folder');
    const found = { kind: 'folder-unwritable', subject: 'backups', repaired: false };
    expect((await client.system.doctor({ repair: false })).findings).toEqual([found]);
    await core.close();
  });
});
