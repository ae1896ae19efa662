import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { CouchTarget } from './couch-target.ts';
import { type CouchProxy, type Fault, type Passing, startProxy } from './test-couch-proxy.ts';
import { type CouchServer, startCouchServer } from './test-couch-server.ts';

const some = Buffer.from('some');
const SOON = { timeout: 2_000, interval: 10 };
/** Where a pause of the feed's is in between: a second at first, two then. */
const LATER = { timeout: 8_000, interval: 20 };

let server: CouchServer;
let proxy: CouchProxy;
let faultOf: (passing: Passing) => Fault | null;
let watching: CouchTarget;
let other: CouchTarget;
let stop: () => void;

beforeAll(async () => {
  server = await startCouchServer();
});
afterAll(() => server.close());

beforeEach(async () => {
  faultOf = () => null;
  stop = () => undefined;
  proxy = await startProxy(server.url, (passing) => faultOf(passing));
  const database = `d${randomBytes(6).toString('hex')}`;
  const address = { database, user: '', password: '' };
  other = new CouchTarget({ ...address, url: server.url });
  watching = new CouchTarget({ ...address, url: proxy.url, timeoutMs: 3_000 });
  await other.prepare();
});
afterEach(async () => {
  stop();
  await proxy.close();
});

/** How often the feed asked. */
const asked = (): number => proxy.passed.filter(({ url }) => url.includes('_changes')).length;

/** Watches, and is sure that it does. */
async function watch(tell: () => void): Promise<void> {
  stop = watching.watch(tell);
  await vi.waitFor(() => expect(asked()).toBe(2), SOON);
  await sleep(100);
}

describe('the live feed of a CouchDB', () => {
  it('[SYNC-2] tells within two seconds what another machine wrote', async () => {
    const tell = vi.fn();
    await watch(tell);
    expect(tell).not.toHaveBeenCalled();
    for (const [n, bytes] of [some, randomBytes(80_000), some].entries()) {
      tell.mockClear();
      await other.write(`m/a/${n}.seg`, bytes);
      await vi.waitFor(() => expect(tell).toHaveBeenCalled(), SOON);
    }
  });

  it('[SYNC-2] tells of files only, and not of those that went', async () => {
    await other.write('m/a/1.seg', some);
    const tell = vi.fn();
    await watch(tell);
    const before = asked();
    await other.remove('m/a/1.seg');
    await vi.waitFor(() => expect(asked()).toBeGreaterThan(before), SOON);
    await sleep(100);
    expect(tell).not.toHaveBeenCalled();
  });

  it('[SYNC-2] goes on while nothing happens for longer than it waits for a sign of life', async () => {
    const tell = vi.fn();
    await watch(tell);
    await sleep(4_000);
    expect(asked()).toBe(2);
    await other.write('m/a/1.seg', some);
    await vi.waitFor(() => expect(tell).toHaveBeenCalled(), SOON);
  });

  it('[SYNC-2] tells once when the server is back, and of what comes then', async () => {
    const tell = vi.fn();
    await watch(tell);
    faultOf = () => 'cut-request';
    await other.write('m/a/1.seg', some);
    await vi.waitFor(() => expect(asked()).toBeGreaterThan(3), LATER);
    tell.mockClear();
    faultOf = () => null;
    await vi.waitFor(() => expect(tell).toHaveBeenCalledTimes(1), LATER);
    await sleep(200);
    expect(tell).toHaveBeenCalledTimes(1);
    await other.write('m/a/2.seg', some);
    await vi.waitFor(() => expect(tell).toHaveBeenCalledTimes(2), SOON);
  });

  it.each([
    '{"results":{}}',
    '{"results":[],"last_seq":"1"}',
    '{"results":[{"id":"p:a"}],"last_seq":1}',
  ])('[SYNC-2] asks a server seldom that does not answer as it should: %s', async (body) => {
    const tell = vi.fn();
    faultOf = () => ({ status: 200, body });
    stop = watching.watch(tell);
    await sleep(2_200);
    expect(asked()).toBeGreaterThan(1);
    expect(asked()).toBeLessThan(6);
    expect(tell).not.toHaveBeenCalled();
  });

  it('[SYNC-2] stops at once, in a request and in a pause', async () => {
    const tell = vi.fn();
    await watch(tell);
    stop();
    await other.write('m/a/1.seg', some);
    faultOf = () => ({ status: 500 });
    const again = watching.watch(tell);
    await vi.waitFor(() => expect(asked()).toBe(3), SOON);
    again();
    again();
    await sleep(1_500);
    expect(asked()).toBe(3);
    expect(tell).not.toHaveBeenCalled();
  });
});
