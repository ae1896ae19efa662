import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCore } from './core.ts';
import { describeTrouble, recover } from './launch/index.ts';
import { makeOldLibrary } from './store/migrations/test-old-library.ts';
import { openTestCore, testOptions } from './test-core.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-start-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function formatIn(directory: string): number {
  const db = new DatabaseSync(join(directory, 'library.sqlite'));
  const format = Number(db.prepare('PRAGMA user_version').get()?.user_version);
  db.close();
  return format;
}

const reasonIn = async (directory: string): Promise<string> => {
  const opened = await openCore(testOptions(directory));
  if (!opened.ok) return opened.reason;
  await opened.core.close();
  return 'opened';
};

describe('starting on a library of an older version', () => {
  it('[BACK-3] backs it up, migrates it, and the list shows all of it', async () => {
    makeOldLibrary(folder, 1);
    const { core, client } = await openTestCore(folder);
    const [backup, ...others] = await client.system.backups();
    expect(backup).toMatchObject({ reason: 'before-migration', ok: true });
    expect(others).toEqual([]);
    expect(await client.library.counts()).toMatchObject({ all: 3, pdfsStored: 2, starred: 1 });
    await core.close();
    // The backup is of the version before, and comes back as it was.
    const path = join(folder, 'backups', backup!.name);
    const db = new DatabaseSync(path, { readOnly: true });
    expect(db.prepare('PRAGMA user_version').get()?.user_version).toBe(1);
    db.close();
    expect(await recover(folder, 'restore-newest')).toMatchObject({ ok: true });
    expect(formatIn(folder)).toBe(1);
    const again = await openTestCore(folder);
    expect(await again.client.library.counts()).toMatchObject({ all: 3, pdfsStored: 2 });
    await again.core.close();
  });

  it('[BACK-3] brings an index that was of the version before up to date', async () => {
    makeOldLibrary(folder, 1);
    const first = await openTestCore(folder);
    await first.core.close();
    // As it was after the last change that the version before had made.
    const index = new DatabaseSync(join(folder, 'index.sqlite'));
    index.exec(`UPDATE feed SET sequence = 4 WHERE collection = 'files'; DELETE FROM files;
      UPDATE papers SET has_pdf = 0`);
    index.close();
    const { core, client } = await openTestCore(folder);
    expect(await client.library.counts()).toMatchObject({ all: 3, pdfsStored: 2 });
    await core.close();
  });

  it('[BACK-3] ends with the reason where the backup cannot be made, and nothing is touched', async ({
    skip,
  }) => {
    const small = join(folder, 'small');
    mkdirSync(small);
    const mount = () =>
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', small], { stdio: 'ignore' });
    try {
      mount();
    } catch {
      return skip('skipped: a small tmpfs cannot be mounted here');
    }
    const untouched = new Set<string>();
    for (const left of [150, 250, 350, 450, 1_500]) {
      try {
        makeOldLibrary(small, 1);
        const { bavail, bsize } = statfsSync(small);
        writeFileSync(join(small, 'filler'), Buffer.alloc(bavail * bsize - left * 1_024));
        const reason = await reasonIn(small);
        if (formatIn(small) === 1) untouched.add(reason);
        // There may be room for the backup and none for what comes after the migration.
        else expect(readdirSync(join(small, 'backups'))).toHaveLength(1);
      } finally {
        execFileSync('umount', [small]);
      }
      if (left < 1_500) mount();
    }
    expect([...untouched]).toEqual(['disk-full']);
  });
});

describe('starting on a folder without its library', () => {
  it.each<[string, (dir: string) => void]>([
    ['local.sqlite', () => {}],
    ['a backup', (dir) => rmSync(join(dir, 'local.sqlite'))],
    [
      'a PDF',
      (dir) => {
        for (const name of ['local.sqlite', 'backups'])
          rmSync(join(dir, name), { recursive: true });
        mkdirSync(join(dir, 'pdf', 'ab'), { recursive: true });
        writeFileSync(join(dir, 'pdf', 'ab', `${'c'.repeat(62)}.pdf`), '%PDF');
      },
    ],
  ])('[BACK-1] says that it is missing when only %s tells of it', async (_, leave) => {
    const { core, client } = await openTestCore(folder);
    await client.system.backup();
    await core.close();
    rmSync(join(folder, 'library.sqlite'));
    leave(folder);
    expect(await reasonIn(folder)).toBe('database-missing');
    writeFileSync(join(folder, 'library.sqlite'), '');
    expect(await reasonIn(folder)).toBe('database-missing');
    const { waysOut } = await describeTrouble(folder, 'database-missing');
    const hasBackup = readdirSync(folder).includes('backups');
    expect(waysOut[0]).toBe(hasBackup ? 'restore-newest' : 'start-empty');
    expect(await recover(folder, 'start-empty')).toMatchObject({ ok: true });
    expect(await reasonIn(folder)).toBe('opened');
  });

  it('[START-1] begins a new one in a new folder, and in one that a start was cut short in', async () => {
    expect(await reasonIn(join(folder, 'new'))).toBe('opened');
    writeFileSync(join(folder, 'library.sqlite'), '');
    mkdirSync(join(folder, 'pdf'));
    mkdirSync(join(folder, 'backups'));
    expect(await reasonIn(folder)).toBe('opened');
  });

  it('[START-5] offers nothing while another core holds the folder, and changes nothing', async () => {
    const { core } = await openTestCore(folder);
    expect(await recover(folder, 'start-empty')).toMatchObject({ ok: false, reason: 'running' });
    expect(await recover(folder, 'restore-newest')).toMatchObject({ ok: false, reason: 'running' });
    await core.close();
    expect((await describeTrouble(folder, 'newer-version')).waysOut).toEqual(['try-again']);
  });
});
