import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { WebdavServer, WebdavServerOptions } from './test-webdav-server.ts';

const PROGRAM = '/usr/sbin/apache2';
const MODULES = '/usr/lib/apache2/modules';
const REALM = 'test';
const NAMES = [
  ...['mpm_event', 'authn_core', 'authn_file', 'authz_core', 'authz_user', 'auth_basic'],
  ...['auth_digest', 'alias', 'dir', 'mime', 'dav', 'dav_fs', 'deflate', 'filter'],
];

/** Whether Debian's Apache with its WebDAV is on this machine. */
export const hasApache = existsSync(PROGRAM) && existsSync(join(MODULES, 'mod_dav_fs.so'));

/** Apache's WebDAV on loopback, of a new folder; `scheme` is how it wants to be told who asks. */
export async function startApache(
  options: Required<Pick<WebdavServerOptions, 'user' | 'password' | 'scheme'>>,
): Promise<WebdavServer & { readonly folder: string }> {
  const home = await mkdtemp(join(tmpdir(), 'offprint-apache-'));
  const folder = join(home, 'files');
  await mkdir(folder);
  // Started by root, it serves as another user.
  for (const path of [home, folder]) await chmod(path, 0o777);
  const port = await freePort();
  await writeFile(join(home, 'users'), userLine(options));
  await writeFile(join(home, 'conf'), configuration(home, port, options.scheme));
  const server = spawn(PROGRAM, ['-f', join(home, 'conf'), '-D', 'FOREGROUND'], {
    stdio: 'inherit',
  });
  const url = `http://127.0.0.1:${port}/dav`;
  await answering(url);
  return { url, folder, close: () => stop(server, home) };
}

function userLine({ user, password, scheme }: WebdavServerOptions): string {
  const md5 = createHash('md5').update(`${user}:${REALM}:${password}`).digest('hex');
  const sha = createHash('sha1')
    .update(password ?? '')
    .digest('base64');
  return scheme === 'digest' ? `${user}:${REALM}:${md5}\n` : `${user}:{SHA}${sha}\n`;
}

function configuration(home: string, port: number, scheme: string | undefined): string {
  const isDigest = scheme === 'digest';
  return [
    ...NAMES.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`),
    `ServerName localhost\nListen 127.0.0.1:${port}\nPidFile ${home}/pid\nErrorLog ${home}/log`,
    ...(process.getuid?.() === 0 ? ['User www-data', 'Group www-data'] : []),
    `TypesConfig /dev/null\nDocumentRoot ${home}\nDavLockDB ${home}/locks\nMutex file:${home}`,
    // Packs whatever it may, as some servers are set to.
    `SetOutputFilter DEFLATE\nAlias /dav ${home}/files`,
    `<Location /dav>\nDav On\nAuthType ${isDigest ? 'Digest' : 'Basic'}\nAuthName ${REALM}`,
    `${isDigest ? 'AuthDigestProvider' : 'AuthBasicProvider'} file`,
    `AuthUserFile ${home}/users\nRequire valid-user\n</Location>\n`,
  ].join('\n');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await fetch(url).catch(() => null)) return;
    await wait(100);
  }
  throw new Error('Apache did not start');
}

async function stop(server: ChildProcess, home: string): Promise<void> {
  const ended = new Promise((done) => server.once('exit', done));
  server.kill('SIGTERM');
  await ended;
  await rm(home, { recursive: true, force: true });
}
