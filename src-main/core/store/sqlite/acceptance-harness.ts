import { RxDBAttachmentsPlugin } from 'rxdb/plugins/attachments';
import {
  addRxPlugin,
  type BulkWriteRow,
  createRxDatabase,
  type EventBulk,
  fillWithDefaultSettings,
  type MangoQuery,
  normalizeMangoQuery,
  prepareQuery,
  type RxCollection,
  type RxDocumentData,
  type RxJsonSchema,
  type RxStorage,
  type RxStorageChangeEvent,
  type RxStorageInstance,
} from 'rxdb/plugins/core';
import { afterEach } from 'vitest';

addRxPlugin(RxDBAttachmentsPlugin);

/** The document of the suite. */
export type Paper = { id: string; title: string; votes: number; day?: string; tags?: string[] };
export type Storage = RxStorage<unknown, unknown>;
export type Instance = RxStorageInstance<Paper, unknown, unknown, unknown>;
export type Bulk = EventBulk<RxStorageChangeEvent<RxDocumentData<Paper>>, unknown>;

/** The suite's schema: indexes over a string that may be missing and over a number. */
export const paperSchema: RxJsonSchema<Paper> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 100 },
    title: { type: 'string' },
    votes: { type: 'number', minimum: 0, maximum: 1_000_000, multipleOf: 1 },
    day: { type: 'string', maxLength: 10 },
    tags: { type: 'array', items: { type: 'string' } },
  },
  required: ['id', 'title', 'votes'],
  indexes: ['votes'],
  attachments: {},
};

/** A paper as RxDB hands it to a storage. */
export function stored(paper: Paper, revision = 1, deleted = false): RxDocumentData<Paper> {
  const lwt = 1_750_000_000_000 + revision;
  return { ...paper, _deleted: deleted, _attachments: {}, _rev: `${revision}-x`, _meta: { lwt } };
}

/** Rows that insert these papers. */
export function inserts(...papers: Paper[]): BulkWriteRow<Paper>[] {
  return papers.map((paper) => ({ document: stored(paper) }));
}

/** A row that puts a paper's next revision in place of the one before. */
export function update(before: Paper, after: Paper, revision = 2, deleted = false) {
  return { previous: stored(before, revision - 1), document: stored(after, revision, deleted) };
}

/** Which instance is opened; each is another one when left out. */
export type Where = {
  storage?: Storage;
  database?: string;
  collection?: string;
  version?: number;
  multiInstance?: boolean;
};

/** What the parts of the suite are given: instances of one storage, closed after each test. */
export type Harness = {
  makeStorage(): Storage;
  open(where?: Where): Promise<Instance>;
  openCollection(): Promise<RxCollection<Paper>>;
  /** Ids that a query gives, in its order. */
  ask(instance: Instance, query: MangoQuery<Paper>): Promise<string[]>;
  /** Everything that an instance tells from now on. */
  listen(instance: Instance): Bulk[];
};

/** A harness for one storage; to be made in a `describe`. */
export function harness(makeStorage: () => Storage): Harness {
  let count = 0;
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });
  return {
    makeStorage,
    async open(where = {}) {
      const { storage = makeStorage(), version = 0, multiInstance = false } = where;
      const number = count++;
      const instance = await storage.createStorageInstance<Paper>({
        databaseInstanceToken: `token${number}`,
        databaseName: where.database ?? `acceptance${number}`,
        collectionName: where.collection ?? 'papers',
        schema: fillWithDefaultSettings({ ...paperSchema, version }),
        options: {},
        multiInstance,
        devMode: false,
      });
      closing.push(() => instance.close());
      return instance;
    },
    async openCollection() {
      const name = `collections${count++}`;
      const storage = makeStorage();
      const database = await createRxDatabase({ name, storage, multiInstance: false });
      closing.push(() => database.close());
      return (await database.addCollections({ papers: { schema: paperSchema } })).papers;
    },
    async ask(instance, query) {
      const { schema } = instance;
      const prepared = prepareQuery<Paper>(schema, normalizeMangoQuery(schema, query));
      return (await instance.query(prepared)).documents.map((document) => document.id);
    },
    listen(instance) {
      const bulks: Bulk[] = [];
      instance.changeStream().subscribe((bulk) => bulks.push(bulk as Bulk));
      return bulks;
    },
  };
}
