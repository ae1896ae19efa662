import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { targetAddress } from '../../src-shared/contract/index.ts';
import { readAddress } from './sync-address.ts';

it.each([
  [
    'webdav+https://ada:pass%20word@cloud.example/dav/Off%20print',
    { kind: 'webdav', url: 'https://cloud.example/dav/Off%20print', user: 'ada' },
    'pass word',
  ],
  [
    'couchdb+http://ada@couch.example:5984/behind/library',
    {
      ...{ kind: 'couchdb', url: 'http://couch.example:5984/behind' },
      ...{ database: 'library', user: 'ada' },
    },
    null,
  ],
  ['some/folder', { kind: 'folder', path: resolve('some/folder') }, null],
] as const)('[SYNC-2] %s names a target', async (text, target, password) => {
  expect(await readAddress(text, undefined)).toEqual({ ok: true, target, password });
});

it('[SYNC-2] a plain address is what --kind says', async () => {
  const text = 'https://host.example/library';
  expect(await readAddress(text, 'webdav')).toMatchObject({ ok: true, target: { url: text } });
  expect(await readAddress(text, 'couchdb')).toMatchObject({
    target: { url: 'https://host.example', database: 'library' },
  });
  expect(await readAddress(text, undefined)).toEqual({ ok: false, problem: 'kind' });
});

it('[SAFE-4] the text of a target has no password in it', async () => {
  for (const text of ['webdav+https://a:word@h.example/x', 'couchdb+https://a:word@h.example/x']) {
    const address = await readAddress(text, undefined);
    expect(address.ok && targetAddress(address.target)).toBe('https://h.example/x');
  }
});
