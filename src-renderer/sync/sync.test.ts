import { expect, test } from 'vitest';
import {
  type SyncStatus,
  type SyncSubject,
  syncReason,
  syncTarget,
  targetAddress,
} from '../../src-shared/contract/index.ts';
import { speak, t } from '../app/texts/index.ts';
import {
  EMPTY_DRAFT,
  fieldOf,
  hasSecret,
  isEncrypted,
  isSurprise,
  passwordOf,
  placeFor,
  secretProblems,
  targetOf,
  targetProblems,
} from './draft.ts';
import { hostOf, isPassing, isRetried, needsUser, wayOut } from './offers.ts';
import { fieldWords, inGroups, subjectWords, valueWords } from './words.ts';

const NOW = new Date(2026, 10, 20, 13, 0).getTime();
const folder = { ...EMPTY_DRAFT, path: ' /home/ada/Sync ' };
const webdav = { ...EMPTY_DRAFT, kind: 'webdav', url: 'https://cloud.example/dav ' } as const;
const couch = { ...webdav, kind: 'couchdb', url: 'http://couch.example:5984/' } as const;
const found = (isNew: boolean, encrypted: boolean) =>
  ({ ok: true, isNew, encrypted, isOpenlyReadable: false }) as const;
const subject = (rest: Partial<SyncSubject> = {}): SyncSubject => ({
  collection: 'states',
  id: 'arxiv:1',
  paperId: 'arxiv:1',
  title: 'A paper',
  ...rest,
});
const status = (rest: Partial<SyncStatus> = {}): SyncStatus => ({
  target: { kind: 'folder', path: '/sync' },
  encrypted: true,
  secrets: 'session',
  state: 'waiting',
  trouble: null,
  lastAt: NOW - 120_000,
  unsent: 0,
  newer: 0,
  unread: 0,
  carriesPdfs: true,
  pdfsWaiting: { up: 0, down: 0 },
  ...rest,
});

test('[SYNC-2] what is typed becomes a target that the contract takes', () => {
  for (const draft of [folder, webdav, couch]) {
    expect(targetProblems(draft)).toEqual({});
    expect(syncTarget.safeParse(targetOf(draft)).success).toBe(true);
  }
  expect(targetOf(folder)).toEqual({ kind: 'folder', path: '/home/ada/Sync' });
  expect(passwordOf({ ...folder, password: 'left from another kind' })).toBeNull();
  expect(passwordOf({ ...webdav, password: 'secret' })).toBe('secret');
});

test('[SYNC-2] what the contract would not take is told at its field', () => {
  for (const path of ['', 'Sync', './Sync', '~/Sync'])
    expect(targetProblems({ ...folder, path })).toEqual({ path: 'path' });
  for (const path of ['C:\\Sync', 'D:/Sync', '\\\\nas\\Sync'])
    expect(targetProblems({ ...folder, path })).toEqual({});
  for (const url of [
    '',
    'cloud.example',
    'file:///etc',
    'ftp://cloud.example',
    'https://',
    'https://ada:secret@cloud.example',
    'https:///ada:secret@cloud.example',
  ])
    expect(targetProblems({ ...webdav, url })).toEqual({ url: 'url' });
  for (const database of ['', 'Offprint', '1st', 'a b'])
    expect(targetProblems({ ...couch, database })).toEqual({ database: 'database' });
});

test('[SYNC-5] a target is encrypted unless the user or the target itself says otherwise', () => {
  expect(isEncrypted(folder, null)).toBe(true);
  expect(isEncrypted(folder, found(true, false))).toBe(true);
  expect(isEncrypted({ ...folder, encrypt: false }, found(true, false))).toBe(false);
  expect(isEncrypted(folder, found(false, false))).toBe(false);
  expect(isEncrypted({ ...folder, encrypt: false }, found(false, true))).toBe(true);
});

test('[SYNC-5] a target that is not as it was expected is shown before it is joined', () => {
  expect(isSurprise(folder, found(true, false))).toBe(false);
  expect(isSurprise(folder, found(false, true))).toBe(true);
  expect(isSurprise(folder, found(false, false))).toBe(true);
  expect(isSurprise({ ...folder, encrypt: false }, found(false, false))).toBe(false);
});

test('[SAFE-4] without a key store the user is asked where secrets stay, if there are any', () => {
  const fresh = found(true, false);
  const given = { ...folder, passphrase: 'seven quiet otters' };
  expect(secretProblems(folder, fresh, true)).toEqual({ passphrase: 'passphrase' });
  expect(secretProblems(given, fresh, true)).toEqual({});
  expect(secretProblems(given, fresh, false)).toEqual({ keep: 'keep' });
  expect(secretProblems({ ...given, keep: 'file' }, fresh, false)).toEqual({});
  const open = { ...folder, encrypt: false };
  expect(hasSecret(open, fresh)).toBe(false);
  expect(secretProblems(open, fresh, false)).toEqual({});
  expect(secretProblems({ ...webdav, encrypt: false, password: 'x' }, fresh, false)).toEqual({
    keep: 'keep',
  });
  expect(placeFor({ ...given, keep: 'file' }, true)).toBe('key-store');
  expect(placeFor(given, false)).toBe('session');
});

test('[SYNC-4] every reason has a sentence, in both languages, and a way out', async () => {
  for (const language of ['en', 'de'] as const) {
    await speak(language);
    for (const reason of syncReason.options)
      expect(t.sync.reasons[reason], reason).toMatch(/^\p{Lu}.*\.$/u);
  }
  await speak('en');
  for (const reason of syncReason.options) {
    const { offers, asks } = wayOut(reason, 'webdav');
    expect(offers.length > 0 || asks !== undefined || reason === 'off', reason).toBe(true);
  }
  expect(wayOut('would-delete', 'folder').offers).toEqual(['keep', 'delete']);
  expect(wayOut('emptied', 'folder').offers).toEqual(['again', 'refill']);
  expect(wayOut('foreign', 'folder').offers).toEqual(['join', 'disconnect']);
  expect(wayOut('refused', 'folder').asks).toBeUndefined();
  expect(wayOut('refused', 'couchdb').asks).toBe('password');
});

test('[SYNC-4] a reason is told at the field that it is about', () => {
  expect(fieldOf('wrong-passphrase', 'folder')).toBe('passphrase');
  expect(fieldOf('refused', 'folder')).toBe('path');
  expect(fieldOf('refused', 'webdav')).toBe('password');
  expect(fieldOf('unreachable', 'couchdb')).toBe('url');
  expect(fieldOf('newer', 'folder')).toBeNull();
});

test('[SAFE-5] a target is named by its place, and its host where requests go to one', () => {
  const { hosts, places } = [folder, webdav, couch].map(targetOf).reduce(
    (all, target) => ({
      hosts: [...all.hosts, hostOf(target)],
      places: [...all.places, targetAddress(target)],
    }),
    { hosts: [] as (string | null)[], places: [] as string[] },
  );
  expect(hosts).toEqual([null, 'cloud.example', 'couch.example:5984']);
  expect(places).toEqual([
    '/home/ada/Sync',
    'https://cloud.example/dav',
    'http://couch.example:5984/offprint',
  ]);
});

test('[SYNC-7] one calm line says how machines are in step', () => {
  const say = (rest: Partial<SyncStatus>) => t.sync.state(status(rest), NOW);
  expect(say({})).toBe('In step, 2 min ago');
  expect(say({ lastAt: null })).toBe('Not in step yet');
  expect(say({ unsent: 1 })).toBe('Waiting: 1 change to send');
  expect(say({ state: 'running' })).toBe('Syncing…');
  expect(say({ state: 'paused', unsent: 3 })).toBe('Paused. 3 changes to send');
  expect(say({ state: 'stopped', unsent: 3 })).toBe('Not in step. 3 changes to send');
  const short = (rest: Partial<SyncStatus>) =>
    t.sync.shortState(status(rest), isPassing(status(rest)));
  expect(short({})).toBe('In step');
  expect(short({ unsent: 3 })).toBe('3 to send');
  expect(short({ state: 'stopped', unsent: 3 })).toBe('Sync stopped');
  const away = { reason: 'unreachable', documents: null, at: NOW } as const;
  expect(short({ state: 'stopped', trouble: away })).toBe('Waiting to sync');
  expect(needsUser(status({ state: 'stopped', trouble: away }))).toBe(false);
  const locked = status({ state: 'stopped', trouble: { ...away, reason: 'locked' } });
  expect(needsUser(locked)).toBe(true);
  expect(needsUser({ ...locked, state: 'running' })).toBe(false);
  expect(isRetried(locked)).toBe(false);
  const full = status({ state: 'stopped', trouble: { ...away, reason: 'full' } });
  expect([needsUser(full), isRetried(full), isPassing(full)]).toEqual([true, true, false]);
  expect(isRetried({ ...full, state: 'paused' })).toBe(false);
  const halfCopied = status({ state: 'stopped', trouble: { ...away, reason: 'damaged' } });
  expect([needsUser(halfCopied), isRetried(halfCopied)]).toEqual([true, true]);
});

test('[SYNC-7] fields and values are told in words, those of a later version by their names', () => {
  expect(fieldWords('status', subject())).toBe('Status');
  expect(fieldWords('seconds:2026-06-08:abc', subject())).toBe('Time read');
  expect(fieldWords('value', subject({ collection: 'settings', id: 'theme' }))).toBe('Theme');
  expect(fieldWords('mood', subject())).toBe('mood');
  expect(fieldWords('constructor', subject())).toBe('constructor');
  expect(subjectWords(subject())).toBe('A paper');
  expect(subjectWords(subject({ collection: 'annotations' }))).toBe('Mark: A paper');
  expect(subjectWords(subject({ collection: 'notes', title: null }))).toBe('Note: Untitled');
  const say = (field: string, value: Parameters<typeof valueWords>[1]) =>
    valueWords(field, value, NOW);
  expect(say('status', 'to-read')).toBe('To read');
  expect(say('status', 'dreamt')).toBe('dreamt');
  expect(say('status', 'constructor')).toBe('constructor');
  expect(say('starred', true)).toBe('Starred');
  expect(say('colour', 'blue')).toBe('Blue');
  expect(say('position', { page: 4, top: 0, zoom: 1 })).toBe('Page 5');
  expect(say('progress', 0.5)).toBe('50 %');
  expect(say('due', '2026-11-20')).toBe('Friday, 20 November 2026');
  expect(say('lastReadAt', NOW)).toBe('today, 13:00');
  expect(say('comment', '')).toBe('None');
  expect(say('deleted', '0001')).toBe('Deleted');
  expect(say('mood', { deep: [1] })).toBe('{"deep":[1]}');
  expect(say('mood', ['a', 'b'])).toBe('2 entries');
  expect(say('comment', 'x'.repeat(400))).toHaveLength(301);
});

test('[SYNC-5] a recovery code is shown in groups, of which none is lost', () => {
  const code = `AGE-SECRET-KEY-1${'QPZRY9X8GF'.repeat(5)}`;
  expect(inGroups(code)).toMatch(/^AGE-SECRET-KEY-1 QPZR Y9X8 GFQP /);
  expect(inGroups(code).replaceAll(' ', '')).toBe(code);
  expect(inGroups('abcdef')).toBe('abcd ef');
});
