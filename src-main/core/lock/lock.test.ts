import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { acquireLock, type Endpoint, readEndpoint } from './index.ts';

const endpoint: Endpoint = {
  pid: process.pid,
  port: 40_001,
  token: 'secret',
  shell: 'browser',
  link: 'http://127.0.0.1:40001/?token=secret',
};

let dataDir: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'offprint-lock-'));
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

/** A process of its own that holds the lock until it is killed. */
async function holder(dir: string): Promise<ChildProcess> {
  const face = pathToFileURL(join(import.meta.dirname, 'index.ts')).href;
  const program = `
    const { acquireLock } = await import(${JSON.stringify(face)});
    const taken = acquireLock(${JSON.stringify(dir)});
    if (taken.ok) taken.lock.publish(${JSON.stringify(endpoint)});
    console.log(taken.ok ? 'held' : taken.reason);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [said] = await once(child.stdout!, 'data');
  expect(String(said).trim()).toBe('held');
  return child;
}

function take(dir = dataDir) {
  const result = acquireLock(dir);
  if (!result.ok) throw new Error(result.reason);
  return result.lock;
}

test('[START-5] a second core on the same folder is refused and learns where the first listens', async () => {
  await holder(dataDir);
  expect(acquireLock(dataDir)).toEqual({ ok: false, reason: 'running', endpoint });
});

test('[START-5] two cores in one process are refused as well', () => {
  const lock = take();
  expect(acquireLock(dataDir)).toEqual({ ok: false, reason: 'running', endpoint: null });
  lock.release();
  take().release();
});

test('[START-5] a killed core leaves no lock and no stale endpoint behind', async () => {
  const child = await holder(dataDir);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(readEndpoint(dataDir)).toEqual(endpoint);
  const lock = take();
  expect(readEndpoint(dataDir)).toBeNull();
  lock.release();
});

test('[START-5] releasing removes the endpoint, and may be done twice', () => {
  const lock = take();
  lock.publish(endpoint);
  expect(readEndpoint(dataDir)).toEqual(endpoint);
  lock.release();
  lock.release();
  expect(readEndpoint(dataDir)).toBeNull();
  lock.publish(endpoint);
  expect(readEndpoint(dataDir)).toBeNull();
});

test.skipIf(process.platform === 'win32')('[SAFE-2] only this user may read the token', () => {
  const lock = take();
  lock.publish(endpoint);
  expect(statSync(join(dataDir, 'core.json')).mode & 0o777).toBe(0o600);
  lock.release();
});

test('[START-5] makes the data folder', () => {
  const dir = join(dataDir, 'a', 'b');
  take(dir).release();
  expect(existsSync(dir)).toBe(true);
});

test('[START-5] a file where the folder should be has a reason', () => {
  const path = join(dataDir, 'file');
  writeFileSync(path, '');
  expect(acquireLock(path)).toMatchObject({ ok: false, reason: 'folder-unwritable' });
});

test('[START-5] a folder in place of the lock file has a reason', () => {
  mkdirSync(join(dataDir, 'core.lock'));
  expect(acquireLock(dataDir)).toMatchObject({ ok: false, reason: 'folder-unwritable' });
});

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  '[START-5] a folder that may not be written has a reason',
  () => {
    chmodSync(dataDir, 0o500);
    expect(acquireLock(dataDir)).toMatchObject({ ok: false, reason: 'folder-unwritable' });
    chmodSync(dataDir, 0o700);
  },
);

test.each(['', '{', '{"pid":1}', '[]'])(
  '[START-5] a damaged endpoint %j is no endpoint',
  (text) => {
    writeFileSync(join(dataDir, 'core.json'), text);
    expect(readEndpoint(dataDir)).toBeNull();
  },
);

test('[START-5] locks by a file that was damaged, once', async () => {
  writeFileSync(join(dataDir, 'core.lock'), 'no database, and long enough to be told from one');
  await holder(dataDir);
  expect(acquireLock(dataDir)).toMatchObject({ ok: false, reason: 'running' });
});

test('[START-5] makes the folders above the data folder, and says where it cannot', () => {
  const deep = join(dataDir, 'a', 'b c', 'd');
  take(deep).release();
  expect(statSync(deep).isDirectory()).toBe(true);
  writeFileSync(join(dataDir, 'file'), '');
  const refused = acquireLock(join(dataDir, 'file', 'x'));
  expect(refused).toMatchObject({ ok: false, reason: 'folder-unwritable' });
});

// Linux shows /proc and denies it to whoever would make something there.
test.runIf(process.platform === 'linux')('[CLI-2] ends where no folder can be made', () => {
  const refused = acquireLock('/proc/offprint');
  expect(refused).toMatchObject({ ok: false, reason: 'folder-unwritable' });
});
