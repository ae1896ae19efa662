import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { implement } from '@orpc/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { contract } from '../../../src-shared/contract/index.ts';
import { connectWebSocketClient, type LoopbackServer, startLoopbackServer } from './index.ts';

const token = 'b8Yq-secret_token';
const os = implement(contract);

/** A real, small part of the contract. */
const router = {
  notes: {
    get: os.notes.get.handler(({ input }) => ({
      revision: 3,
      note: {
        id: `note:${input.key}`,
        paperId: input.key,
        state: '',
        markdown: '',
        deleted: false,
      },
    })),
  },
  events: os.events.handler(async function* ({ signal }) {
    for (let revision = 1; !signal?.aborted; revision += 1) {
      yield { epoch: 'a', after: revision - 1, revision, kind: 'papers' as const, ids: [] };
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    ended += 1;
  }),
};

let server: LoopbackServer;
let served: string[];
let ended: number;

beforeEach(async () => {
  served = [];
  ended = 0;
  server = await startLoopbackServer({
    core: { router },
    token,
    fetchHandler: async (request) => {
      served.push(request.url);
      return new Response('the interface');
    },
  });
});

afterEach(() => server.close());

const cookie = (value = token, port = server.port) => `offprint-${port}=${value}`;

function get(path: string, headers: Record<string, string> = {}) {
  return fetch(`${server.url}${path}`, { headers, redirect: 'manual' });
}

/** Sends bytes as they are, for what `fetch` would put in order; what came until the end. */
function raw(text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(server.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (data) => (answer += data));
    socket.on('close', () => resolve(answer));
    // A server that had enough may reset the connection before its answer was read.
    socket.on('error', () => resolve(answer));
    socket.write(text);
  });
}

const upgrade = (lines: string[], path = '/rpc') =>
  raw(
    [
      `GET ${path} HTTP/1.1`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
      ...lines,
      '\r\n',
    ].join('\r\n'),
  );

const host = () => `Host: 127.0.0.1:${server.port}`;
const origin = () => `Origin: http://127.0.0.1:${server.port}`;

/** The status of a refused or accepted WebSocket. */
function socketStatus(headers: Record<string, string>, path = '/rpc'): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers });
    socket.on('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.on('unexpected-response', (_, response) => {
      resolve(response.statusCode!);
      socket.terminate();
    });
    socket.on('error', () => {});
  });
}

test('[SAFE-2] the link sets a strict cookie and leaves the token behind', async () => {
  const response = await get(`/?token=${token}`);
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/');
  const set = response.headers.get('set-cookie')!;
  expect(set).toMatch(new RegExp(`^${cookie()}; `));
  expect(set).toContain('HttpOnly');
  expect(set).toContain('SameSite=Strict');
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  const entered = await get('/', { cookie: cookie() });
  expect(await entered.text()).toBe('the interface');
  expect(served).toEqual([`${server.url}/`]);
});

test('[SAFE-2] a link followed from another page goes on from a page of ours', async () => {
  const response = await get(`/?token=${token}`, { 'sec-fetch-site': 'cross-site' });
  expect(response.status).toBe(200);
  expect(response.headers.get('set-cookie')).toContain(cookie());
  const page = await response.text();
  expect(page).toContain('http-equiv="refresh"');
  expect(page).not.toContain(token);
});

test.each([
  '/',
  '/?token=',
  '/?token=wrong',
  '/assets/a.js',
  `/assets/a.js?token=${token}`,
  `/pdf/${'0'.repeat(64)}`,
  '/rpc',
])('[SAFE-2] %s without the token is a page in plain words', async (path) => {
  const response = await get(path);
  expect(response.status).toBe(401);
  expect(response.headers.get('set-cookie')).toBeNull();
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await response.text()).toContain('This link lacks its key');
  expect(served).toEqual([]);
});

test('[SAFE-2] a cookie of another token, of another port, or only alike is none', async () => {
  const wrong = [cookie('wrong'), cookie(''), cookie(`${token}x`), cookie(token.slice(0, -1))];
  wrong.push(cookie(token, server.port + 1), `x${cookie()}`, `offprint=${token}`);
  for (const text of wrong) expect((await get('/', { cookie: text })).status).toBe(401);
  expect((await get('/', { cookie: `a=b; ${cookie('old')}; ${cookie()}` })).status).toBe(200);
});

test('[SAFE-2] a foreign Host is refused, though it lead here (DNS rebinding)', async () => {
  const hosts = ['evil.example', `evil.example:${server.port}`, `localhost:${server.port}`];
  hosts.push('127.0.0.1', `127.0.0.1:${server.port}.evil.example`, `127.0.0.1:${server.port + 1}`);
  for (const name of hosts) {
    const answer = await raw(
      `GET /?token=${token} HTTP/1.1\r\nHost: ${name}\r\nCookie: ${cookie()}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).not.toMatch(/set-cookie/i);
  }
  const none = await raw(`GET / HTTP/1.0\r\nCookie: ${cookie()}\r\n\r\n`);
  expect(none).toMatch(/^HTTP\/1\.1 403 /);
  expect(served).toEqual([]);
});

test('[SAFE-2] a foreign Origin is refused, and so is a page of another port', async () => {
  for (const from of ['https://evil.example', 'null', `http://127.0.0.1:${server.port + 1}`])
    expect((await get('/', { cookie: cookie(), origin: from })).status).toBe(403);
  for (const site of ['cross-site', 'same-site'])
    expect((await get('/', { cookie: cookie(), 'sec-fetch-site': site })).status).toBe(403);
  const own = { cookie: cookie(), origin: server.url, 'sec-fetch-site': 'same-origin' };
  expect((await get('/', own)).status).toBe(200);
});

test('[SAFE-2] odd request lines and huge ones do no harm', async () => {
  const lines = ['GET //evil.example/ HTTP/1.1', 'GET http://evil.example/ HTTP/1.1'];
  lines.push('GET /%zz HTTP/1.1', 'OPTIONS * HTTP/1.1', 'GET //// HTTP/1.1');
  for (const line of lines) {
    const answer = await raw(`${line}\r\n${host()}\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  }
  const huge = await raw(`GET /${'a'.repeat(100_000)} HTTP/1.1\r\n${host()}\r\n\r\n`);
  expect(huge).toMatch(/^(HTTP\/1\.1 431 |$)/);
  expect((await get('/')).status).toBe(401);
});

test('[SAFE-2] a WebSocket opens by cookie and our Origin, or by the token in its header', async () => {
  const own = server.url;
  const bearer = `Bearer ${token}`;
  const cases: [number, Record<string, string>][] = [
    [101, { authorization: bearer }],
    [101, { cookie: cookie(), origin: own }],
    [401, {}],
    [401, { authorization: 'Bearer wrong' }],
    [401, { authorization: token }],
    [401, { cookie: cookie('wrong'), origin: own }],
    [401, { origin: own }],
    [403, { cookie: cookie() }],
    [403, { cookie: cookie(), origin: 'https://evil.example' }],
    [403, { authorization: bearer, origin: 'https://evil.example' }],
    [403, { cookie: cookie(), origin: own, 'sec-fetch-site': 'same-site' }],
    [403, { authorization: bearer, host: 'evil.example' }],
  ];
  for (const [status, headers] of cases)
    expect([await socketStatus(headers), headers]).toEqual([status, headers]);
  expect(await socketStatus({ authorization: bearer }, '/other')).toBe(404);
  expect(await socketStatus({}, `/rpc?token=${token}`)).toBe(401);
});

test('[SAFE-2] a refused upgrade is closed, and a wrong protocol is no way in', async () => {
  expect(await upgrade([host(), origin()])).toMatch(/^HTTP\/1\.1 401 Unauthorized\r\n/);
  const h2c = await raw(
    `GET / HTTP/1.1\r\n${host()}\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nCookie: ${cookie()}\r\n\r\n`,
  );
  expect(h2c).toMatch(/^HTTP\/1\.1 (401|403|426) /);
});

test('[SAFE-2] listens on loopback only', async () => {
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((face) => face && !face.internal && face.family === 'IPv4');
  if (!outside) return;
  await expect(fetch(`http://${outside.address}:${server.port}/`)).rejects.toThrow();
});

test('[START-5] the command line calls the running core, and its input is validated there', async () => {
  const { client, close } = await connectWebSocketClient({ port: server.port, token });
  const answer = await client.notes.get({ key: 'arxiv:2606.00467' });
  expect(answer.note.id).toBe('note:arxiv:2606.00467');
  await expect(client.notes.get({ key: '' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  close();
});

test('[SAFE-1] messages that are none do not harm the connection', async () => {
  const told = vi.spyOn(console, 'error').mockReturnValue();
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/rpc`, {
    headers: { authorization: `Bearer ${token}` },
  });
  await new Promise((resolve) => socket.on('open', resolve));
  for (const garbage of ['', '{', '[]', 'null', '{"i":"1","p":{"u":"/../../x"}}', Buffer.alloc(9)])
    socket.send(garbage);
  const { client, close } = await connectWebSocketClient({ port: server.port, token });
  await expect(client.notes.get({ key: 'arxiv:1' })).resolves.toBeDefined();
  close();
  socket.close();
  expect(told).toHaveBeenCalled();
  told.mockRestore();
});

test('[START-5] a wrong token or a dead port rejects', async () => {
  const { port } = server;
  await expect(connectWebSocketClient({ port, token: 'wrong' })).rejects.toThrow('401');
  await server.close();
  await expect(connectWebSocketClient({ port, token })).rejects.toThrow();
  server = await startLoopbackServer({ core: { router }, token, fetchHandler: null });
  expect((await get('/', { cookie: cookie() })).status).toBe(404);
});

test('events stream until the client leaves, and calls reject when the core goes away', async () => {
  const { client, close } = await connectWebSocketClient({ port: server.port, token });
  const seen: number[] = [];
  for await (const event of await client.events()) {
    seen.push(event.revision);
    if (seen.length === 3) break;
  }
  expect(seen).toEqual([1, 2, 3]);
  await expect.poll(() => ended).toBe(1);
  close();
  const other = await connectWebSocketClient({ port: server.port, token });
  const stream = await other.client.events();
  await stream.next();
  await server.close();
  const rest = (async () => {
    for await (const _ of stream);
  })();
  await expect(
    Promise.race([rest, new Promise((r) => setTimeout(r, 2000, 'hung'))]),
  ).rejects.toBeDefined();
  server = await startLoopbackServer({ core: { router }, token, fetchHandler: null });
});

test('[START-2] a port that is taken rejects with its code', async () => {
  const again = startLoopbackServer({
    core: { router },
    token,
    port: server.port,
    fetchHandler: null,
  });
  await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
