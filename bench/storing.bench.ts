import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createRxDatabase, type RxStorage } from 'rxdb/plugins/core';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { schemaOf } from '../src-main/core/store/schemas.ts';
import { createNodeSqliteStorage } from '../src-main/core/store/sqlite/index.ts';
import { type Bench, median, perSecond, type Row, ratio, timed } from './measure.ts';
import { benchPaper } from './papers.ts';

const PAPERS = 20_000;
const BATCH = 100;
const ROUNDS = 3;

type Papers = ReturnType<typeof benchPaper>[];

function batches(): Papers[] {
  return Array.from({ length: PAPERS / BATCH }, (_, batch) =>
    Array.from({ length: BATCH }, (_, index) => benchPaper(batch * BATCH + index)),
  );
}

async function throughRxdb(storage: RxStorage<unknown, unknown>, name: string): Promise<number> {
  const database = await createRxDatabase({ name, storage, multiInstance: false });
  const { papers } = await database.addCollections({ papers: { schema: schemaOf('papers') } });
  const input = batches();
  const elapsed = await timed(async () => {
    for (const batch of input) await papers.bulkInsert(batch);
  });
  await database.close();
  return elapsed;
}

async function bareSqlite(folder: string): Promise<number> {
  const database = new DatabaseSync(join(folder, 'bare.sqlite'));
  database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL');
  database.exec('CREATE TABLE papers(id TEXT PRIMARY KEY, data TEXT NOT NULL)');
  const insert = database.prepare('INSERT INTO papers(id, data) VALUES (?, ?)');
  const input = batches();
  const elapsed = await timed(() => {
    for (const batch of input) {
      database.exec('BEGIN');
      for (const paper of batch) insert.run(paper.id, JSON.stringify(paper));
      database.exec('COMMIT');
    }
  });
  database.close();
  return elapsed;
}

async function round(number: number): Promise<{ ours: number; memory: number; bare: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-bench-'));
  try {
    const ours = await throughRxdb(createNodeSqliteStorage({ directory: folder }), `ours${number}`);
    const memory = await throughRxdb(getRxStorageMemory() as never, `memory${number}`);
    return { ours, memory, bare: await bareSqlite(folder) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(): Promise<Row[]> {
  await round(0);
  const rounds = [];
  for (let number = 1; number <= ROUNDS; number++) rounds.push(await round(number));
  const ours = median(rounds.map((one) => one.ours));
  const memory = median(rounds.map((one) => one.memory));
  const bare = median(rounds.map((one) => one.bare));
  return [
    { what: 'our storage, synchronous=FULL', value: perSecond(PAPERS, ours) },
    { what: "RxDB's memory storage", value: perSecond(PAPERS, memory) },
    { what: 'bare SQLite, same durability', value: perSecond(PAPERS, bare) },
    {
      what: "rate against RxDB's memory storage",
      value: ratio(memory, ours),
      note: 'budget: at least 0.50×',
    },
    { what: 'rate against bare SQLite', value: ratio(bare, ours) },
  ];
}

/** Storing listings through the calls that the program makes. */
export const storing: Bench = {
  rule: 'PERF-6',
  title: `storing ${PAPERS.toLocaleString('en-GB')} papers in batches of ${BATCH}, median of ${ROUNDS}`,
  run,
};
