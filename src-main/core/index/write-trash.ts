import type { TrashKind } from '../../../src-shared/contract/index.ts';
import { deletedAt, type Fields, isPurged, type SqliteConnection } from '../store/index.ts';

/** What the trash looks at in a document. */
export type Deletable = {
  readonly kind: TrashKind;
  readonly id: string;
  /** The id that its paper goes by now. */
  readonly paperId: string | null;
  /** The id that the document names its paper by; its own where it is a paper's. */
  readonly named?: string | null;
  readonly fields: Fields;
};

/** A deleted thing lies in the trash until it is let go for ever. */
export function writeTrash(
  index: SqliteConnection,
  { kind, id, paperId, named = id, fields }: Deletable,
): void {
  const at = isPurged(fields) ? null : deletedAt(fields);
  if (at === null) index.run('DELETE FROM trash WHERE kind = ? AND id = ?', kind, id);
  else
    index.run(
      `INSERT INTO trash(kind, id, named, paper, deleted_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT(kind, id) DO UPDATE SET paper = excluded.paper, deleted_at = excluded.deleted_at`,
      ...[kind, id, named, paperId, at],
    );
}
