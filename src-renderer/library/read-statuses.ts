import type { ReadStatus } from '../../src-shared/contract/index.ts';

/** In the order of reading. Not taken from the contract's schema, which would bring zod along. */
const places: Readonly<Record<ReadStatus, number>> = {
  new: 0,
  'to-read': 1,
  reading: 2,
  read: 3,
  skipped: 4,
};

/** Every status, in the order of reading. */
export const READ_STATUSES = (Object.keys(places) as ReadStatus[]).sort(
  (a, b) => places[a] - places[b],
);
