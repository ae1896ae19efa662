import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FolderTarget } from './folder-target.ts';

const some = new TextEncoder().encode('some');
let root: string;
let told: number;
let stop: () => void;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'offprint-watch-'));
  told = 0;
});
afterEach(async () => {
  stop();
  await rm(root, { recursive: true, force: true });
});

/** Watches, and waits until the system really does. */
async function begin(): Promise<void> {
  stop = new FolderTarget(root).watch(() => told++);
  await wait(300);
}

async function until(count: number): Promise<void> {
  for (let n = 0; n < 200 && told < count; n++) await wait(50);
  expect(told).toBeGreaterThanOrEqual(count);
}

it('[SYNC-2] tells of new files in any folder, new ones too, and once for many', async () => {
  await mkdir(join(root, 'm', 'a'), { recursive: true });
  await begin();
  const other = new FolderTarget(root);
  await Promise.all(Array.from({ length: 20 }, (_, n) => other.write(`m/a/${n}.seg`, some)));
  await until(1);
  await wait(1_000);
  expect(told).toBeLessThan(5);
  const before = told;
  await other.write('m/b/1.seg', some);
  await until(before + 1);
  await wait(1_500);
  const then = told;
  await other.write('m/b/2.seg', some);
  await until(then + 1);
});

it('[SYNC-2] says nothing of what is no file of a target, nor after it was stopped', async () => {
  await mkdir(join(root, 'm'));
  await begin();
  await writeFile(join(root, '.unfinished-12'), 'x');
  await writeFile(join(root, 'm', 'Desktop.ini'), 'x');
  await wait(1_000);
  expect(told).toBe(0);
  await writeFile(join(root, 'm', '1.seg'), 'x');
  stop();
  await wait(1_000);
  expect(told).toBe(0);
  stop();
});

it('[SYNC-2] tells of a folder that never rests, too', async () => {
  await begin();
  const busy = setInterval(() => void writeFile(join(root, 'a.json'), 'x').catch(() => {}), 100);
  try {
    await until(1);
  } finally {
    clearInterval(busy);
  }
});

it('[SYNC-4] lives on where its folder goes away, or never was', async () => {
  await mkdir(join(root, 'm', 'a'), { recursive: true });
  await begin();
  await rename(root, `${root}-away`);
  await rm(`${root}-away`, { recursive: true });
  await wait(700);
  stop();
  const before = told;
  await begin();
  await wait(700);
  expect(told).toBe(before);
});
