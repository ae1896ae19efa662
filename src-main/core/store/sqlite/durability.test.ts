import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createRxDatabase,
  fillWithDefaultSettings,
  type RxJsonSchema,
  type RxStorageInstance,
} from 'rxdb/plugins/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inserts, type Paper, paperSchema, stored } from './acceptance-harness.ts';
import {
  changedSince,
  lastSequenceOf,
  type NodeSqliteInternals,
  type SqliteCheckpoint,
} from './changes.ts';
import { createNodeSqliteStorage, type NodeSqliteSettings, openSqliteConnection } from './index.ts';

type Instance = RxStorageInstance<Paper, NodeSqliteInternals, unknown, SqliteCheckpoint>;
type Where = {
  database?: string;
  collection?: string;
  version?: number;
  settings?: Partial<NodeSqliteSettings>;
  schema?: RxJsonSchema<Paper>;
};

let directory = '';
const closing: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sqlite-storage-'));
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  rmSync(directory, { recursive: true });
});

async function open(where: Where = {}): Promise<Instance> {
  const {
    database = 'library',
    collection = 'papers',
    version = 0,
    settings,
    schema = paperSchema,
  } = where;
  const instance = await createNodeSqliteStorage({
    directory,
    ...settings,
  }).createStorageInstance<Paper>({
    databaseInstanceToken: 'token',
    databaseName: database,
    collectionName: collection,
    schema: { ...fillWithDefaultSettings(schema), version },
    options: {},
    multiInstance: false,
    devMode: false,
  });
  closing.push(() => instance.close());
  return instance;
}

const paper = (id: string): Paper => ({ id, title: `Title ${id}`, votes: 1 });
const ids = (page: { documents: { document: { id: string } }[] }) =>
  page.documents.map(({ document }) => document.id);

async function remove(instance: Instance, id: string): Promise<void> {
  const previous = stored(paper(id));
  await instance.bulkWrite([{ previous, document: stored(paper(id), 2, true) }], 't');
}

async function purge(instance: Instance): Promise<void> {
  while (!(await instance.cleanup(-1000)));
}

test('[BACK-2] finds everything after it was closed and opened again', async () => {
  const first = await open();
  await first.bulkWrite(inserts(paper('a'), paper('b')), 't');
  const { generation } = first.internals.connection;
  await first.close();
  expect(readdirSync(directory)).toEqual(['library.sqlite']);
  const second = await open();
  expect(await second.findDocumentsById(['a', 'b'], false)).toEqual([
    stored(paper('a')),
    stored(paper('b')),
  ]);
  expect(second.internals.connection.generation).toBe(generation);
});

test('[BACK-2] reopens through RxDatabase', async () => {
  const openDatabase = async () => {
    const storage = createNodeSqliteStorage({ directory, fileName: 'one.sqlite' });
    const database = await createRxDatabase({ name: 'library', storage });
    return {
      database,
      papers: (await database.addCollections({ papers: { schema: paperSchema } })).papers,
    };
  };
  const first = await openDatabase();
  await first.papers.insert(paper('a'));
  await first.database.close();
  const second = await openDatabase();
  expect((await second.papers.findOne('a').exec())?.title).toBe('Title a');
  await second.database.close();
});

test('[BACK-2] keeps databases and collections in one file apart, whatever their names', async () => {
  const settings = { fileName: 'all.sqlite' };
  const wheres = [
    { database: 'a_b', collection: 'c' },
    { database: 'a', collection: 'b_c' },
    { database: 'a', collection: 'B_c' },
    { database: 'a', collection: 'b.c"x' },
    { database: 'sqlite_a', collection: 'c' },
  ];
  const instances = await Promise.all(wheres.map((where) => open({ ...where, settings })));
  for (const [i, instance] of instances.entries())
    await instance.bulkWrite(inserts(paper(`p${i}`)), 't');
  for (const [i, instance] of instances.entries())
    expect(ids(changedSince<Paper>(instance.internals, 0, 10))).toEqual([`p${i}`]);
  expect(new Set(instances.map(({ internals }) => internals.connection)).size).toBe(1);
  await instances[0]!.remove();
  expect(await instances[1]!.findDocumentsById(['p1'], false)).toHaveLength(1);
});

test('[SYNC-3] a clock that jumps back hides no change from a reader with a checkpoint', async () => {
  const instance = await open();
  const at = (id: string, lwt: number) => ({ document: { ...stored(paper(id)), _meta: { lwt } } });
  await instance.bulkWrite([at('a', 5_000), at('b', 6_000)], 't');
  const { checkpoint } = await instance.getChangedDocumentsSince!(10);
  expect(checkpoint).toEqual({ sequence: 2, id: 'b', lwt: 6_000 });
  await instance.bulkWrite([at('c', 1_000)], 't');
  const previous = stored(paper('a'));
  await instance.bulkWrite(
    [{ previous, document: { ...stored(paper('a'), 2), _meta: { lwt: 10 } } }],
    't',
  );
  const later = await instance.getChangedDocumentsSince!(10, checkpoint);
  expect(later.documents.map(({ id }) => id)).toEqual(['c', 'a']);
  expect(later.checkpoint).toEqual({ sequence: 4, id: 'a', lwt: 10 });
});

test('[SYNC-1] each write moves its document to the end of the changes', async () => {
  const instance = await open();
  await instance.bulkWrite(inserts(paper('a'), paper('b'), paper('c')), 't');
  await remove(instance, 'a');
  expect(
    changedSince<Paper>(instance.internals, 0, 10).documents.map(({ sequence, document }) => [
      sequence,
      document.id,
    ]),
  ).toEqual([
    [2, 'b'],
    [3, 'c'],
    [4, 'a'],
  ]);
  expect(changedSince(instance.internals, 0, 2)).toMatchObject({ lastSequence: 3 });
  expect(changedSince(instance.internals, 4, 2)).toEqual({ documents: [], lastSequence: 4 });
});

test('[SYNC-1] a sequence never repeats, after cleanup of the newest, reopening, removal and a new version', async () => {
  const first = await open();
  await first.bulkWrite(inserts(paper('a'), paper('b')), 't');
  await remove(first, 'b');
  await purge(first);
  expect(changedSince(first.internals, 0, 10).lastSequence).toBe(1);
  expect(lastSequenceOf(first.internals)).toBe(3);
  await first.close();
  const second = await open();
  await second.bulkWrite(inserts(paper('c')), 't');
  expect(lastSequenceOf(second.internals)).toBe(4);
  const next = await open({ version: 1 });
  await next.bulkWrite(inserts(paper('d')), 't');
  expect(lastSequenceOf(next.internals)).toBe(5);
  await next.remove();
  await second.remove();
  const again = await open();
  expect(lastSequenceOf(again.internals)).toBe(5);
  await again.bulkWrite(inserts(paper('e')), 't');
  expect(changedSince(again.internals, 5, 10)).toMatchObject({ lastSequence: 6 });
});

test('[BACK-2] what beforeCommit writes is committed with the documents or not at all', async () => {
  let fail = false;
  const beforeCommit: NodeSqliteSettings['beforeCommit'] = ({ db, collection, documents }) => {
    for (const document of documents as Paper[]) {
      db.prepare('INSERT INTO mutations VALUES (?, ?)').run(collection, document.id);
    }
    if (fail) throw new Error('the host refuses');
  };
  const instance = await open({ settings: { beforeCommit } });
  const { connection } = instance.internals;
  connection.db.exec('CREATE TABLE mutations(collection TEXT, id TEXT)');
  const events: string[] = [];
  instance
    .changeStream()
    .subscribe((bulk) => events.push(...bulk.events.map(({ documentId }) => documentId)));
  await instance.bulkWrite(inserts(paper('a'), paper('b')), 't');
  fail = true;
  const odd = { ...paper('c'), votes: 'many' as unknown as number };
  await expect(instance.bulkWrite(inserts(odd, paper('d')), 't')).rejects.toThrow(
    'the host refuses',
  );
  fail = false;
  await instance.bulkWrite(inserts(paper('a'), paper('e')), 't');
  expect(connection.all('SELECT id FROM mutations')).toMatchObject([
    { id: 'a' },
    { id: 'b' },
    { id: 'e' },
  ]);
  expect(ids(changedSince<Paper>(instance.internals, 0, 10))).toEqual(['a', 'b', 'e']);
  expect(events).toEqual(['a', 'b', 'e']);
  await instance.bulkWrite(inserts(odd), 't');
  expect(
    connection.all("SELECT path, kind FROM rx_irregular WHERE kind NOT LIKE 'checked%'"),
  ).toMatchObject([{ path: 'votes', kind: 'type' }]);
});

test('[BACK-2] a host keeps tables of its own through the same connection', async () => {
  const instance = await open();
  const host = openSqliteConnection({ directory, fileName: 'library.sqlite' });
  expect(host).toBe(instance.internals.connection);
  host.db.exec('CREATE TABLE jobs(name TEXT)');
  const insert = (name: string) => host.run('INSERT INTO jobs VALUES (?)', name);
  expect(() =>
    host.transaction(() => {
      insert('lost');
      throw new Error('no');
    }),
  ).toThrow('no');
  host.transaction(() => {
    insert('kept');
    expect(() =>
      host.transaction(() => {
        insert('inner');
        throw new Error('inner');
      }),
    ).toThrow('inner');
  });
  expect(() => host.transaction(async () => insert('late'))).toThrow(TypeError);
  expect(host.all('SELECT name FROM jobs')).toMatchObject([{ name: 'kept' }]);
  await instance.close();
  expect(host.all('SELECT name FROM jobs')).toHaveLength(1);
  host.close();
  expect(host.db.isOpen).toBe(false);
});

test('[BACK-2] refuses a write inside a transaction of the host, which would be acknowledged too early', async () => {
  const { attachments: _, ...schema } = paperSchema;
  const instance = await open({ schema });
  const { connection } = instance.internals;
  const write = connection.transaction(() => {
    const refused = instance.bulkWrite(inserts(paper('a')), 't');
    return { refused: expect(refused).rejects.toThrow('inside a transaction') };
  });
  await write.refused;
  expect(lastSequenceOf(instance.internals)).toBe(0);
});

test('[BACK-1] a restored file gets a new generation', async () => {
  const connection = openSqliteConnection({ directory, fileName: 'a.sqlite' });
  const other = openSqliteConnection({ directory, fileName: 'b.sqlite' });
  const before = connection.generation;
  expect(other.generation).not.toBe(before);
  const renewed = connection.renewGeneration();
  expect(renewed).not.toBe(before);
  connection.close();
  const again = openSqliteConnection({ directory, fileName: 'a.sqlite' });
  expect(again.generation).toBe(renewed);
  again.close();
  other.close();
});

test('[BACK-3] refuses a table that was made for another schema of the same version', async () => {
  await (await open()).close();
  const schema = fillWithDefaultSettings({ ...paperSchema, indexes: ['votes', 'title'] });
  const params = {
    databaseInstanceToken: 't',
    databaseName: 'library',
    collectionName: 'papers',
    schema,
    options: {},
    multiInstance: false,
    devMode: false,
  };
  const storage = createNodeSqliteStorage({ directory });
  await expect(storage.createStorageInstance(params)).rejects.toThrow(
    'another schema of the same version',
  );
});

test('[BACK-2] refuses ids that have no UTF-8 form, which would fall together', async () => {
  const instance = await open();
  await expect(instance.bulkWrite(inserts(paper('a\uD800')), 't')).rejects.toThrow(TypeError);
  await instance.bulkWrite(inserts(paper('a\0b'), paper('a\0c'), paper('😀')), 't');
  const found = await instance.findDocumentsById(['a\0c', 'a', 'a\uD800', '😀'], false);
  expect(found.map(({ id }) => id)).toEqual(['a\0c', '😀']);
});

test('[BACK-2] asks SQLite for the strictest durability that any user of the file asked for', async () => {
  const synchronous = () =>
    openSqliteConnection({ directory, fileName: 'x.sqlite', synchronous: 'OFF' });
  const first = synchronous();
  expect(first.get('PRAGMA synchronous')).toEqual({ synchronous: 0 });
  const second = openSqliteConnection({ directory, fileName: 'x.sqlite' });
  expect(first.get('PRAGMA synchronous')).toEqual({ synchronous: 2 });
  synchronous().close();
  expect(first.get('PRAGMA synchronous')).toEqual({ synchronous: 2 });
  expect(first.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
  first.close();
  second.close();
});

test('[SYNC-1] tells nothing of a new document that lacks the bytes of an attachment', async () => {
  const instance = await open();
  const told: string[] = [];
  instance
    .changeStream()
    .subscribe(({ events }) => told.push(...events.map(({ documentId }) => documentId)));
  const bytes = { length: 1, type: 'text/plain', digest: 'd' };
  const whole = { ...bytes, data: new Blob(['x']) };
  const lacking = { ...stored(paper('a')), _attachments: { whole, lacking: bytes } };
  const rows = [{ document: lacking }, ...inserts(paper('b'))];
  expect((await instance.bulkWrite(rows as never, 't')).error).toMatchObject([{ status: 510 }]);
  expect(told).toEqual(['b']);
  await expect(instance.getAttachmentData('a', 'whole', 'd')).rejects.toThrow('does not exist');
});

test('[PERF-9] keeps the statements that were used lately, not every one', () => {
  const connection = openSqliteConnection({ directory, fileName: 'statements.sqlite' });
  const first = connection.prepare('SELECT 0');
  for (let i = 1; i < 500; i += 1) {
    connection.prepare(`SELECT ${i}`);
    if (i < 150) expect(connection.prepare('SELECT 0')).toBe(first);
  }
  expect(connection.prepare('SELECT 499')).toBe(connection.prepare('SELECT 499'));
  expect(connection.prepare('SELECT 0')).not.toBe(first);
  connection.close();
});
