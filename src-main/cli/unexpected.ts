import type { Io } from './io.ts';
import { t } from './texts.ts';

/** From a core of our own as SQLite and the system say it, from a running one as it answers. */
function isDiskFull(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { errcode, code, cause } = error as { errcode?: number; code?: string; cause?: unknown };
  const known = ['ENOSPC', 'EDQUOT', 'INSUFFICIENT_STORAGE'].includes(code ?? '');
  return known || (errcode !== undefined && (errcode & 0xff) === 13) || isDiskFull(cause);
}

const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

/** Only from a core of our own: a running one tells of it everywhere, not in its answers. */
function isDamage(error: unknown): boolean {
  const { errcode = 0 } = (error ?? {}) as { errcode?: number };
  return [SQLITE_CORRUPT, SQLITE_NOTADB].includes(errcode & 0xff);
}

/** The running core that was being asked has gone. */
export class CoreLostError extends Error {}

function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${traceOf(error.cause)}`;
  return (error.stack ?? error.message) + cause;
}

function sentenceOf(error: unknown): string {
  const told = error instanceof Error ? error.message : String(error);
  if (isDiskFull(error)) return t.diskFull;
  if (isDamage(error)) return t.damaged;
  return error instanceof CoreLostError ? told : t.unexpected(told.split('\n', 1)[0] ?? '');
}

/**
 * Says in a sentence that something failed which no command foresaw; where it came from only with
 * `debug`. Answers the exit code.
 */
export function reportUnexpected(
  error: unknown,
  { json = false, debug = false }: { json?: boolean; debug?: boolean },
  io: Io,
): 1 {
  const message = sentenceOf(error);
  const reason = error instanceof CoreLostError ? 'core-lost' : 'unexpected';
  if (json) io.stdout.write(`${JSON.stringify({ error: { reason, message } }, null, 2)}\n`);
  io.stderr.write(`offprint: ${message}\n`);
  if (debug) io.stderr.write(`${traceOf(error)}\n`);
  return 1;
}
