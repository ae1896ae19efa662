import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sourcesFingerprint } from './build.mjs';
import { failedLately, findElectron, hasDisplay, runElectron } from './electron.mjs';
import { isInstalled } from './install.mjs';
import { run } from './run.mjs';
import { closingLine, playwrightCounts, totals, vitestCounts } from './suites.mjs';

let dir;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'offprint-tools-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(dir, { recursive: true, force: true });
});

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

test('[START-2] a runtime of Electron from elsewhere needs no path file', () => {
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', join(dir, 'system'));
  expect(findElectron(dir)).toBeNull();
  put('system/electron', '');
  expect(findElectron(dir)).toBe(join(dir, 'system', 'electron'));
});

test('[START-2] an Electron that ends before its window opens is told from one that ran', async () => {
  const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const ended = (program) => runElectron(process.execPath, ['-e', program]);
  expect(await ended('process.exit(1)')).toBeNull();
  expect(await ended('process.exit(0)')).toBe(0);
  expect(await ended('process.exit(2)')).toBe(2);
  expect(await runElectron(join(dir, 'none'), [])).toBeNull();
  expect(await ended('console.log("running"); process.exitCode = 1')).toBe(1);
  expect(String(said.mock.calls[0][0])).toBe('running\n');
});

test.skipIf(process.platform === 'win32')(
  '[START-2] Chromium’s trap for want of a sandbox is no end that was meant; SIGTERM is',
  async () => {
    const killed = (signal) =>
      runElectron(process.execPath, ['-e', `process.kill(process.pid, '${signal}')`]);
    expect(await killed('SIGTRAP')).toBeNull();
    expect(await killed('SIGTERM')).toBe(143);
  },
);

test('[START-2] no variable of an editor’s terminal turns Electron into a plain Node', async () => {
  vi.stubEnv('ELECTRON_RUN_AS_NODE', '1');
  expect(
    await runElectron(process.execPath, [
      '-e',
      'process.exit("ELECTRON_RUN_AS_NODE" in process.env ? 1 : 0)',
    ]),
  ).toBe(0);
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

test('[START-3] checks, unit tests and specs end in one line that counts them all', () => {
  const checks = { passed: 8, failed: 0, skipped: 0 };
  const units = { passed: 1000, failed: 1, skipped: 4 };
  const specs = { passed: 32, failed: 2, skipped: 1 };
  expect(closingLine(totals([checks, units, specs]))).toBe('1040 passed, 3 failed, 5 skipped');
  expect(closingLine(totals([checks]))).toBe('8 passed, 0 failed');
});
