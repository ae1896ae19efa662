import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sourcesFingerprint } from './build.mjs';
import { failedLately, findElectron, hasDisplay } from './electron.mjs';
import { isInstalled } from './install.mjs';
import { run } from './run.mjs';
import { playwrightCounts, vitestCounts } from './suites.mjs';

let dir;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'offprint-tools-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const put = (path, content) => {
  mkdirSync(join(dir, path, '..'), { recursive: true });
  writeFileSync(join(dir, path), content);
  return join(dir, path);
};

const lock = (packages) => put('lock.json', JSON.stringify({ packages }));
const record = (packages) => put('record.json', JSON.stringify({ packages }));

test('[START-1] installs when something the lock file names is missing or of another version', () => {
  const wanted = lock({
    '': { name: 'offprint' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/other-system': { version: '1.0.0', optional: true },
  });
  expect(isInstalled(wanted, record({ 'node_modules/a': { version: '1.0.0' } }))).toBe(true);
  expect(isInstalled(wanted, record({ 'node_modules/a': { version: '1.0.1' } }))).toBe(false);
  expect(isInstalled(wanted, record({}))).toBe(false);
  expect(isInstalled(wanted, join(dir, 'missing.json'))).toBe(false);
  expect(isInstalled(wanted, put('broken.json', '{'))).toBe(false);
});

test('[START-1] builds when a source changed, and not for a test or a touched file', () => {
  const source = put('src-main/a.ts', 'one');
  const before = sourcesFingerprint(dir);
  utimesSync(source, 1, 1);
  put('src-main/a.test.ts', 'a test');
  put('out/main/a.js', 'built');
  expect(sourcesFingerprint(dir)).toBe(before);
  put('src-main/a.ts', 'two');
  const after = sourcesFingerprint(dir);
  expect(after).not.toBe(before);
  put('src-shared/b.ts', '');
  expect(sourcesFingerprint(dir)).not.toBe(after);
});

test('[START-1] a file that moved is a change', () => {
  put('src-main/a.ts', 'x');
  const before = sourcesFingerprint(dir);
  rmSync(join(dir, 'src-main/a.ts'));
  put('src-main/b.ts', 'x');
  expect(sourcesFingerprint(dir)).not.toBe(before);
});

test('[START-2] Electron is found by its path file, and only where its program is', () => {
  expect(findElectron(dir)).toBeNull();
  put('path.txt', 'electron');
  expect(findElectron(dir)).toBeNull();
  put('dist/electron', '');
  expect(findElectron(dir)).toBe(join(dir, 'dist', 'electron'));
});

test('[START-2] a failed attempt to fetch Electron is remembered for a day', () => {
  const mark = join(dir, 'failed');
  expect(failedLately(mark)).toBe(false);
  writeFileSync(mark, '');
  expect(failedLately(mark)).toBe(true);
  expect(failedLately(mark, Date.now() + 25 * 60 * 60_000)).toBe(false);
});

test('[START-2] a display is known by its variables', () => {
  expect(hasDisplay({}, 'linux')).toBe(false);
  expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
  expect(hasDisplay({}, 'win32')).toBe(true);
  expect(hasDisplay({ SSH_CONNECTION: 'x' }, 'darwin')).toBe(false);
});

test('[START-3] counts what each runner reports, and a file that does not load as failed', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 2,
    testResults: [
      { status: 'failed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] },
    ],
  };
  expect(vitestCounts(report)).toEqual({ passed: 3, failed: 2, skipped: 2 });
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
  expect(playwrightCounts({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 3, skipped: 2 });
});

test('[START-3] a command that hangs is ended with all that it started', async () => {
  const child = `setInterval(() => {}, 1000)`;
  const program = `
    const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, ['-e', ${JSON.stringify(child)}]);
    console.log('pid ' + child.pid);
    setInterval(() => {}, 1000);`;
  const result = await run(process.execPath, ['-e', program], { timeoutMs: 700 });
  expect(result.timedOut).toBe(true);
  expect(result.code).not.toBe(0);
  const pid = Number(/pid (\d+)/.exec(result.output)[1]);
  await expect.poll(() => isAlive(pid)).toBe(false);
});

test('a command that is not there has a code', async () => {
  expect(await run('offprint-no-such-program', [])).toMatchObject({ code: 127, timedOut: false });
});

/** A killed process may stay in the table until its new parent looks: it is not alive. */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return !isZombie(pid);
}

function isZombie(pid) {
  try {
    const { readFileSync } = process.getBuiltinModule('node:fs');
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
