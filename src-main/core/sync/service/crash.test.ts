import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { elementsOf, LibraryStore, readOne } from '../../store/index.ts';
import { runUntilKilled } from '../../test-killed.ts';
import { meaningOfLibrary } from './test-library-meaning.ts';
import { Machines } from './test-machine.ts';

const SYNCER = join(import.meta.dirname, 'crash-syncer.ts');
const PAPER = 'arxiv:2606.00001';
const NAMES = ['desk', 'laptop'] as const;
const KILLS = Number(process.env.OFFPRINT_SYNC_KILLS ?? 6);
/** A machine is killed so long, at most, after it began its first run, or ended it. */
const LONGEST_MS = 900;

let root: string;
let machines: Machines;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'offprint-kill-'));
  machines = new Machines(root);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Synchronises the machines until none has anything to say. */
async function settle(): Promise<void> {
  for (let silent = 0, turn = 0; silent < NAMES.length; turn++) {
    const name = NAMES[turn % NAMES.length]!;
    const run = await machines.on(name, (client) => client.sync.run({ choice: 'delete' }));
    if (!run.ok || run.unread > 0) throw new Error(`${name}: ${JSON.stringify(run)}`);
    silent = run.sent + run.changed === 0 ? silent + 1 : 0;
    if (turn > 12) throw new Error(`they never stop: ${JSON.stringify(run)}`);
  }
}

const without = (all: Iterable<string>, known: Iterable<string>): string[] => {
  const some = new Set(known);
  return [...all].filter((one) => !some.has(one));
};

/** Leaves in every machine's folder what a kill leaves of a file that was being written. */
function leaveUnfinished(): void {
  const folder = join(machines.target, 'm');
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder))
    writeFileSync(join(folder, name, '.unfinished-0a1b2c'), 'half of a segment');
}

/** What the user finds on a machine. */
function found(name: string) {
  return machines.on(name, async (client) => {
    const { annotations } = await client.annotations.list({ paperId: PAPER });
    const { note } = await client.notes.get({ key: PAPER });
    return { made: annotations.map(({ id }) => id), wrote: note.markdown.split('\n') };
  });
}

async function library(name: string): Promise<{ meaning: string[]; tags: string[] }> {
  const store = await LibraryStore.open(join(root, name));
  try {
    const state = await readOne(store.collections.states, PAPER);
    return { meaning: meaningOfLibrary(store), tags: elementsOf(state?.fields ?? {}, 'tags') };
  } finally {
    await store.close();
  }
}

it('[SYNC-8] machines killed at any instant end with the same, and with all that was acknowledged', {
  timeout: 60_000 + KILLS * 10_000,
}, async () => {
  for (const name of NAMES) await machines.join(name, 'a good long passphrase');
  const said = new Map<string, Set<string>>();
  for (let round = 0; round < KILLS; round++) {
    const name = NAMES[round % NAMES.length]!;
    const after = round % 4 < 2 ? '' : 'synced';
    const instant = { milliseconds: Math.random() * LONGEST_MS, after };
    for (const line of await runUntilKilled(instant, SYNCER, root, name, PAPER)) {
      const [what = '', id = ''] = line.split(' ');
      said.set(what, (said.get(what) ?? new Set()).add(id || `${round} ${said.get(what)?.size}`));
    }
    leaveUnfinished();
  }
  const acknowledged = (what: string) => said.get(what) ?? new Set<string>();
  await settle();
  const [desk, laptop] = [await library('desk'), await library('laptop')];
  expect(laptop.meaning).toEqual(desk.meaning);
  const { made, wrote } = await found('laptop');
  const deleted = acknowledged('deletes');
  expect(without(without(acknowledged('made'), deleted), made)).toEqual([]);
  expect(made.filter((id) => acknowledged('deleted').has(id))).toEqual([]);
  expect(without(acknowledged('wrote'), wrote)).toEqual([]);
  expect(without(acknowledged('tagged'), laptop.tags)).toEqual([]);
  expect(new Set(wrote).size).toBe(wrote.length);
  // Nothing is shown by machines that died before they did anything.
  expect(acknowledged('made').size).toBeGreaterThan(KILLS);
  expect(acknowledged('synced').size).toBeGreaterThanOrEqual(Math.floor(KILLS / 4) * 2);
});
