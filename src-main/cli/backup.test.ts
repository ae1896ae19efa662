import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
  });
});
