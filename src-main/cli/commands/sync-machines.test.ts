import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { syncReason } from '../../../src-shared/contract/index.ts';
import { openSession } from '../open-session.ts';
import type { CoreClient } from '../session.ts';
import { syncMessage } from '../sync-texts.ts';
import { type Ran, runTest, type TestSetting } from '../test-core.ts';

const PASSPHRASE = 'a good long passphrase';
const NOWHERE = 'http://127.0.0.1:9';
const origins = { huggingFace: NOWHERE, arxiv: NOWHERE, arxivPdf: NOWHERE };
const ENCRYPTED = { env: { OFFPRINT_SYNC_PASSPHRASE: PASSPHRASE } };
const BIB = `@article{a, title={On Machines in Step}, author={Doe, Ada}, eprint={2606.00001},
  archivePrefix={arXiv}, year={2026}}`;
const PAPER = 'arxiv:2606.00001';

let root: string;
let target: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'offprint-machines-'));
  target = join(root, 'meeting');
});
afterEach(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

const open = { version: '0.1.0', patience: 10_000 };
const reach: TestSetting['reach'] = { openSession: (options) => openSession(options, open) };

type Patch = { starred?: boolean; status?: 'read' | 'reading' | 'to-read' };

/** All that a folder holds. */
const bytesAt = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'))
    .join('\n');

/** A command on a machine of the user's. */
function on(machine: string, argv: readonly string[], setting: TestSetting = {}): Promise<Ran> {
  return runTest([...argv, '--data-dir', join(root, machine)], { ...setting, reach });
}

/** Synchronises a machine, or what else is said, and reads the JSON. */
async function sync(machine: string, argv: readonly string[] = [], setting: TestSetting = {}) {
  const ran = await on(machine, ['sync-machines', ...argv, '--json'], setting);
  return { ...ran, json: ran.stdout === '' ? null : JSON.parse(ran.stdout) };
}

/** What a user does in the program. */
async function use<T>(machine: string, work: (client: CoreClient) => Promise<T>): Promise<T> {
  const dataDir = join(root, machine);
  const options = { dataDir, origins, originFlags: [], json: false, debug: false };
  const opened = await openSession(options, open);
  if (!opened.ok) throw new Error(opened.reason);
  try {
    return await work(opened.session.client);
  } finally {
    await opened.session.close();
  }
}

const update = (machine: string, patch: Patch) =>
  use(machine, (client) => client.papers.update({ mutationId: randomUUID(), id: PAPER, patch }));

/** A paper that the user keeps: what nobody touched does not travel. */
async function addPaper(machine: string): Promise<void> {
  await use(machine, async (client) => {
    const data = Buffer.from(BIB);
    const begun = await client.exchange.begin({ name: 'a.bib', bytes: data.length });
    if (!begun.ok) throw new Error(begun.reason);
    await client.exchange.append({ id: begun.id, offset: 0, data: data.toString('base64') });
    await client.exchange.import({ id: begun.id });
  });
  await update(machine, { status: 'reading' });
}

const plain = (): string[] => ['--connect', target, '--no-encryption'];
const sealed = (): string[] => ['--connect', target, '--keep', 'file'];

/** Two machines that meet in a folder, with one paper. */
async function meet(argv = plain(), setting: TestSetting = {}): Promise<void> {
  await addPaper('desk');
  for (const machine of ['desk', 'laptop'])
    expect(await sync(machine, argv, setting)).toMatchObject({ code: 0, json: { ok: true } });
  expect(await sync('desk')).toMatchObject({ code: 0, json: { sent: 0, changed: 1 } });
}

it('[CLI-1] two machines are set up from the command line, and end with the same library', async () => {
  await meet();
  await update('desk', { starred: true });
  const sent = await sync('desk');
  expect(sent).toMatchObject({ code: 0, stderr: '' });
  expect(sent.json).toEqual({ ok: true, sent: 1, changed: 0, merged: 0, newer: 0, unread: 0 });
  const taken = await on('laptop', ['sync-machines']);
  expect(taken).toMatchObject({ code: 0, stderr: '' });
  expect(taken.stdout).toBe('0 documents sent, 1 changed here, 0 merged.\n');
  expect((await on('laptop', ['sync-machines'])).stdout).toBe('All was in step already.\n');
  const shown = await on('laptop', ['show', PAPER, '--json']);
  expect(JSON.parse(shown.stdout)).toMatchObject({ title: 'On Machines in Step', starred: true });
});

it('[CLI-4] the first sync tells what it moved, and machines names them all', async () => {
  await addPaper('desk');
  const first = await sync('desk', plain());
  expect(first.json).toMatchObject({ ok: true, changed: 0, merged: 0, newer: 0, unread: 0 });
  expect(first.json.sent).toBeGreaterThan(1);
  const second = await sync('laptop', plain());
  expect(second.json).toMatchObject({ ok: true, sent: 1 });
  expect(second.json.changed).toBeGreaterThan(1);
  const named = await on('laptop', ['machines', '--name', ' The laptop ', '--json']);
  const [own, other] = JSON.parse(named.stdout);
  expect(own).toEqual({
    ...{ id: expect.any(String), name: 'The laptop', platform: process.platform },
    ...{ isThis: true, lastSeen: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) },
  });
  expect(other).toMatchObject({ isThis: false });
  await sync('laptop');
  await sync('desk');
  const table = await on('desk', ['machines']);
  expect(table).toMatchObject({ code: 0, stderr: '' });
  expect(table.stdout).toMatch(/^Name +System +Last seen/);
  expect(table.stdout).toContain('The laptop');
  expect(table.stdout.match(/this machine/g)).toHaveLength(1);
});

it('[CLI-4] machines of a library that was never in step: this one, not seen', async () => {
  const { stdout } = await on('desk', ['machines', '--json']);
  expect(JSON.parse(stdout)).toMatchObject([{ isThis: true, lastSeen: null }]);
});

it('[CLI-2] without a target: 1, and how to set one up', async () => {
  const ran = await sync('desk');
  expect(ran.code).toBe(1);
  const message = 'No target is set up: --connect TARGET does it, --help tells how.';
  expect(ran.stderr).toBe(`offprint: ${message}\n`);
  expect(ran.json).toEqual({ ok: false, reason: 'off', documents: null, message });
});

it.each(syncReason.options)('[CLI-2] %s is said in a sentence', (reason) => {
  expect(syncMessage(reason, null)).toMatch(/^[A-Z].{15,}\.$/);
});

it('[SYNC-5] a wrong passphrase, or none, changes nothing; the recovery code opens', async () => {
  await meet(sealed(), ENCRYPTED);
  const kept = statSync(join(root, 'desk', 'sync-secrets.json'));
  if (process.platform !== 'win32') expect(kept.mode & 0o077).toBe(0);
  const env = { OFFPRINT_SYNC_PASSPHRASE: 'another passphrase' };
  const wrong = await sync('lab', sealed(), { env });
  expect(wrong).toMatchObject({ code: 1, json: { ok: false, reason: 'wrong-passphrase' } });
  for (const argv of [sealed(), plain()]) {
    const none = await sync('lab', argv);
    expect(none).toMatchObject({ code: 1, json: { ok: false, reason: 'encrypted' } });
  }
  expect((await sync('lab', ['--status'])).json).toMatchObject({ target: null, state: 'off' });
  expect(bytesAt(target)).not.toContain('On Machines in Step');
  expect(bytesAt(target).length).toBeGreaterThan(1_000);
  const printed = await on('desk', ['sync-machines', '--recovery']);
  expect(printed.stderr).toContain('Whoever has this code');
  const code = { env: { OFFPRINT_SYNC_PASSPHRASE: printed.stdout.trim() } };
  expect(await sync('lab', sealed(), code)).toMatchObject({ code: 0, json: { ok: true } });
  expect((await on('lab', ['show', PAPER])).code).toBe(0);
}, 120_000);

it('[SYNC-5] encryption is the default: without a passphrase nothing is set up, in words', async () => {
  const ran = await on('desk', ['sync-machines', '--connect', target, '--keep', 'file']);
  expect(ran).toMatchObject({ code: 2, stdout: '', closed: 0 });
  expect(ran.stderr).toContain('--no-encryption');
  expect((await sync('desk', ['--status'])).json).toMatchObject({ target: null });
});

it('[SYNC-5] a target that is not encrypted is joined only when that is said', async () => {
  await sync('desk', plain());
  const ran = await sync('laptop', sealed(), ENCRYPTED);
  expect(ran).toMatchObject({ code: 1, json: { reason: 'plain' } });
  expect(ran.stderr).toContain('--no-encryption');
});

it('[SAFE-4] where there is no key store the user has to choose', async () => {
  for (const keep of [[], ['--keep', 'key-store']]) {
    const ran = await on('desk', ['sync-machines', '--connect', target, ...keep], ENCRYPTED);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('--keep file');
  }
});

it('[SAFE-4] secrets of one session only are wanted each time, from the environment', async () => {
  await addPaper('desk');
  const argv = ['--connect', target, '--keep', 'session'];
  expect(await sync('desk', argv, ENCRYPTED)).toMatchObject({ code: 0 });
  expect(readdirSync(join(root, 'desk'))).not.toContain('sync-secrets.json');
  const locked = await sync('desk');
  expect(locked).toMatchObject({ code: 1, json: { ok: false, reason: 'locked' } });
  expect(locked.stderr).toContain('--unlock');
  await update('desk', { starred: true });
  expect((await sync('desk', [], ENCRYPTED)).json).toMatchObject({ ok: true, sent: 1 });
  const recovery = await sync('desk', ['--recovery']);
  expect(recovery).toMatchObject({ code: 1, json: { ok: false, reason: 'locked' } });
}, 60_000);

it('[SYNC-5] a terminal is asked without an echo: twice for a new target, once for a known one', async () => {
  const asked: string[] = [];
  const answers = [PASSPHRASE, 'mistyped here', PASSPHRASE, PASSPHRASE, PASSPHRASE];
  const askSecret = async (question: string) => {
    asked.push(question);
    return answers.shift() ?? null;
  };
  const argv = ['sync-machines', '--connect', target, '--keep', 'file'];
  const desk = await on('desk', argv, { askSecret });
  expect(desk.code).toBe(0);
  expect(desk.stderr).toContain('not the same');
  expect(asked).toHaveLength(4);
  expect((await on('laptop', argv, { askSecret })).code).toBe(0);
  expect(asked.at(-1)).toBe('Passphrase of the target: ');
  const cancelled = await on('lab', argv, { askSecret });
  expect(cancelled).toMatchObject({ code: 1, stdout: '' });
  expect(cancelled.stderr).toBe('offprint: Cancelled; nothing was changed.\n');
  expect(desk.stdout + desk.stderr).not.toContain(PASSPHRASE);
}, 60_000);

it('[SYNC-4] an emptied target stops with the way out, and is filled again', async () => {
  await meet();
  for (const name of readdirSync(target)) rmSync(join(target, name), { recursive: true });
  const stopped = await sync('laptop');
  expect(stopped).toMatchObject({ code: 1, json: { ok: false, reason: 'emptied' } });
  expect(stopped.stderr).toContain('--choice refill');
  expect((await sync('laptop', ['--status'])).json).toMatchObject({
    ...{ state: 'stopped', encrypted: false },
    trouble: { reason: 'emptied', message: expect.stringContaining('--choice refill') },
  });
  expect(await sync('laptop', ['--choice', 'refill'])).toMatchObject({ code: 0 });
  expect(await sync('desk')).toMatchObject({ code: 0 });
});

it('[SYNC-4] another library at the target is joined when that is said', async () => {
  await sync('desk', plain());
  rmSync(target, { recursive: true });
  await addPaper('other');
  await sync('other', plain());
  const stopped = await sync('desk');
  expect(stopped).toMatchObject({ code: 1, json: { ok: false, reason: 'foreign' } });
  expect(stopped.stderr).toContain('--choice join');
  expect(await sync('desk', ['--choice', 'join'])).toMatchObject({ code: 0 });
  expect((await on('desk', ['show', PAPER])).code).toBe(0);
});

it('[SYNC-7] the log says what came, what merged, and the value that gave way; repair deletes nothing', async () => {
  // What would drive the terminal of whoever reads the log.
  await on('desk', ['machines', '--name', '\u001b[31mDesk\n\u001b]0;']);
  await meet();
  await update('desk', { starred: true, status: 'to-read' });
  await update('laptop', { status: 'read' });
  for (const machine of ['desk', 'laptop']) await sync(machine);
  const { json } = await sync('laptop', ['--log', '1']);
  expect(json).toMatchObject([
    {
      ...{ changed: 1, mergedCount: 1, trouble: null, machines: [expect.any(String)] },
      losses: [{ field: 'status', value: 'to-read', current: 'read', isBack: false }],
    },
  ]);
  expect(json[0].at).toMatch(/Z$/);
  const { stdout } = await on('laptop', ['sync-machines', '--log']);
  expect(stdout).toContain('gave way: states, “On Machines in Step”, status');
  expect(stdout).toContain('was "to-read"');
  expect(stdout).toContain('is "read"');
  expect(stdout).toContain('[31mDesk ]0;');
  expect(stdout).not.toContain('\u001b');
  expect(await sync('laptop', ['--repair'])).toMatchObject({ code: 0, json: { ok: true } });
  expect((await on('laptop', ['show', PAPER])).code).toBe(0);
});

it('[SYNC-4] a great deletion stops with its size, and is undone when that is said', async () => {
  await meet();
  const ids = Array.from({ length: 30 }, (_, number) => `search-${number}-of-the-desk`);
  await use('desk', async ({ searches }) => {
    for (const id of ids)
      await searches.save({ mutationId: randomUUID(), search: { id, name: id, query: 'tag:x' } });
  });
  for (const machine of ['desk', 'laptop']) await sync(machine);
  await use('desk', async ({ searches }) => {
    for (const id of ids) await searches.remove({ mutationId: randomUUID(), id });
  });
  await sync('desk');
  const stopped = await sync('laptop');
  const wanted = { ok: false, reason: 'would-delete', documents: 30 };
  expect(stopped).toMatchObject({ code: 1, json: wanted });
  expect(stopped.stderr).toContain('deleted 30 documents');
  expect((await on('laptop', ['sync-machines', '--log', '1'])).stdout).toContain('30 documents');
  expect(await sync('laptop', ['--choice', 'keep'])).toMatchObject({ code: 0 });
  await sync('desk');
  const { searches } = await use('desk', (client) => client.searches.list());
  expect(searches).toHaveLength(30);
});

it('[SYNC-4] a target is forgotten without deleting anything', async () => {
  await meet();
  const before = readdirSync(target, { recursive: true }).sort();
  expect(await sync('desk', ['--disconnect'])).toMatchObject({ code: 0, json: { ok: true } });
  expect(readdirSync(target, { recursive: true }).sort()).toEqual(before);
  expect((await on('desk', ['show', PAPER])).code).toBe(0);
  expect(await sync('desk')).toMatchObject({ json: { reason: 'off' } });
});

it('[CLI-2] an interrupt ends a run with a sentence', async () => {
  await sync('desk', plain());
  const ran = await sync('desk', [], { signal: AbortSignal.abort() });
  expect(ran).toMatchObject({ code: 1, json: { ok: false, reason: 'stopped' } });
});

it('[CLI-2] a server that is not there: 1, and its password is printed nowhere', async () => {
  for (const scheme of ['webdav', 'couchdb']) {
    const address = `${scheme}+http://ada:secret-word@127.0.0.1:9/library`;
    const ran = await sync('desk', ['--connect', address, '--no-encryption', '--keep', 'file']);
    expect(ran).toMatchObject({ code: 1, json: { ok: false, reason: 'unreachable' } });
    expect(ran.stdout + ran.stderr).not.toContain('secret-word');
  }
});

it.each([
  [['machines', '--name', ' ']],
  [['machines', '--name', 'x'.repeat(81)]],
  [['sync-machines', '--choice', 'perhaps']],
  [['sync-machines', '--log', '0']],
  [['sync-machines', '--status', '--repair']],
  [['sync-machines', '--keep', 'file']],
  [['sync-machines', '--no-encryption']],
  [['sync-machines', '--kind', 'webdav']],
  [['sync-machines', '--unlock', '--keep', 'drawer']],
  [['sync-machines', '--connect', '']],
  [['sync-machines', '--connect', 'https://ada:secret-word@cloud.example/dav']],
  [['sync-machines', '--connect', 'ftp://ada:secret-word@cloud.example/dav']],
  [['sync-machines', '--connect', 'webdav+https://ada:secret-word@']],
  [['sync-machines', '--connect', 'couchdb+https://ada:secret-word@host/UPPER']],
  [['sync-machines', '--connect', 'folder', '--kind', 'couchdb']],
  [['sync-machines', 'https://ada:secret-word@cloud.example/dav']],
  [['sync-machines', '--conect=webdav+https://ada:sec@ret-word@cloud.example/dav']],
  [['sync-machines', '--connect', 'folder', '--kind', 'https://ada:secret-word@cloud.example']],
])('[CLI-2] %j is wrong usage: 2, in words, and no secret is repeated', async (argv) => {
  const { code, stdout, stderr } = await runTest(argv);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^error: .+\n/);
  expect(stderr).not.toContain('ret-word');
});
