import { mkdtemp, rename, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCouchServer } from '../src-main/core/sync/targets/test-couch-server.ts';
import { startWebdavServer } from '../src-main/core/sync/targets/test-webdav-server.ts';
import type { TypedTarget } from './pages/sync-page.ts';

/** Storage where machines meet, that goes away as a disk or a network does. */
export type MeetingPlace = {
  readonly target: TypedTarget;
  leave(): Promise<void>;
  comeBack(): Promise<void>;
  /** Ends it for ever; also where it is away. */
  close(): Promise<void>;
};

/** A folder; away, it has another name. */
export async function folderPlace(): Promise<MeetingPlace> {
  const room = await mkdtemp(join(tmpdir(), 'offprint-meet-'));
  const [path, elsewhere] = [join(room, 'here'), join(room, 'elsewhere')];
  return {
    target: { kind: 'Folder', path },
    leave: () => rename(path, elsewhere),
    comeBack: () => rename(elsewhere, path),
    close: () => rm(room, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** A WebDAV server that wants a password; away, nothing listens. */
export async function webdavPlace(): Promise<MeetingPlace> {
  const known = { user: 'ada', password: 'the password of ada' };
  const server = await startWebdavServer(undefined, known);
  const line = await startLine(server.url);
  return {
    target: { kind: 'WebDAV', url: `${line.url}/meet`, ...known },
    ...line,
    async close() {
      await line.leave();
      await server.close();
    },
  };
}

/** A CouchDB that wants a password; away, nothing listens. */
export async function couchPlace(): Promise<MeetingPlace> {
  const known = { user: 'ada', password: 'the password of ada' };
  const server = await startCouchServer(known);
  const line = await startLine(server.url);
  return {
    target: { kind: 'CouchDB', url: line.url, database: 'meet', ...known },
    ...line,
    async close() {
      await line.leave();
      await server.close();
    },
  };
}

/** A port before a server's that can be shut and opened again, while the server keeps what it has. */
async function startLine(server: string) {
  const { hostname, port } = new URL(server);
  const open = new Set<Socket>();
  const hold = (socket: Socket): Socket => {
    open.add(socket);
    return socket.on('close', () => open.delete(socket)).on('error', () => undefined);
  };
  const door = createServer((caller) => {
    const called = hold(connect(Number(port), hostname));
    hold(caller).pipe(called).pipe(caller);
    called.on('close', () => caller.destroy());
    caller.on('close', () => called.destroy());
  });
  const own = await listenAt(door, 0);
  return {
    url: `http://127.0.0.1:${own}`,
    async leave(): Promise<void> {
      const closed = new Promise((done) => door.close(done));
      for (const socket of open) socket.destroy();
      await closed;
    },
    async comeBack(): Promise<void> {
      await listenAt(door, own);
    },
  };
}

function listenAt(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail);
      done((server.address() as AddressInfo).port);
    });
  });
}
