/** Why a library file could not be read, copied or verified. */
export type FailureReason =
  | 'not-a-library'
  | 'damaged'
  | 'newer-version'
  | 'disk-full'
  | 'disk-error'
  | 'stopped';

export type Failure = {
  readonly ok: false;
  readonly reason: FailureReason;
  readonly detail: string;
};

/** Thrown where the reason is known; everything else is told by its code. */
export class Refusal extends Error {
  readonly reason: FailureReason;

  constructor(reason: FailureReason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

/** A table without the columns that it must have. */
const SQLITE_ERROR = 1;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_NOTADB = 26;
const DAMAGE = [SQLITE_ERROR, SQLITE_CORRUPT, SQLITE_NOTADB];

/** What an error of SQLite or of the file system means. */
export function failureOf(error: unknown): Failure {
  return { ok: false, reason: reasonOf(error), detail: String(error) };
}

function reasonOf(error: unknown): FailureReason {
  if (error instanceof Refusal) return error.reason;
  const { code, errcode } = error as { code?: string; errcode?: number };
  const primary = (errcode ?? 0) & 0xff;
  if (primary === SQLITE_FULL || code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full';
  if (DAMAGE.includes(primary)) return 'damaged';
  return 'disk-error';
}
