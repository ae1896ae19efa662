import { ORPCError } from '@orpc/client';

/** Insufficient Storage, as the core answers on a full disk. */
export const DISK_FULL = 507;

/** The status with which the core refused a call (an HTTP status); null where it did not answer. */
export function refusalOf(error: unknown): number | null {
  return error instanceof ORPCError ? error.status : null;
}
