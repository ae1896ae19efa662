import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { couchAddress } from './couch-address.ts';
import { CouchTarget } from './couch-target.ts';
import { type CouchServer, startCouchServer } from './test-couch-server.ts';
import { describeTarget } from './test-target-suite.ts';

const someone = { user: 'ada', password: 'päss:word/@' };
/** A node or cluster of one's own, as in `http://name:password@localhost:5984/`. */
const REAL = process.env.OFFPRINT_COUCHDB_URL;
const newDatabase = (): string => `offprint-${randomBytes(6).toString('hex')}`;

/** A database of its own on a server, seen by two machines. */
async function newTargets(server: { url: string; user: string; password: string }) {
  const options = { ...server, database: newDatabase() };
  const target = new CouchTarget(options);
  expect(await target.prepare()).toEqual({ ok: true, value: null });
  return { options, target, again: new CouchTarget(options) };
}

let server: CouchServer;
beforeAll(async () => {
  server = await startCouchServer(someone);
});
afterAll(() => server.close());

describeTarget('CouchDB', async () => {
  const { target, again } = await newTargets({ url: server.url, ...someone });
  return { target, again, close: async () => undefined };
});

if (REAL === undefined) {
  it.skip('[SYNC-2] a CouchDB of your own: set OFFPRINT_COUCHDB_URL to its address', () =>
    undefined);
} else {
  describeTarget('a CouchDB of your own', async () => {
    const { origin, username, password } = new URL(REAL);
    const user = decodeURIComponent(username);
    const address = { url: origin, user, password: decodeURIComponent(password) };
    const { options, target, again } = await newTargets(address);
    const authorization = `Basic ${Buffer.from(`${user}:${address.password}`).toString('base64')}`;
    const close = async (): Promise<void> => {
      await fetch(`${origin}/${options.database}`, {
        method: 'DELETE',
        headers: { authorization },
      });
    };
    return { target, again, close };
  });
}

/** The ids of all documents of a database. */
async function idsIn({ url, database }: { url: string; database: string }): Promise<string[]> {
  const said = Buffer.from(`${someone.user}:${someone.password}`).toString('base64');
  const headers = { authorization: `Basic ${said}`, accept: 'application/json' };
  const answer = await fetch(`${url}/${database}/_all_docs`, { headers });
  const { rows } = (await answer.json()) as { rows: { id: string }[] };
  return rows.map(({ id }) => id);
}

describe('a CouchDB', () => {
  it('[SYNC-2] holds a big file in pieces, and none of them after it is removed', async () => {
    const { options, target, again } = await newTargets({ url: server.url, ...someone });
    const big = randomBytes(5 * 1024 * 1024 + 7);
    expect(await target.write('m/a/1.seg', big)).toEqual({ ok: true, value: null });
    const read = await again.read('m/a/1.seg');
    expect(read.ok && Buffer.compare(read.value, big)).toBe(0);
    const files = [{ name: 'm/a/1.seg', bytes: big.length }];
    expect(await again.list('')).toEqual({ ok: true, value: files });
    expect(await idsIn(options)).toHaveLength(7);
    expect(await again.write('m/a/1.seg', big)).toEqual({ ok: false, reason: 'exists' });
    expect(await idsIn(options)).toHaveLength(7);
    expect(await again.remove('m/a/1.seg')).toEqual({ ok: true, value: null });
    expect(await idsIn(options)).toEqual([]);
  });

  it('[SYNC-2] takes a name again that was removed', async () => {
    const { target } = await newTargets({ url: server.url, ...someone });
    for (const text of ['one', 'two']) {
      expect(await target.write('t/a.json', Buffer.from(text))).toEqual({ ok: true, value: null });
      const read = await target.read('t/a.json');
      expect(read.ok && Buffer.from(read.value).toString()).toBe(text);
      await target.remove('t/a.json');
    }
  });

  it('[SYNC-2] keeps sizes on either side of where pieces begin', async () => {
    const { target } = await newTargets({ url: server.url, ...someone });
    for (const size of [1, 65_536, 65_537, 999_999, 1_000_000, 1_000_001]) {
      const bytes = randomBytes(size);
      expect(await target.write(`m/a/${size}.seg`, bytes)).toEqual({ ok: true, value: null });
      const read = await target.read(`m/a/${size}.seg`);
      expect(read.ok && Buffer.compare(read.value, bytes)).toBe(0);
    }
  });

  it('[SYNC-2] lists thousands of files, page by page', async () => {
    const { options, target } = await newTargets({ url: server.url, ...someone });
    const docs = Array.from({ length: 2_001 }, (_, n) => {
      return { _id: `f:m:a:${n}.seg`, bytes: n, pieces: [] };
    });
    const strange = [
      { _id: 'f:NO NAME', bytes: 1 },
      { _id: 'f:m:a:x', pieces: [] },
      { _id: 'f;' },
      { _id: 'f:mm:b', bytes: 1 },
    ];
    const said = Buffer.from(`${someone.user}:${someone.password}`).toString('base64');
    const headers = { authorization: `Basic ${said}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ docs: [...docs, ...strange] });
    await fetch(`${options.url}/${options.database}/_bulk_docs`, { method: 'POST', headers, body });
    const found = await target.list('m');
    const listed = found.ok ? found.value.map(({ name, bytes }) => `${name} ${bytes}`) : [];
    expect(listed.sort()).toEqual(docs.map(({ bytes }) => `m/a/${bytes}.seg ${bytes}`).sort());
    const all = await target.list('');
    expect(all.ok && all.value.length).toBe(2_002);
    expect(await target.list('m/b')).toEqual({ ok: true, value: [] });
  });

  it('[SYNC-4] whose database is not there is no empty target', async () => {
    const options = { url: server.url, ...someone, database: newDatabase() };
    const target = new CouchTarget(options);
    const away = { ok: false, reason: 'unreachable' };
    expect(await target.list('')).toEqual(away);
    expect(await target.read('t/a.json')).toEqual(away);
    expect(await target.write('t/a.json', Buffer.from('one'))).toEqual(away);
    expect(await target.write('t/a.json', randomBytes(80_000))).toEqual(away);
    expect(await target.remove('t/a.json')).toEqual(away);
    expect(await target.prepare()).toEqual({ ok: true, value: null });
    expect(await target.prepare()).toEqual({ ok: true, value: null });
    expect(await target.list('')).toEqual({ ok: true, value: [] });
    expect(await idsIn(options)).toEqual([]);
  });

  it('[SYNC-2] refuses who has not its password', async () => {
    const { options } = await newTargets({ url: server.url, ...someone });
    for (const wrong of [{ password: 'other' }, { user: '' }]) {
      const target = new CouchTarget({ ...options, ...wrong });
      const refused = { ok: false, reason: 'refused' };
      expect(await target.prepare()).toEqual(refused);
      expect(await target.list('')).toEqual(refused);
      expect(await target.write('t/a.json', Buffer.from('one'))).toEqual(refused);
    }
  });

  it('[SYNC-2] refuses a name that leads out of it', async () => {
    const { target } = await newTargets({ url: server.url, ...someone });
    for (const name of ['../a', '/a', 'a/../../b', '', 'A', 'm/a/b/c/d', 'con:1', '_design/a']) {
      await expect(target.read(name)).rejects.toThrow('no name');
      await expect(target.write(name, new Uint8Array())).rejects.toThrow('no name');
      await expect(target.write(name, new Uint8Array(80_000))).rejects.toThrow('no name');
      await expect(target.remove(name)).rejects.toThrow('no name');
    }
  });
});

describe('the address of a CouchDB', () => {
  it('[SYNC-2] is taken apart', () => {
    expect(couchAddress(' https://ada:p%40ss@couch.example:6984/papers/ ')).toEqual({
      ...{ url: 'https://couch.example:6984', database: 'papers', user: 'ada', password: 'p@ss' },
    });
    expect(couchAddress('http://localhost:5984/db/a%2Fb')).toEqual({
      ...{ url: 'http://localhost:5984/db', database: 'a/b', user: '', password: '' },
    });
  });

  it('[SYNC-2] names a server and a database', () => {
    const wrong = ['', 'papers', 'https://host:5984', 'https://host/Papers', 'ftp://host/papers'];
    const odd = [
      'https://host/papers?x=1',
      'https://host/papers#x',
      'https://host/%E0%A4%A',
      'https://host/_users',
    ];
    for (const text of [...wrong, ...odd]) expect(couchAddress(text), text).toBeNull();
  });
});
