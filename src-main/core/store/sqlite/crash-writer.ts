import { writeSync } from 'node:fs';
import { createRxDatabase, type RxJsonSchema } from 'rxdb/plugins/core';
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
  const [first] = documents as CrashDocument[];
  if (collection === 'documents' && first && first.batch >= 0) {
    db.prepare('INSERT INTO batches VALUES (?)').run(first.batch);
  }
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

/** Writes until it is killed, and says on its output what was acknowledged, after it was. */
async function writeForever(directory: string, firstBatch: number): Promise<never> {
  const { documents } = await openCrashDatabase(directory);
  for (let batch = firstBatch; ; batch += 1) {
    const size = 1 + (batch % 40);
    const padding = 'x'.repeat(500 + ((batch * 977) % 4000));
    const rows = Array.from({ length: size }, (_, i) => ({
      id: `${batch}-${i}`,
      batch,
      size,
      padding,
    }));
    await documents.bulkInsert(rows);
    writeSync(1, `batch ${batch}\n`);
    await documents.incrementalUpsert({ id: 'counter', batch: -1, size: batch, padding });
    writeSync(1, `counter ${batch}\n`);
  }
}

if (import.meta.main) await writeForever(process.argv[2]!, Number(process.argv[3]));
