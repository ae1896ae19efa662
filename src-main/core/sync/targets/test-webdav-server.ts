import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import webdav from 'webdav-server';

const { v2 } = webdav;

/** How a server is started; everybody may do everything where there is no user. */
export type WebdavServerOptions = {
  readonly user?: string;
  readonly password?: string;
  /** How the server wants to be told who asks; basic. */
  readonly scheme?: 'basic' | 'digest';
  /** The path that the folder is served under; `/`. */
  readonly prefix?: string;
};

/** A WebDAV server, on this machine. */
export type WebdavServer = { readonly url: string; readonly close: () => Promise<void> };

/**
 * A WebDAV server on loopback, for tests: of a folder of this machine's, or of one in memory. Whoever
 * asks may do anything where no user is given.
 */
export async function startWebdavServer(
  folder?: string,
  options: WebdavServerOptions = {},
): Promise<WebdavServer> {
  const { prefix = '/' } = options;
  const server = new v2.WebDAVServer({ hostname: '127.0.0.1', port: 0, ...rightsOf(options) });
  const files = folder ? new v2.PhysicalFileSystem(folder) : new v2.VirtualFileSystem();
  await server.setFileSystemAsync(prefix, files);
  const http = await new Promise<Server>((done) => server.start((started) => done(started!)));
  const { port } = http.address() as AddressInfo;
  const close = async () => {
    http.closeAllConnections();
    await server.stopAsync();
  };
  return { url: `http://127.0.0.1:${port}${prefix}`, close };
}

function rightsOf({ user, password = '', scheme = 'basic' }: WebdavServerOptions) {
  if (user === undefined) return {};
  const users = new v2.SimpleUserManager();
  const known = users.addUser(user, password, false);
  const privilegeManager = new v2.SimplePathPrivilegeManager();
  privilegeManager.setRights(known, '/', ['all']);
  const httpAuthentication =
    scheme === 'digest'
      ? new v2.HTTPDigestAuthentication(users, 'test')
      : new v2.HTTPBasicAuthentication(users, 'test');
  return { requireAuthentification: true, httpAuthentication, privilegeManager };
}
