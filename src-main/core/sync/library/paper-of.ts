import type { SyncRecord } from '../record.ts';

/** The paper that a document of the user's speaks of; null where it is of none. */
export function paperOf({ collection, document }: SyncRecord): string | null {
  if (collection === 'states') return document.id;
  return typeof document.paperId === 'string' ? document.paperId : null;
}
