import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeTarget } from './test-target-suite.ts';
import { startWebdavServer, type WebdavServerOptions } from './test-webdav-server.ts';
import { isOpenlyReadable } from './webdav-connection.ts';
import { WebdavTarget } from './webdav-target.ts';

const some = new TextEncoder().encode('some');
const done = { ok: true, value: null };
const known = { user: 'ada', password: 'größer 密码' };
const nobody = { user: '', password: '' };

async function onServer(options: WebdavServerOptions, inMemory = false) {
  const folder = await mkdtemp(join(tmpdir(), 'offprint-webdav-'));
  const server = await startWebdavServer(inMemory ? undefined : folder, options);
  const { user = '', password = '' } = options;
  const make = () => new WebdavTarget({ url: server.url, user, password });
  const close = async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...server, folder, target: make(), again: make(), close };
}

describeTarget('WebDAV, files', () => onServer({}));
describeTarget('WebDAV, memory, a name and password', () => onServer(known, true));
describeTarget('WebDAV, digest, below a path', () =>
  onServer({ ...known, scheme: 'digest', prefix: '/a b/größe' }),
);

describe('a WebDAV folder', () => {
  it('[SYNC-4] that is gone is no empty target', async () => {
    const { folder, target, close } = await onServer({ prefix: '/dav' });
    await target.write('t/a.json', some);
    await rename(folder, `${folder}-away`);
    const away = { ok: false, reason: 'unreachable' };
    for (const name of ['', 't', 'm/a']) expect(await target.list(name)).toEqual(away);
    expect(await target.read('t/a.json')).toEqual(away);
    expect(await target.write('t/b.json', some)).toEqual(away);
    expect(await target.write('b.json', some)).toEqual(away);
    expect(await target.remove('t/a.json')).toEqual(away);
    await rename(`${folder}-away`, folder);
    expect((await target.read('t/a.json')).ok).toBe(true);
    await close();
  });

  it('[SYNC-2] is made where it is missing, and tried', async () => {
    const { url, folder, close } = await onServer({});
    const target = new WebdavTarget({ url: `${url}/offprint`, ...nobody });
    expect(await target.list('')).toEqual({ ok: false, reason: 'unreachable' });
    expect(await target.prepare()).toEqual(done);
    expect(await target.prepare()).toEqual(done);
    expect(await target.list('')).toEqual({ ok: true, value: [] });
    expect(await readdir(join(folder, 'offprint'))).toEqual([]);
    const deep = new WebdavTarget({ url: `${url}/no/where`, ...nobody });
    expect(await deep.prepare()).toEqual({ ok: false, reason: 'missing' });
    await writeFile(join(folder, 'file'), 'x');
    const file = new WebdavTarget({ url: `${url}/file`, ...nobody });
    expect(await file.prepare()).toEqual({ ok: false, reason: 'strange' });
    await close();
  });

  it('[SYNC-2] passes over what other programs leave there', async () => {
    const { folder, target, close } = await onServer({});
    await target.write('m/a/1.seg', some);
    const strange = [
      '1 (conflicted copy).seg',
      '.unfinished-12',
      '~1.tmp',
      'Desktop.ini',
      'ü%2F.x',
    ];
    for (const name of strange) await writeFile(join(folder, 'm', 'a', name), 'x');
    expect(await target.list('')).toEqual({ ok: true, value: [{ name: 'm/a/1.seg', bytes: 4 }] });
    await close();
  });

  it('[SYNC-2] refuses who does not know the password, whichever way it is asked for', async () => {
    for (const scheme of ['basic', 'digest'] as const) {
      const { url, close } = await onServer({ ...known, scheme });
      for (const who of [nobody, { ...known, password: 'wrong' }, { ...known, user: 'eve' }]) {
        const target = new WebdavTarget({ url, ...who });
        expect(await target.list('')).toEqual({ ok: false, reason: 'refused' });
        expect(await target.write('t/a', some)).toEqual({ ok: false, reason: 'refused' });
      }
      await close();
    }
  });

  it('[SYNC-2] takes name and password from its address too', async () => {
    const { url, close } = await onServer(known);
    const address = new URL(url);
    address.username = known.user;
    address.password = known.password;
    const target = new WebdavTarget({ url: address.href, ...nobody });
    expect(await target.prepare()).toEqual(done);
    await close();
  });

  it('[SYNC-2] refuses a name that leads out of it, and an address that is none', async () => {
    const target = new WebdavTarget({ url: 'http://127.0.0.1:9/', ...nobody });
    for (const name of ['../a', '/a', 'a/../../b', '', 'A', 'm/a/b/c/d', 'con:1']) {
      await expect(target.read(name)).rejects.toThrow('no name');
      await expect(target.write(name, some)).rejects.toThrow('no name');
      await expect(target.remove(name)).rejects.toThrow('no name');
      if (name !== '') await expect(target.list(name)).rejects.toThrow('no name');
    }
    for (const url of ['', 'cloud', 'ftp://ada:word@a/b', 'https://ada:word@', 'file:///a'])
      expect(() => new WebdavTarget({ url, ...nobody })).toThrow('no address of a WebDAV server');
  });

  it('[SYNC-5] can tell who else could read what is sent', () => {
    const open = ['http://cloud.example/dav', 'http://192.168.1.2/', 'http://127.evil.example/'];
    const closed = [
      ...['https://cloud.example/dav', 'http://127.0.0.1:80/', 'http://localhost/'],
      ...['http://[::1]:8080/', 'http://127.1/', 'http:', ''],
    ];
    for (const url of open) expect([url, isOpenlyReadable(url)]).toEqual([url, true]);
    for (const url of closed) expect([url, isOpenlyReadable(url)]).toEqual([url, false]);
  });
});
