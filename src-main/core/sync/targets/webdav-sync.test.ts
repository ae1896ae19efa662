import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  appendedText,
  EMPTY_TEXT,
  elementsOf,
  type Fields,
  HybridClock,
  markdownOf,
  textStateOf,
  withElement,
  withText,
  withValue,
} from '../../store/index.ts';
import { plain } from '../keys/index.ts';
import { syncOnce } from '../run.ts';
import { MemorySyncStore } from '../simulation/memory-sync-store.ts';
import { type Fault, type FaultyProxy, startProxy } from './test-webdav-proxy.ts';
import { startWebdavServer, type WebdavServer } from './test-webdav-server.ts';
import { WebdavTarget } from './webdav-target.ts';

const known = { user: 'ada', password: 'secret' };
let server: WebdavServer;
let proxy: FaultyProxy;
let roots = 0;

beforeAll(async () => {
  server = await startWebdavServer(undefined, { ...known, prefix: '/dav' });
  proxy = await startProxy(server.url);
});
afterAll(async () => {
  await proxy.close();
  await server.close();
});

/** How often what the test is for took place. */
type Tally = { stopped: number; compacted: number; merged: number };

type Machine = {
  readonly name: string;
  readonly store: MemorySyncStore;
  readonly clock: HybridClock;
  readonly now: () => number;
  readonly target: WebdavTarget;
};

function newMachine(name: string, url: string, now: () => number): Machine {
  const clock = new HybridClock(name, '', now);
  const target = new WebdavTarget({ url, ...known, timeoutMs: 5_000 });
  return { name, clock, store: new MemorySyncStore(clock), now, target };
}

/** A colour, a word of a note and a number of its own: what two machines say of one thing. */
function say({ store, clock, name }: Machine, word: string): void {
  for (const collection of ['states', 'notes'] as const) {
    const found = store.records.get(`${collection}|a`)?.document.fields;
    const before = (found ?? {}) as Fields;
    const body = textStateOf(before, 'body') ?? EMPTY_TEXT;
    const said = withElement(before, 'said', `${name} ${word}`, true, clock.next());
    const fields =
      collection === 'states'
        ? withValue(said, 'colour', word, clock.next())
        : withText(said, 'body', appendedText(body, ` ${word}`), clock.next());
    const note =
      collection === 'notes' ? { markdown: markdownOf(textStateOf(fields, 'body')!) } : {};
    store.write({ collection, document: { id: 'a', by: '', fields, ...note } });
  }
}

/** What a library says, whatever way it came to say it. */
function meaningOf({ store }: Machine): unknown {
  return [...store.records].sort().map(([key, { document }]) => {
    const fields = document.fields as Fields;
    const body = textStateOf(fields, 'body');
    const words = body ? markdownOf(body).trim().split(/\s+/).sort() : [];
    return [key, [...elementsOf(fields, 'said')].sort(), fields.colour?.value, words];
  });
}

async function sync(machine: Machine, tally: Tally, away: { at: number; fault: Fault } | null) {
  const { store, target, name, now } = machine;
  const parts = { store, target, sealer: plain, device: name, now, many: 3 };
  const from = proxy.seen.length;
  proxy.fault = ({ count }) => {
    if (away === null || count - from < away.at) return null;
    return count - from === away.at ? away.fault : { kind: 'cut' };
  };
  let result = await syncOnce(parts);
  proxy.fault = () => null;
  if (!result.ok) {
    expect([result.reason, away !== null]).toEqual(['unreachable', true]);
    tally.stopped++;
    result = await syncOnce(parts);
  }
  if (!result.ok) throw new Error(`${name} stopped: ${result.reason}`);
  expect(result.unread).toBe(0);
  tally.compacted += result.compacted;
  tally.merged += result.merges.length;
}

/** Two machines' days, with a server that goes away in every run at its request `at`. */
async function days(order: 'a first' | 'b first', away: { at: number; fault: Fault } | null) {
  const tally: Tally = { stopped: 0, compacted: 0, merged: 0 };
  const url = `${proxy.url}/${++roots}`;
  let time = 1_800_000_000_000;
  const now = () => time;
  const [a, b] = [newMachine('a', url, now), newMachine('b', url, now)];
  expect(await a.target.prepare()).toEqual({ ok: true, value: null });
  const machines = order === 'a first' ? [a, b] : [b, a];
  for (const word of ['one', 'two', 'three']) {
    say(a, `${word}a`);
    time += 1_000;
    say(b, `${word}b`);
    time += 1_000;
    for (const machine of machines) await sync(machine, tally, away);
  }
  for (const machine of [...machines, ...machines]) await sync(machine, tally, null);
  return { a, b, tally };
}

const WORDS = ['one', 'three', 'two'];

for (const order of ['a first', 'b first'] as const) {
  it(`[SYNC-3] two machines are one library over WebDAV: ${order}`, async () => {
    const { a, b, tally } = await days(order, null);
    const both = WORDS.flatMap((word) => [`${word}a`, `${word}b`]).sort();
    const said = ['a', 'b'].flatMap((name) => WORDS.map((word) => `${name} ${word}${name}`));
    expect(meaningOf(a)).toEqual([
      ['notes|a', said, undefined, both],
      ['states|a', said, 'threeb', []],
    ]);
    expect(meaningOf(b)).toEqual(meaningOf(a));
    expect(tally.stopped).toBe(0);
    expect(tally.compacted).toBeGreaterThan(0);
    expect(tally.merged).toBeGreaterThan(0);
  });

  for (const kind of ['cut', 'no-answer'] as const)
    it(`[SYNC-8] they end the same where the server goes away: ${order}, ${kind}`, async () => {
      const whole = meaningOf((await days(order, null)).a);
      const all: Tally = { stopped: 0, compacted: 0, merged: 0 };
      for (let at = 1; at <= 20; at++) {
        const { a, b, tally } = await days(order, { at, fault: { kind } });
        expect([at, meaningOf(a)]).toEqual([at, whole]);
        expect([at, meaningOf(b)]).toEqual([at, whole]);
        for (const key of ['stopped', 'compacted', 'merged'] as const) all[key] += tally[key];
      }
      expect(all.stopped).toBeGreaterThan(40);
      expect(all.compacted).toBeGreaterThan(20);
      expect(all.merged).toBeGreaterThan(20);
    });
}
