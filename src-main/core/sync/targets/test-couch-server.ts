import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What these tests use of PouchDB, which has no types of its own. */
type Pouch = {
  plugin(part: unknown): Pouch;
  defaults(options: object): Pouch;
  allDbs(): Promise<string[]>;
  new (name: string): { destroy(): Promise<unknown> };
};

/** A server that speaks CouchDB's protocol, on this machine. */
export type CouchServer = {
  readonly url: string;
  readonly close: () => Promise<void>;
};

/** How a server is started. */
export type CouchServerOptions = {
  /** Everybody may do everything where there is no user. */
  readonly user?: string;
  readonly password?: string;
  /** Any free one, if it is not said. */
  readonly port?: number;
};

const load = createRequire(import.meta.url);

/** Starts a CouchDB of PouchDB's, with its databases in memory. */
export async function startCouchServer(options: CouchServerOptions = {}): Promise<CouchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'offprint-couch-'));
  const pouch = newPouch();
  const serve = load('express-pouchdb') as (pouch: Pouch, options: object) => RequestListener;
  const app = serve(pouch, {
    mode: 'minimumForPouchDB',
    inMemoryConfig: true,
    logPath: join(folder, 'log.txt'),
  });
  const server = createServer((request, response) => {
    // Its live feed may write after its end.
    response.on('error', () => undefined);
    if (isAllowed(request, options)) app(request, response);
    else
      response
        .writeHead(401, { 'content-type': 'application/json' })
        .end('{"error":"unauthorized"}');
  });
  const url = await listen(server, options.port);
  const close = async (): Promise<void> => {
    await shut(server);
    for (const name of await pouch.allDbs()) await new pouch(name).destroy();
    await rm(folder, { recursive: true, force: true });
  };
  return { url, close };
}

/** Listens on this machine only; returns the address. */
export async function listen(server: Server, port = 0): Promise<string> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Stops a server, whoever is talking to it. */
export async function shut(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

/** All databases in memory lie in one room, so each server's names begin otherwise. */
function newPouch(): Pouch {
  const pouch = load('pouchdb-core') as Pouch;
  pouch.plugin(load('pouchdb-adapter-memory')).plugin(load('pouchdb-mapreduce'));
  const prefix = `${randomBytes(6).toString('hex')}-`;
  return pouch.defaults({ adapter: 'memory', prefix });
}

function isAllowed(request: IncomingMessage, { user, password = '' }: CouchServerOptions): boolean {
  if (user === undefined) return true;
  const said = Buffer.from(`${user}:${password}`).toString('base64');
  return request.headers.authorization === `Basic ${said}`;
}
