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

type Acknowledged = { batches: Set<number>; counter: number };

function acknowledge(known: Acknowledged, lines: string[]): void {
  for (const line of lines) {
    const [what, text] = line.split(' ');
    const batch = Number(text);
    if (what === 'batch') known.batches.add(batch);
    else known.counter = batch;
  }
}

/** Every acknowledged batch is there, every batch is whole, and the host's table says the same. */
async function verify(directory: string, known: Acknowledged): Promise<number> {
  const { database, documents, connection } = await openCrashDatabase(directory);
  const found = await documents.find({ selector: { batch: { $gte: 0 } } }).exec();
  const counted = new Map<number, number>();
  const sizes = new Map(found.map(({ batch, size }) => [batch, size]));
  for (const { batch } of found) counted.set(batch, (counted.get(batch) ?? 0) + 1);
  expect(counted).toEqual(sizes);
  expect([...known.batches].filter((batch) => !counted.has(batch))).toEqual([]);
  const recorded = connection
    .all<{ batch: number }>('SELECT batch FROM batches')
    .map(({ batch }) => batch);
  expect(recorded).toEqual([...counted.keys()].toSorted((a, b) => a - b));
  const counter = await documents.findOne('counter').exec();
  expect(counter?.size ?? -1).toBeGreaterThanOrEqual(known.counter);
  expect(connection.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
  await database.close();
  return Math.max(-1, ...counted.keys());
}

test('[BACK-2] a killed program finds every acknowledged write again, and each batch whole', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'sqlite-crash-'));
  const known: Acknowledged = { batches: new Set(), counter: -1 };
  let next = 0;
  try {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const lines = await killedWriter(directory, next, Math.random() * 60);
      expect(lines.length).toBeGreaterThan(0);
      acknowledge(known, lines);
      next = (await verify(directory, known)) + 1;
    }
    expect(known.batches.size).toBeGreaterThan(KILLS);
    if (process.env.OFFPRINT_CRASH_KILLS)
      process.stdout.write(`${known.batches.size} batches acknowledged\n`);
  } finally {
    rmSync(directory, { recursive: true });
  }
}, 600_000);
