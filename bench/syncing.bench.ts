import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  type Bench,
  mebibytes,
  median,
  milliseconds,
  percentile,
  perSecond,
  type Row,
  ratio,
} from './measure.ts';
import { short } from './sizes.ts';
import { throughCouch } from './sync-couch.ts';
import { type Counts, paperId, totalOf } from './sync-documents.ts';
import { Machine } from './sync-machine.ts';
import type { Done } from './sync-machine-run.ts';
import { bytesSince, copyTime, filesIn, noteTaken, writeOthers } from './sync-target-files.ts';

/** Documents that are changed: `OFFPRINT_SYNC_RECORDS`, else ten thousand; ten times as many at first. */
const CHANGED = Number(process.env.OFFPRINT_SYNC_RECORDS ?? 10_000);
const CHANGES: Counts = {
  ...{ states: CHANGED * 0.8, annotations: CHANGED * 0.15, notes: CHANGED * 0.05 },
};
const LIBRARY: Counts = { states: CHANGED * 10, annotations: CHANGED * 2, notes: 0 };
const OTHERS = [CHANGED / 10, CHANGED];
const QUIET_RUNS = 7;
const BUDGET_S = 10;
const LOOP_MS = 50;
const PASSPHRASE = 'seven quiet machines carry every word';

/** Two machines and the folder where they meet. */
type Pair = { readonly a: Machine; readonly b: Machine; readonly target: string };

/** What was written at the one and taken in at the other. */
type Crossing = {
  readonly up: Done;
  readonly down: Done;
  readonly bytes: number;
  readonly names: readonly string[];
};

async function pairIn(folder: string, passphrase: string | null): Promise<Pair> {
  const target = join(folder, 'meeting');
  mkdirSync(target, { recursive: true });
  const [a, b] = [new Machine(join(folder, 'a')), new Machine(join(folder, 'b'))];
  for (const machine of [a, b]) await machine.prepare({ do: 'join', path: target, passphrase });
  return { a, b, target };
}

/** All that is new at the first machine goes to the second, each in a fresh process. */
async function cross({ a, b, target }: Pair): Promise<Crossing> {
  const before = await filesIn(target);
  const up = await syncedAfresh(a);
  const names = [...(await filesIn(target)).keys()].filter((name) => !before.has(name));
  const bytes = await bytesSince(target, before);
  return { up, down: await syncedAfresh(b), bytes, names };
}

async function syncedAfresh(machine: Machine): Promise<Done> {
  await machine.tell({ do: 'open' });
  const done = await machine.tell({ do: 'sync' });
  await machine.off();
  return done;
}

const rate = (count: number, { elapsed }: Done): string => perSecond(count, elapsed);
const held = (...all: readonly Done[]): string =>
  milliseconds(Math.max(...all.map(({ longest }) => longest)));
const processor = (up: Done, down: Done): string =>
  `${(up.cpu / 1000).toFixed(1)} | ${(down.cpu / 1000).toFixed(1)} s of processor`;

function rowsOf(what: string, records: number, { up, down, bytes }: Crossing): Row[] {
  return [
    {
      what: `${what}, from the one machine to the other`,
      value: `${((up.elapsed + down.elapsed) / 1000).toFixed(2)} s`,
      note: `budget: at most ${BUDGET_S} s`,
    },
    {
      what: `${what}, written | taken in`,
      value: `${rate(records, up)} | ${rate(records, down)}`,
      note: processor(up, down),
    },
    { what: `${what}, bytes a record`, value: (bytes / records).toFixed(0) },
    {
      what: `${what}, event loop held at most`,
      value: `${held(up)} | ${held(down)}`,
      note: `budget: at most ${LOOP_MS} ms`,
    },
  ];
}

function check(what: string, { up, down }: Crossing, records: number): void {
  if (up.sent < records || down.changed < records)
    throw new Error(`${what}: ${up.sent} sent, ${down.changed} changed of ${records}`);
}

/** A library that is in step is changed; plain and encrypted, and the same rows by other means. */
async function changed(folder: string): Promise<Row[]> {
  const rows: Row[] = [];
  const pairs: [string, Pair][] = [];
  const records = totalOf(CHANGES);
  for (const [what, passphrase] of [
    ['plain', null],
    ['encrypted', PASSPHRASE],
  ] as const) {
    const pair = await pairIn(join(folder, what), passphrase);
    await pair.a.prepare({ do: 'fill', counts: CHANGES });
    await cross(pair);
    await pair.a.prepare({ do: 'fill', counts: CHANGES });
    const crossing = await cross(pair);
    check(what, crossing, records);
    rows.push(...rowsOf(what, records, crossing));
    if (passphrase === null) rows.push(...(await others(folder, pair, crossing)));
    pairs.push([what, pair]);
  }
  // Mostly waiting, so both at a time.
  return [...rows, ...(await Promise.all(pairs.map((one) => oneStar(...one))))];
}

/** The same rows through RxDB's own replication, and the same bytes by copying. */
async function others(folder: string, { a }: Pair, crossing: Crossing): Promise<Row[]> {
  const records = totalOf(CHANGES);
  const rows = join(folder, 'rows');
  const none = join(folder, 'none');
  for (const one of [rows, none]) mkdirSync(one);
  cpSync(join(a.folder, 'library.sqlite'), join(rows, 'library.sqlite'));
  const couch = await throughCouch(rows, none);
  const copied = await copyTime(crossing.names, join(folder, 'copied'));
  const { up, down } = crossing;
  return [
    {
      what: "RxDB's CouchDB replication, up | down",
      value: `${perSecond(records, couch.up)} | ${perSecond(records, couch.down)}`,
      note: 'a server in memory, rows that it does not know',
    },
    {
      what: 'rate against it, up | down',
      value: `${ratio(couch.up, up.elapsed)} | ${ratio(couch.down, down.elapsed)}`,
    },
    {
      what: 'copying the same bytes',
      value: milliseconds(copied),
      note: `${mebibytes(crossing.bytes)}, ${crossing.names.length} files; up takes ${ratio(up.elapsed, copied)} of it, down ${ratio(down.elapsed, copied)}`,
    },
  ];
}

/** Both run by themselves, and one paper is starred at the one. */
async function oneStar(what: string, { a, b, target }: Pair): Promise<Row> {
  for (const machine of [a, b]) await machine.tell({ do: 'live' });
  // Their first runs are over by then.
  await setTimeout(5_000);
  const before = await filesIn(target);
  const seen = b.tell({ do: 'see', paper: paperId(1) });
  const starred = await a.tell({ do: 'star', paper: paperId(1) });
  const { at } = await seen;
  const bytes = await bytesSince(target, before);
  for (const machine of [a, b]) await machine.off();
  return {
    what: `${what}, one star until the other machine shows it`,
    value: `${bytes} bytes, ${milliseconds(at - starred.at)}`,
    note: 'of that 5.8 s are rests: changes go together, a folder is to be quiet',
  };
}

/** A large library reaches an empty machine. */
async function first(folder: string): Promise<Row[]> {
  const pair = await pairIn(folder, PASSPHRASE);
  await pair.a.prepare({ do: 'fill', counts: LIBRARY });
  const crossing = await cross(pair);
  const { up, down, bytes } = crossing;
  check('first', crossing, totalOf(LIBRARY));
  const what = `first sync of ${short(LIBRARY.states)} states, ${short(LIBRARY.annotations)} annotations`;
  return [
    {
      what,
      value: `${((up.elapsed + down.elapsed) / 1000).toFixed(1)} s`,
      note: `with the ${short(LIBRARY.states)} papers that they speak of, encrypted; ${mebibytes(bytes)}`,
    },
    {
      what: 'its documents written | taken in',
      value: `${rate(up.sent, up)} | ${rate(up.sent, down)}`,
      note: processor(up, down),
    },
    { what: 'its memory at most', value: `${mebibytes(up.peak)} | ${mebibytes(down.peak)}` },
    {
      what: 'its event loop held at most',
      value: `${held(up)} | ${held(down)}`,
      note: `budget: at most ${LOOP_MS} ms`,
    },
  ];
}

/** Runs that find nothing new beside so many segments of others. */
async function quiet(folder: string, count: number): Promise<Row> {
  const { a, target } = await pairIn(folder, null);
  await syncedAfresh(a);
  noteTaken(a.folder, await writeOthers(target, count));
  await a.tell({ do: 'open' });
  const runs: Done[] = [];
  for (let run = 0; run < QUIET_RUNS; run++) runs.push(await a.tell({ do: 'sync' }));
  await a.off();
  const times = runs.map(({ elapsed }) => elapsed);
  return {
    what: `a quiet run beside ${short(count)} segments, p50 | p95`,
    value: `${milliseconds(median(times))} | ${milliseconds(percentile(times, 0.95))}`,
    note: `event loop held at most ${held(...runs)}`,
  };
}

async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-bench-'));
  try {
    const rows = await changed(join(folder, 'changed'));
    for (const count of OTHERS) rows.push(await quiet(join(folder, `quiet-${count}`), count));
    return [...rows, ...(await first(join(folder, 'first')))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Two machines in step through a folder. */
export const syncing: Bench = {
  rule: 'PERF-8',
  title: `${short(CHANGED)} changed records between two machines through a folder, a process each`,
  run,
};
