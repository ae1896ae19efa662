import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COLLECTION_NAMES, LIBRARY_FORMAT, LibraryStore, putOne, readOne } from '../index.ts';
import { addOldFiles, type Contents, makeOldLibrary, rawContents } from './test-old-library.ts';

/** `OFFPRINT_CRASH_KILLS=100` was run once by hand. */
const KILLS = Number(process.env.OFFPRINT_CRASH_KILLS ?? 4);
const FILES = 4_000;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-migrations-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What the documents of format 1 must have become. */
function migrated(before: Contents): Contents {
  const after = structuredClone(before);
  for (const [key, file] of Object.entries(after)) {
    if (!key.startsWith('files/')) continue;
    file.origin = file.url === '' ? 'own' : 'fetched';
    file.name = null;
  }
  return after;
}

function formatIn(directory: string): number {
  const db = new DatabaseSync(join(directory, 'library.sqlite'));
  const format = Number(db.prepare('PRAGMA user_version').get()?.user_version);
  db.close();
  return format;
}

describe('migrations', () => {
  it('[BACK-3] a new library has the present format, and nothing is asked for', async () => {
    const store = await LibraryStore.open(folder);
    await store.close();
    expect(formatIn(folder)).toBe(LIBRARY_FORMAT);
  });

  it('[BACK-3] the library of format 1 opens with every document of every collection', async () => {
    makeOldLibrary(folder, 1);
    const before = rawContents(folder);
    const collections = new Set(Object.keys(before).map((key) => key.split('/')[0]));
    expect([...collections].sort()).toEqual([...COLLECTION_NAMES].sort());
    let asked = 0;
    const store = await LibraryStore.open(folder, async () => {
      asked += 1;
      expect(formatIn(folder)).toBe(1);
    });
    expect(asked).toBe(1);
    const fetched = Object.keys(before).filter((key) => key.startsWith('files/'));
    const id = fetched[0]!.slice('files/'.length);
    const known = await readOne(store.collections.files, id);
    expect(known).toMatchObject({ origin: 'fetched', name: null });
    await store.close();
    expect(rawContents(folder)).toEqual(migrated(before));
    expect(formatIn(folder)).toBe(LIBRARY_FORMAT);
  });

  it('[BACK-3] rewritten documents come after every sequence that a follower has seen', async () => {
    makeOldLibrary(folder, 1);
    addOldFiles(folder, 700);
    const last = 4 + 700;
    const store = await LibraryStore.open(folder, async () => {});
    const changes = store.readChanges('files', last, 10_000);
    expect(changes.documents).toHaveLength(3 + 700);
    // The order of the last writes is kept, and what is written next comes after all.
    expect(changes.documents.at(-1)?.document.bytes).toBe(699);
    const file = { ...changes.documents.at(-1)!.document, id: 'next' };
    await putOne(store.collections.files, file as never);
    expect(store.readChanges('files', changes.lastSequence, 10).documents).toHaveLength(1);
    await store.close();
  });

  it('[BACK-3] without its backup nothing is changed, byte for byte', async () => {
    makeOldLibrary(folder, 1);
    const path = join(folder, 'library.sqlite');
    const before = rawContents(folder);
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    const opening = LibraryStore.open(folder, () => Promise.reject(full));
    await expect(opening).rejects.toBe(full);
    expect(formatIn(folder)).toBe(1);
    expect(rawContents(folder)).toEqual(before);
    const bytes = readFileSync(path);
    await expect(LibraryStore.open(folder)).rejects.toThrow('with a backup only');
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('[BACK-3] a library that version 1 had only begun to make is made whole', async () => {
    const db = new DatabaseSync(join(folder, 'library.sqlite'));
    db.exec('PRAGMA user_version = 1');
    db.close();
    const store = await LibraryStore.open(folder, async () => {});
    expect(store.readChanges('files', 0, 1).documents).toEqual([]);
    await store.close();
  });

  it(`[BACK-3] killed ${KILLS} times in the middle, it opens complete afterwards`, {
    timeout: 120_000 + KILLS * 3_000,
  }, async () => {
    const origin = mkdtempSync(join(tmpdir(), 'offprint-migrations-origin-'));
    makeOldLibrary(origin, 1);
    addOldFiles(origin, FILES);
    const expected = migrated(rawContents(origin));
    const took = await timeOf(origin, join(folder, 'measured'));
    let inTheMiddle = 0;
    // On a busy machine a few kills may all come too late to show anything; then there are more.
    const isEnough = (kill: number) => kill >= KILLS && (inTheMiddle > 0 || kill >= KILLS + 30);
    for (let kill = 0; !isEnough(kill); kill += 1) {
      const victim = join(folder, `victim-${kill}`);
      cpSync(origin, victim, { recursive: true });
      await killWithin(victim, Math.random() * took);
      if (formatIn(victim) === 1) inTheMiddle += 1;
      const store = await LibraryStore.open(victim, async () => {});
      await store.close();
      expect(rawContents(victim)).toEqual(expected);
      rmSync(victim, { recursive: true });
    }
    rmSync(origin, { recursive: true });
    if (process.env.OFFPRINT_CRASH_KILLS)
      process.stdout.write(`${JSON.stringify({ kills: KILLS, inTheMiddle })}\n`);
    expect(inTheMiddle).toBeGreaterThan(0);
  });
});

type Migrating = { child: ChildProcess; begins: Promise<number>; exit: Promise<unknown> };

/** A process that migrates; `begins` is when it says so, and rejects where it ends without. */
function migrating(directory: string): Migrating {
  const program = join(import.meta.dirname, 'migrate-killed.ts');
  const child = spawn(process.execPath, [program, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const begins = new Promise<number>((resolve, reject) => {
    child.stdout.once('data', () => resolve(performance.now()));
    child.once('exit', () => reject(new Error('it ended before it began')));
  });
  return { child, begins, exit };
}

/** Milliseconds from the beginning of a migration to the process's end. */
async function timeOf(origin: string, copy: string): Promise<number> {
  cpSync(origin, copy, { recursive: true });
  const { begins, exit } = migrating(copy);
  const began = await begins;
  await exit;
  return performance.now() - began;
}

async function killWithin(directory: string, milliseconds: number): Promise<void> {
  const { child, begins, exit } = migrating(directory);
  await begins;
  await sleep(milliseconds);
  child.kill('SIGKILL');
  await exit;
}
