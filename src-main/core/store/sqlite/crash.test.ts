import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openCrashDatabase } from './crash-writer.ts';

const KILLS = Number(process.env.OFFPRINT_CRASH_KILLS ?? 15);
const WRITER = join(import.meta.dirname, 'crash-writer.ts');

/** Runs the writer, kills it `ms` after its first acknowledgement, and returns all of them. */
async function killedWriter(directory: string, firstBatch: number, ms: number): Promise<string[]> {
  const child = spawn(process.execPath, [WRITER, directory, String(firstBatch)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const ended = new Promise((resolve) => child.stdout.on('end', resolve));
  const started = new Promise<void>((resolve) => {
    child.stdout.on('data', (data) => {
      output += data;
      resolve();
    });
  });
  await Promise.race([started, ended]);
  await wait(ms);
  child.kill('SIGKILL');
  await ended;
  return output.split('\n').slice(0, -1);
}

type Acknowledged = {
  written: Set<number>;
  /** Their removal had begun; it may be done or not. */
  removing: Set<number>;
  removed: Set<number>;
  counter: number;
};

function acknowledge(known: Acknowledged, lines: string[]): void {
  for (const line of lines) {
    const [what, text] = line.split(' ');
    const batch = Number(text);
    if (what === 'batch') known.written.add(batch);
    else if (what === 'counter') known.counter = batch;
    else if (what === 'removing') known.removing.add(batch);
    else if (what === 'removed') known.removed.add(batch);
  }
}

/** What has become of the acknowledged batches is told by those that are there. */
function expectNothingLost({ written, removing, removed }: Acknowledged, there: Set<number>): void {
  const lost = [...written].filter((batch) => !there.has(batch) && !removing.has(batch));
  const back = [...removed].filter((batch) => there.has(batch));
  expect({ lost, back }).toEqual({ lost: [], back: [] });
  for (const batch of removing) if (!there.has(batch)) removed.add(batch);
  // One that was undone counts as written; the next program removes it anew.
  removing.clear();
  for (const batch of removed) written.delete(batch);
}

/** Every acknowledged batch is there, every batch is whole, and the host's table says the same. */
async function verify(directory: string, known: Acknowledged): Promise<number> {
  const { database, documents, connection } = await openCrashDatabase(directory);
  const found = await documents.find({ selector: { batch: { $gte: 0 } } }).exec();
  const counted = new Map<number, number>();
  const sizes = new Map(found.map(({ batch, size }) => [batch, size]));
  for (const { batch } of found) counted.set(batch, (counted.get(batch) ?? 0) + 1);
  expect(counted).toEqual(sizes);
  expectNothingLost(known, new Set(counted.keys()));
  const recorded = connection
    .all<{ batch: number }>('SELECT batch FROM batches ORDER BY batch')
    .map(({ batch }) => batch);
  expect(recorded).toEqual([...counted.keys()].toSorted((a, b) => a - b));
  const counter = await documents.findOne('counter').exec();
  expect(counter?.size ?? -1).toBeGreaterThanOrEqual(known.counter);
  expect(connection.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
  await database.close();
  return counter?.size ?? -1;
}

test('[BACK-2] a killed program finds every acknowledged write and removal again, each whole', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'sqlite-crash-'));
  const known: Acknowledged = {
    written: new Set(),
    removing: new Set(),
    removed: new Set(),
    counter: -1,
  };
  const seen = { kills: 0, written: 0, removed: 0, cleaned: 0, inRemoval: 0, inCleanup: 0 };
  let next = 0;
  try {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const lines = await killedWriter(directory, next, Math.random() * 60);
      expect(lines.length).toBeGreaterThan(0);
      const count = (what: string) => lines.filter((line) => line.startsWith(`${what} `)).length;
      seen.kills += 1;
      seen.written += count('batch');
      seen.removed += count('removed');
      seen.cleaned += count('cleaned');
      seen.inRemoval += count('removing') - count('removed');
      seen.inCleanup += count('cleaning') - count('cleaned');
      acknowledge(known, lines);
      // A batch that was written but not acknowledged has the next number.
      next = (await verify(directory, known)) + 2;
    }
    expect(seen.written).toBeGreaterThan(KILLS);
    expect(seen.removed + seen.cleaned).toBeGreaterThan(KILLS);
    if (process.env.OFFPRINT_CRASH_KILLS) process.stdout.write(`${JSON.stringify(seen)}\n`);
  } finally {
    rmSync(directory, { recursive: true });
  }
}, 3_600_000);
