import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Fields, HybridClock, withElement, withValue } from '../../store/index.ts';
import { plain } from '../keys/index.ts';
import { syncOnce } from '../run.ts';
import { MemorySyncStore } from '../simulation/memory-sync-store.ts';
import { CouchTarget } from './couch-target.ts';
import { MemoryTarget } from './memory-target.ts';
import type { SyncTarget } from './target.ts';
import { type CouchProxy, type Fault, type Passing, startProxy } from './test-couch-proxy.ts';
import { type CouchServer, startCouchServer } from './test-couch-server.ts';

type Pair = readonly [MemorySyncStore, MemorySyncStore];
type Order = readonly (0 | 1)[];

/** Does not shrink, so that what holds it goes in a piece. */
const LARGE = randomBytes(150_000).toString('base64');
const ORDERS: readonly Order[] = [
  [0, 1],
  [1, 0],
];

let server: CouchServer;
let proxy: CouchProxy;
/** What two machines end with that nothing disturbs. */
let wanted: MemorySyncStore['records'];
let faultOf: (passing: Passing) => Fault | null;
beforeAll(async () => {
  wanted = await undisturbed();
  server = await startCouchServer();
  proxy = await startProxy(server.url, (passing) => faultOf(passing));
});
afterAll(async () => {
  await proxy.close();
  await server.close();
});

/** Two machines that were offline, and both changed note 0. */
function newPair(): Pair {
  return [newMachine('a', 1_700_000_000_000), newMachine('b', 1_700_000_500_000)];
}

function newMachine(name: string, time: number): MemorySyncStore {
  const clock = new HybridClock(name, '', () => time);
  const store = new MemorySyncStore(clock);
  const put = (id: string, fields: Fields): void =>
    store.write({ collection: 'states', document: { id, fields, by: '' } });
  for (const id of ['0', ...Array.from({ length: 40 }, (_, n) => `${name}${n}`)]) {
    const fields = withElement({}, 'tags', name, true, clock.next());
    put(id, withValue(fields, 'status', `${name} says`, clock.next()));
  }
  if (name === 'a') put('large', withValue({}, 'large', LARGE, clock.next()));
  return store;
}

async function newTarget(): Promise<SyncTarget> {
  const database = `d${randomBytes(6).toString('hex')}`;
  const target = new CouchTarget({ url: proxy.url, database, user: '', password: '' });
  expect(await target.prepare()).toEqual({ ok: true, value: null });
  return target;
}

function partsOf(pair: Pair, machine: 0 | 1, target: SyncTarget) {
  return { store: pair[machine], target, sealer: plain, device: 'ab'.charAt(machine) };
}

/** Each in turn; what goes wrong is passed over. */
async function syncAll(pair: Pair, target: SyncTarget, order: Order): Promise<string[]> {
  const said: string[] = [];
  for (const machine of order) {
    const result = await syncOnce(partsOf(pair, machine, target));
    said.push(result.ok ? 'ok' : result.reason);
  }
  return said;
}

async function undisturbed() {
  const pair = newPair();
  await syncAll(pair, new MemoryTarget(), [0, 1, 0]);
  expect(pair[1].records).toEqual(pair[0].records);
  expect(pair[0].records.size).toBe(82);
  return pair[0].records;
}

beforeEach(() => {
  faultOf = () => null;
});

describe('two machines and a CouchDB', () => {
  it.each(ORDERS)('[SYNC-3] end with the same: %i before %i', async (first, second) => {
    const pair = newPair();
    const target = await newTarget();
    expect(await syncAll(pair, target, [first, second, first])).toEqual(['ok', 'ok', 'ok']);
    for (const { records } of pair) expect(records).toEqual(wanted);
    const settled = await syncOnce(partsOf(pair, 0, target));
    expect(settled).toMatchObject({ ok: true, sent: 0, changed: 0, unread: 0 });
  });

  it('[SYNC-3] end with the same where they meet at the same time', async () => {
    const pair = newPair();
    const target = await newTarget();
    for (const _ of [1, 2, 3])
      await Promise.all(([0, 1] as const).map((one) => syncOnce(partsOf(pair, one, target))));
    for (const { records } of pair) expect(records).toEqual(wanted);
  });

  const cuts = Array.from({ length: 20 }, (_, n) => n + 1).flatMap((n) =>
    (['cut-request', 'cut-answer'] as const).map((fault) => [n, fault] as const),
  );

  it.each(cuts)('[SYNC-8] end with the same where request %i has a %s', async (n, fault) => {
    const pair = newPair();
    const target = await newTarget();
    const order = ORDERS[n % 2]!;
    const start = proxy.passed.length + n;
    faultOf = (passing) => {
      if (passing.n < start) return null;
      return passing.n === start ? fault : 'cut-request';
    };
    const disturbed = await syncAll(pair, target, [...order, ...order]);
    expect(disturbed).toContain('unreachable');
    faultOf = () => null;
    expect(await syncAll(pair, target, [...order, ...order])).toEqual(['ok', 'ok', 'ok', 'ok']);
    for (const { records } of pair) expect(records).toEqual(wanted);
  });
});
