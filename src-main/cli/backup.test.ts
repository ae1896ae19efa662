import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const MAIN = join(import.meta.dirname, 'main.ts');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-cli-backup-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { code: number; stdout: string; stderr: string };

function offprint(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, '--data-dir', folder, ...args], (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

describe('backup and restore', () => {
  it('[BACK-1] back the library up and bring it back, each with its document or sentence', async () => {
    const made = await offprint('backup', '--json');
    expect(made.code).toBe(0);
    const { path, bytes } = JSON.parse(made.stdout);
    expect(path).toContain(join(folder, 'backups'));
    expect(bytes).toBeGreaterThan(0);
    const restored = await offprint('restore', path);
    expect(restored).toMatchObject({ code: 0, stderr: '' });
    expect(restored.stdout).toMatch(/^Restored\. What was there is kept as /);
    expect((await offprint('doctor')).code).toBe(0);
  });

  it('[BACK-1] say what is wrong with a library, restore the newest backup, or begin anew', async () => {
    await offprint('backup');
    const path = join(folder, 'library.sqlite');
    writeFileSync(path, 'no database at all'.repeat(500));
    const damaged = await offprint('list');
    expect(damaged).toMatchObject({ code: 1, stdout: '' });
    expect(damaged.stderr).toContain('is damaged; nothing was changed.');
    expect((await offprint('restore')).stdout).toMatch(/damaged-\S+\.\n$/);
    expect((await offprint('list')).code).toBe(0);
    rmSync(path);
    const missing = await offprint('list');
    expect(missing.stderr).toContain('The database is gone from');
    const emptied = await offprint('restore', '--empty', '--json');
    expect(JSON.parse(emptied.stdout)).toEqual({ keptAs: null });
    expect((await offprint('list')).code).toBe(0);
    expect((await offprint('restore', path, '--empty')).code).toBe(2);
  });

  it('[CLI-2] a file that is no library ends with 1 and one sentence', async () => {
    const { code, stderr } = await offprint('restore', MAIN);
    expect(code).toBe(1);
    expect(stderr).toBe('offprint: That file is no library of Offprint; nothing was changed.\n');
    const gone = join(folder, 'gone.sqlite');
    const missing = await offprint('restore', gone);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toBe(`offprint: There is no file ${gone}; nothing was changed.\n`);
  });
});

describe('export', () => {
  it('[XFER-1] writes an archive where it is told, which import takes back without change', async () => {
    const out = join(folder, 'a folder', 'kept.zip');
    mkdirSync(join(folder, 'a folder'));
    const written = await offprint('export', 'archive', '--out', out, '--json');
    expect(written).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(written.stdout)).toMatchObject({ path: out, pdfs: 0 });
    expect(readdirSync(join(folder, 'exports'))).toEqual([]);
    const taken = await offprint('import', out, '--json');
    const file = { layout: 'archive', papers: 0, new: 0, changed: 0, problems: [] };
    expect(JSON.parse(taken.stdout).files).toMatchObject([file]);
    expect(taken.code).toBe(0);
    const second = await offprint('export', 'archive', '--out', join(folder, 'a folder'));
    expect(second.stdout).toMatch(/^Wrote .*a folder.offprint-\d{4}-\d\d-\d\d\.zip \(/);
  });

  it('[CLI-2] a format that there is not is wrong usage; a place that cannot be is told', async () => {
    expect((await offprint('export', 'papyrus')).code).toBe(2);
    const nowhere = await offprint('export', 'archive', '--out', join(folder, 'no', 'folder.zip'));
    expect(nowhere.code).toBe(1);
    expect(nowhere.stderr).toMatch(/could not be written there \(ENOENT\); it lies in /);
  });
});
