import { writeSync } from 'node:fs';
import {
  createRxDatabase,
  type RxCollection,
  type RxDocumentData,
  type RxJsonSchema,
  type RxStorageInstance,
} from 'rxdb/plugins/core';
import { type CommitWrite, createNodeSqliteStorage, type NodeSqliteInternals } from './index.ts';

/** One of the `size` documents of a batch, or the counter (batch -1), whose `size` is what it counts. */
export type CrashDocument = { id: string; batch: number; size: number; padding: string };

/** The schema that the killed writer and the test that looks after it share. */
export const crashSchema: RxJsonSchema<CrashDocument> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 40 },
    batch: { type: 'integer', minimum: -1, maximum: 1_000_000_000, multipleOf: 1 },
    size: { type: 'integer' },
    padding: { type: 'string' },
  },
  required: ['id', 'batch', 'size'],
  indexes: ['batch'],
};

function recordBatch({ collection, documents, db }: CommitWrite): void {
  const [first] = documents as RxDocumentData<CrashDocument>[];
  if (collection !== 'documents' || !first || first.batch < 0) return;
  const sql = first._deleted
    ? 'DELETE FROM batches WHERE batch = ?'
    : 'INSERT INTO batches VALUES (?)';
  db.prepare(sql).run(first.batch);
}

/** Opens the collection under test; `batches` is a plain table written in beforeCommit. */
export async function openCrashDatabase(directory: string) {
  const storage = createNodeSqliteStorage({ directory, beforeCommit: recordBatch });
  const database = await createRxDatabase({ name: 'crash', storage, multiInstance: false });
  const { documents } = await database.addCollections({ documents: { schema: crashSchema } });
  const { connection } = documents.internalStorageInstance.internals as NodeSqliteInternals;
  connection.db.exec('CREATE TABLE IF NOT EXISTS batches(batch INTEGER PRIMARY KEY)');
  return { database, documents, connection };
}

/** Batches that are there at most; older ones are removed. */
const KEPT = 6;

/** Tells the parent, who may be about to kill this program. */
const say = (what: string, batch: number): void => void writeSync(1, `${what} ${batch}\n`);

/**
 * Writes, removes and cleans up until it is killed, and says on its output what it is about to remove
 * or clean, and what was acknowledged, after it was.
 */
async function writeForever(directory: string, firstBatch: number): Promise<never> {
  const { documents, connection } = await openCrashDatabase(directory);
  const known = connection.all<{ batch: number }>('SELECT batch FROM batches ORDER BY batch');
  const kept = known.map(({ batch }) => batch);
  for (let batch = firstBatch; ; batch += 1) {
    const size = 1 + (batch % 40);
    const padding = 'x'.repeat(500 + ((batch * 977) % 4000));
    await documents.bulkInsert(rowsOf(batch, size, padding));
    say('batch', batch);
    await documents.incrementalUpsert({ id: 'counter', batch: -1, size: batch, padding });
    say('counter', batch);
    kept.push(batch);
    while (kept.length > KEPT) await removeBatch(documents, kept.splice(batch % KEPT, 1)[0]!);
    if (batch % 2 === 0) await cleanUp(documents.internalStorageInstance, batch);
  }
}

function rowsOf(batch: number, size: number, padding: string): CrashDocument[] {
  return Array.from({ length: size }, (_, i) => ({ id: `${batch}-${i}`, batch, size, padding }));
}

async function removeBatch(documents: RxCollection<CrashDocument>, batch: number): Promise<void> {
  const found = await documents.find({ selector: { batch } }).exec();
  say('removing', batch);
  await documents.bulkRemove(found.map(({ id }) => id));
  say('removed', batch);
}

async function cleanUp(
  storage: RxStorageInstance<CrashDocument, unknown, unknown>,
  batch: number,
): Promise<void> {
  say('cleaning', batch);
  while (!(await storage.cleanup(0)));
  say('cleaned', batch);
}

if (import.meta.main) await writeForever(process.argv[2]!, Number(process.argv[3]));
