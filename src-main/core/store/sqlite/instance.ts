import type { DatabaseSync } from 'node:sqlite';
import {
  type BulkWriteRow,
  type CategorizeBulkWriteRowsOutput,
  categorizeBulkWriteRows,
  type EventBulk,
  getPrimaryFieldOfPrimaryKey,
  now,
  type PreparedQuery,
  type RxDocumentData,
  type RxJsonSchema,
  type RxStorageBulkWriteResponse,
  type RxStorageChangeEvent,
  type RxStorageCountResult,
  type RxStorageInstance,
  type RxStorageInstanceCreationParams,
  type RxStorageQueryResult,
  type StringKeys,
} from 'rxdb/plugins/core';
import { type Observable, Subject } from 'rxjs';
import {
  readAttachment,
  type StagedAttachments,
  stageAttachments,
  writeAttachments,
} from './attachments.ts';
import { changedSince, type NodeSqliteInternals, type SqliteCheckpoint } from './changes.ts';
import type { SqliteConnection } from './connection.ts';
import { idKey } from './fields.ts';
import { countQuery, type QuerySource, runQuery } from './query.ts';
import { dropTable, ensureTable, tableLayout } from './schema.ts';
import { type TableWriter, tableWriter } from './write.ts';

/** What a host is told inside the transaction of a bulk write, after its documents were put. */
export type CommitWrite = {
  database: string;
  collection: string;
  /** The documents as stored; those refused as conflicts are not among them. */
  documents: readonly unknown[];
  /** The connection, with the transaction open: what is written here is committed with the documents. */
  db: DatabaseSync;
};

/** Options of a single collection; there are none. */
export type NodeSqliteInstanceOptions = Record<string, never>;

type Document<T> = RxDocumentData<T>;
type Changes<T> = EventBulk<RxStorageChangeEvent<Document<T>>, SqliteCheckpoint>;
type Written<T> = { changes: CategorizeBulkWriteRowsOutput<T>; lastSequence: number };

const CLEANUP_BATCH = 1000;

/** One collection of one schema version, in a table of its own. Made by `createNodeSqliteStorage`. */
export class NodeSqliteStorageInstance<T>
  implements RxStorageInstance<T, NodeSqliteInternals, NodeSqliteInstanceOptions, SqliteCheckpoint>
{
  readonly databaseName: string;
  readonly collectionName: string;
  readonly schema: Readonly<RxJsonSchema<Document<T>>>;
  readonly internals: NodeSqliteInternals;
  readonly options: Readonly<NodeSqliteInstanceOptions>;
  readonly #primaryPath: StringKeys<T>;
  readonly #source: QuerySource<T>;
  readonly #writer: TableWriter;
  readonly #beforeCommit: ((write: CommitWrite) => void) | undefined;
  readonly #changes$ = new Subject<Changes<T>>();
  #closed: Promise<void> | undefined;

  /** Takes over the caller's reference to the connection, unless it throws. */
  constructor(
    params: RxStorageInstanceCreationParams<T, NodeSqliteInstanceOptions>,
    connection: SqliteConnection,
    beforeCommit: ((write: CommitWrite) => void) | undefined,
  ) {
    const { databaseName, collectionName, schema } = params;
    this.databaseName = databaseName;
    this.collectionName = collectionName;
    this.schema = schema;
    this.options = params.options;
    this.#primaryPath = getPrimaryFieldOfPrimaryKey(schema.primaryKey) as StringKeys<T>;
    const layout = tableLayout(databaseName, collectionName, this.#primaryPath, schema);
    ensureTable(connection, layout);
    this.internals = { connection, layout };
    this.#source = { connection, layout, schema };
    this.#writer = tableWriter(connection, layout);
    this.#beforeCommit = beforeCommit;
  }

  async bulkWrite(
    rows: BulkWriteRow<T>[],
    context: string,
  ): Promise<RxStorageBulkWriteResponse<T>> {
    this.#ensureOpen();
    const staged = this.internals.layout.attachments ? await stageAttachments(rows) : undefined;
    this.#ensureOpen();
    const { connection } = this.internals;
    if (connection.inTransaction) {
      throw new Error('bulkWrite inside a transaction would be acknowledged before it is durable');
    }
    const written = connection.transaction(() => this.#write(rows, context, staged));
    this.#writer.committed();
    this.#announce(written);
    return { error: written.changes.errors };
  }

  #write(
    rows: BulkWriteRow<T>[],
    context: string,
    staged: StagedAttachments | undefined,
  ): Written<T> {
    const { connection, layout } = this.internals;
    const changes = this.#categorize(rows, context);
    const documents = [...changes.bulkInsertDocs, ...changes.bulkUpdateDocs].map(
      (row) => row.document,
    );
    const lastSequence = this.#writer.put(documents);
    if (staged && layout.attachments)
      writeAttachments(connection, layout.attachments, changes, staged);
    if (documents.length > 0) {
      const { databaseName: database, collectionName: collection } = this;
      this.#beforeCommit?.({ database, collection, documents, db: connection.db });
    }
    return { changes, lastSequence };
  }

  /** Conflicts show by the revision alone; whole documents are read only for those that have one. */
  #categorize(rows: BulkWriteRow<T>[], context: string): CategorizeBulkWriteRowsOutput<T> {
    const { connection, layout } = this.internals;
    const revision = connection.prepare(`SELECT rev FROM ${layout.table} WHERE id = ?`);
    const stored = new Map<string, Document<T>>();
    for (const { document } of rows) {
      const id = document[this.#primaryPath] as string;
      const row = revision.get(idKey(id));
      if (row) stored.set(id, { _rev: row.rev } as Document<T>);
    }
    const changes = categorizeBulkWriteRows<T>(this, this.#primaryPath, stored, rows, context);
    for (const error of changes.errors) {
      if ('documentInDb' in error) error.documentInDb = this.#find(error.documentId)!;
    }
    leaveOutRefused(changes);
    return changes;
  }

  #announce({ changes, lastSequence }: Written<T>): void {
    const last = [...changes.bulkInsertDocs, ...changes.bulkUpdateDocs].at(-1)?.document;
    if (!last || changes.eventBulk.events.length === 0) return;
    const checkpoint = this.#checkpoint(lastSequence, last);
    this.#changes$.next({ ...changes.eventBulk, checkpoint });
  }

  #checkpoint(sequence: number, document: Document<T>): SqliteCheckpoint {
    return { sequence, id: document[this.#primaryPath] as string, lwt: document._meta.lwt };
  }

  #find(id: string): Document<T> | undefined {
    const { connection, layout } = this.internals;
    const sql = `SELECT data FROM ${layout.table} WHERE id = ?`;
    const row = id.isWellFormed() ? connection.get<{ data: string }>(sql, idKey(id)) : undefined;
    return row && (JSON.parse(row.data) as Document<T>);
  }

  async findDocumentsById(ids: string[], withDeleted: boolean): Promise<Document<T>[]> {
    this.#ensureOpen();
    return ids
      .map((id) => this.#find(id))
      .filter((found): found is Document<T> => !!found && (withDeleted || !found._deleted));
  }

  async query(prepared: PreparedQuery<T>): Promise<RxStorageQueryResult<T>> {
    this.#ensureOpen();
    return { documents: runQuery(this.#source, prepared) };
  }

  async count(prepared: PreparedQuery<T>): Promise<RxStorageCountResult> {
    this.#ensureOpen();
    return countQuery(this.#source, prepared);
  }

  async getAttachmentData(documentId: string, attachmentId: string, digest: string): Promise<Blob> {
    this.#ensureOpen();
    const { connection, layout } = this.internals;
    return readAttachment(connection, layout, documentId, attachmentId, digest);
  }

  async getChangedDocumentsSince(
    limit: number,
    checkpoint?: SqliteCheckpoint,
  ): Promise<{ documents: Document<T>[]; checkpoint: SqliteCheckpoint }> {
    this.#ensureOpen();
    const page = changedSince<T>(this.internals, checkpoint?.sequence ?? 0, limit);
    const last = page.documents.at(-1);
    return {
      documents: page.documents.map(({ document }) => document),
      checkpoint: last
        ? this.#checkpoint(last.sequence, last.document)
        : (checkpoint ?? { sequence: 0, id: '', lwt: 0 }),
    };
  }

  changeStream(): Observable<Changes<T>> {
    this.#ensureOpen();
    return this.#changes$.asObservable();
  }

  /** Removes one batch of documents deleted long enough ago; true when none is left. */
  async cleanup(minimumDeletedTime: number): Promise<boolean> {
    this.#ensureOpen();
    const { connection, layout } = this.internals;
    const before = now() - minimumDeletedTime;
    return connection.transaction(() => {
      const ids = connection.all<{ id: string }>(
        `DELETE FROM ${layout.table} WHERE sequence IN
          (SELECT sequence FROM ${layout.table} WHERE deleted = 1 AND lwt <= ? LIMIT ?) RETURNING id`,
        ...[before, CLEANUP_BATCH],
      );
      if (layout.attachments) {
        const sql = `DELETE FROM ${layout.attachments} WHERE document = ?`;
        for (const { id } of ids) connection.run(sql, id);
      }
      return ids.length < CLEANUP_BATCH;
    });
  }

  /** Removes the collection's documents for good and closes. */
  async remove(): Promise<void> {
    this.#ensureOpen();
    dropTable(this.internals.connection, this.internals.layout);
    await this.close();
  }

  /** Ends the change stream and gives up the connection; a second call does nothing. */
  close(): Promise<void> {
    this.#closed ??= Promise.resolve().then(() => {
      this.#changes$.complete();
      this.internals.connection.close();
    });
    return this.#closed;
  }

  #ensureOpen(): void {
    if (!this.#closed) return;
    throw new Error(`storage of ${this.databaseName}/${this.collectionName} is closed`);
  }
}

/** RxDB's helper tells of the insertion of a document that it refuses for want of an attachment's bytes. */
function leaveOutRefused<T>(changes: CategorizeBulkWriteRowsOutput<T>): void {
  const refused = new Set<string>();
  for (const { status, documentId } of changes.errors) if (status === 510) refused.add(documentId);
  if (refused.size === 0) return;
  const isKept = ({ documentId }: { documentId: string }) => !refused.has(documentId);
  changes.eventBulk.events = changes.eventBulk.events.filter(isKept);
  changes.attachmentsAdd = changes.attachmentsAdd.filter(isKept);
}
