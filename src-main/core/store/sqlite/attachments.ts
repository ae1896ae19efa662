import type { BulkWriteRow, CategorizeBulkWriteRowsOutput } from 'rxdb/plugins/core';
import type { SqliteConnection } from './connection.ts';
import { idKey } from './fields.ts';
import type { TableLayout } from './schema.ts';

/** The bytes of attachments that are about to be written. */
export type StagedAttachments = ReadonlyMap<Blob, Uint8Array>;

/** Reads the attachments of rows ahead of their transaction, since reading a Blob is asynchronous. */
export async function stageAttachments<T>(
  rows: readonly BulkWriteRow<T>[],
): Promise<StagedAttachments> {
  const staged = new Map<Blob, Uint8Array>();
  for (const { document } of rows) {
    for (const attachment of Object.values(document._attachments)) {
      if (!('data' in attachment) || staged.has(attachment.data)) continue;
      staged.set(attachment.data, new Uint8Array(await attachment.data.arrayBuffer()));
    }
  }
  return staged;
}

/** Stores and removes what a bulk write says of attachments; belongs in its transaction. */
export function writeAttachments<T>(
  connection: SqliteConnection,
  table: string,
  changes: CategorizeBulkWriteRowsOutput<T>,
  staged: StagedAttachments,
): void {
  for (const change of [...changes.attachmentsAdd, ...changes.attachmentsUpdate]) {
    const { data, type } = change.attachmentData;
    connection.run(
      `INSERT OR REPLACE INTO ${table}(document, attachment, digest, type, data) VALUES (?, ?, ?, ?, ?)`,
      ...[idKey(change.documentId), change.attachmentId, change.digest, type, staged.get(data)!],
    );
  }
  for (const { documentId, attachmentId } of changes.attachmentsRemove) {
    const sql = `DELETE FROM ${table} WHERE document = ? AND attachment = ?`;
    connection.run(sql, idKey(documentId), attachmentId);
  }
}

/** The bytes of one attachment. Throws when there is none with this digest. */
export function readAttachment(
  connection: SqliteConnection,
  layout: TableLayout,
  documentId: string,
  attachmentId: string,
  digest: string,
): Blob {
  const row =
    layout.attachments &&
    connection.get<{ type: string; data: Uint8Array<ArrayBuffer> }>(
      `SELECT type, data FROM ${layout.attachments} WHERE document = ? AND attachment = ? AND digest = ?`,
      ...[idKey(documentId), attachmentId, digest],
    );
  if (!row) throw new Error(`attachment ${attachmentId} of ${documentId} does not exist`);
  return new Blob([row.data], { type: row.type });
}
