import { ORPCError } from '@orpc/server';

const SQLITE_FULL = 13;

/** The code under which the contract's callers meet a full disk; status 507 as in WebDAV. */
const INSUFFICIENT_STORAGE = 'INSUFFICIENT_STORAGE';

/** Whether an error, or what caused it, says that the disk or the user's quota is used up. */
export function isDiskFull(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { errcode, code, cause } = error as { errcode?: unknown; code?: unknown; cause?: unknown };
  const sqlite = typeof errcode === 'number' && (errcode & 0xff) === SQLITE_FULL;
  return sqlite || code === 'ENOSPC' || code === 'EDQUOT' || isDiskFull(cause);
}

/** Calls on; a full disk is answered as such, so that whoever called can say what helps. */
export async function tellFullDisk<T>({ next }: { next(): Promise<T> }): Promise<T> {
  try {
    return await next();
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    throw new ORPCError(INSUFFICIENT_STORAGE, { status: 507, cause: error });
  }
}
