/**
 * Why an archive could not be written or read: `not-an-archive` another kind of file; `damaged` not
 * what was written; `truncated` its end is missing; `newer-version` a newer program made it;
 * `stopped` the program closes, or the user cancelled.
 */
export type ArchiveReason =
  | 'not-an-archive'
  | 'damaged'
  | 'truncated'
  | 'newer-version'
  | 'disk-full'
  | 'disk-error'
  | 'stopped';

export type ArchiveFailure = {
  readonly ok: false;
  readonly reason: ArchiveReason;
  /** For a log. */
  readonly detail: string;
};

/** Thrown where the reason is known. */
export class ArchiveRefusal extends Error {
  readonly reason: ArchiveReason;

  constructor(reason: ArchiveReason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

const SQLITE_FULL = 13;

/** What an error of the file system, of SQLite or of the ZIP library means. */
export function archiveFailure(error: unknown): ArchiveFailure {
  return { ok: false, reason: reasonOf(error), detail: String(error) };
}

function reasonOf(error: unknown): ArchiveReason {
  if (error instanceof ArchiveRefusal) return error.reason;
  const { code, errcode } = error as { code?: string; errcode?: number };
  if (((errcode ?? 0) & 0xff) === SQLITE_FULL) return 'disk-full';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full';
  // The ZIP library's own errors have no code, those of zlib begin with Z.
  return code?.startsWith('E') ? 'disk-error' : 'damaged';
}
