import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import { putMany, putOne } from '../store/index.ts';
import { TestIndex } from '../test-search-index.ts';
import type { BuildInput, BuildOrder } from './builder.ts';
import { Search } from './index.ts';

/** More than one step takes in. */
const MANY = 600;
const FEW = 40;
const PDFS = 9;
const QUERIES = ['many', 'numbat', 'paper 7', 'title:paper wombat', '-numbat has:pdf', 'wombta'];

let library: TestLibrary;
let index: TestIndex;

beforeEach(async () => {
  library = await openTestLibrary();
  index = new TestIndex(library);
});

async function fill(length: number): Promise<void> {
  const papers = Array.from({ length }, (_, n) => ({
    id: `arxiv:${n}`,
    facts: { title: `Paper ${n} of many`, abstract: n % 5 === 0 ? 'Of wombats, the wombat.' : '' },
  }));
  await putMany(library.mutations.context.store.collections.papers, papers);
  await library.mutations.follower.follow();
  for (let n = 0; n < PDFS; n++)
    index.putText(await index.putFile(`arxiv:${n}`, `pdf ${n}`), Array(20).fill('numbat words'));
  index.shut();
}

afterEach(async () => {
  index.close();
  await library.close();
});

const file = (): string => join(library.folder, 'search.sqlite');

function input(): BuildInput {
  const { store } = library.mutations.context;
  return { dataDir: library.folder, sources: { library: store.generation, texts: 'one' } };
}

/** What an index that was cut off answers when it went on equals what one from nothing answers. */
function expectWhole(): void {
  index.reopen();
  index.follow();
  const resumed = QUERIES.map((query) => index.answer(query));
  index.rebuild();
  expect(resumed).toEqual(QUERIES.map((query) => index.answer(query)));
  expect(resumed.map(({ hits }) => hits.length)).toEqual([MANY, PDFS, 11, 120, 0, 120]);
}

const FOLLOW: BuildOrder = { kind: 'follow', build: 1, number: 1 };
const WORKER = new URL('./search-build-worker.ts', import.meta.url);

/** Builds in a process of its own, which does nothing else. */
const PROGRAM = `
const { Worker } = await import('node:worker_threads');
const [worker, input] = process.argv.slice(1);
const thread = new Worker(new URL(worker), { workerData: JSON.parse(input), execArgv: [] });
thread.on('message', ({ state }) => console.log(state));
thread.postMessage(${JSON.stringify(FOLLOW)});
`;

describe('a search index that was cut off', () => {
  it('[BACK-2] goes on where its thread was ended, within steps and between them', async () => {
    await fill(MANY);
    for (const ms of [0, 10, 40, 120]) {
      const worker = new Worker(WORKER, { workerData: input() });
      await once(worker, 'message');
      worker.postMessage(FOLLOW);
      await delay(ms);
      await worker.terminate();
    }
    expectWhole();
  });

  it.skipIf(process.platform === 'win32')(
    '[BACK-2] goes on where its process was killed',
    async () => {
      await fill(MANY);
      for (const ms of [0, 60]) {
        const args = ['--input-type=module', '-e', PROGRAM, WORKER.href, JSON.stringify(input())];
        const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
        await once(child.stdout, 'data');
        await delay(ms);
        child.kill('SIGKILL');
        await once(child, 'exit');
        expect(existsSync(file())).toBe(true);
      }
      expectWhole();
    },
    30_000,
  );
});

describe('a search index that is of no use', () => {
  let search: Search;

  beforeEach(async () => {
    await fill(FEW);
    make();
    search = opened();
  });

  afterEach(() => search.close());

  function make(): void {
    index.reopen();
    index.follow();
    index.shut();
  }

  function opened(): Search {
    const { readModel } = library.mutations.context;
    const build = () => readModel.build;
    return new Search({ ...input(), build, onProgress: () => undefined });
  }

  async function count(query: string): Promise<number | null> {
    await search.caughtUp(20_000);
    return search.count(query);
  }

  const damages: [string, () => void][] = [
    ['cut off in the middle', () => truncateSync(file(), statSync(file()).size >> 1)],
    ['empty', () => truncateSync(file(), 0)],
    ['no database', () => writeFileSync(file(), 'The quick brown fox. '.repeat(1_000))],
    ['garbage at its end', () => overwrite(statSync(file()).size >> 1, statSync(file()).size)],
    ['of another version', () => note('version', 1)],
    ['of another library', () => note('library', 'another')],
  ];

  it('[BACK-2] is thrown away and made anew', async () => {
    const { papers } = library.mutations.context.store.collections;
    for (const [at, [what, damage]] of damages.entries()) {
      damage();
      await putOne(papers, { id: `arxiv:new${at}`, facts: { title: 'It came meanwhile' } });
      await library.mutations.follower.follow();
      const found = [await count('many'), await count('numbat'), await count('meanwhile')];
      expect([what, ...found]).toEqual([what, FEW, PDFS, at + 1]);
      await search.close();
      search = opened();
    }
  }, 30_000);

  it('[BACK-2] is made anew when it breaks while it is asked', async () => {
    expect(await count('many')).toBe(FEW);
    const before = readFileSync(file()).length;
    expect(before).toBeGreaterThan(20_000);
    overwrite(4_096, before);
    for (const query of QUERIES) await search.count(query).catch(() => undefined);
    await putOne(library.mutations.context.store.collections.papers, {
      ...{ id: 'arxiv:new', facts: { title: 'A paper that came meanwhile' } },
    });
    await library.mutations.follower.follow();
    await search.caughtUp(20_000).catch(() => undefined);
    expect(await count('meanwhile')).toBe(1);
    expect(await count('many')).toBe(FEW);
  });

  it('[BACK-2] is made when it could not be, without a new start', async () => {
    rmSync(file());
    mkdirSync(file());
    await expect(search.count('many')).rejects.toThrow();
    rmSync(file(), { recursive: true });
    expect(await count('many')).toBe(FEW);
  });

  function overwrite(start: number, end: number): void {
    const descriptor = openSync(file(), 'r+');
    writeSync(descriptor, Buffer.alloc(end - start, 'garbage!'), 0, end - start, start);
    closeSync(descriptor);
  }

  function note(name: string, value: string | number): void {
    const database = new DatabaseSync(file());
    database.prepare('UPDATE progress SET value = ? WHERE name = ?').run(value, name);
    database.close();
  }
});
