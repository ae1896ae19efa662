import type { EventKind } from '../../../../src-shared/contract/index.ts';
import type { EventHub } from '../../events/index.ts';
import type { CollectionName } from '../../store/index.ts';
import type { SyncRecord } from '../record.ts';
import { paperOf } from './paper-of.ts';

/** More papers than are worth naming one by one. */
const MANY = 200;

const KINDS: Partial<Record<CollectionName, readonly EventKind[]>> = {
  papers: ['papers'],
  aliases: ['papers'],
  states: ['papers'],
  collections: ['collections', 'papers'],
  memberships: ['collections', 'papers'],
  annotations: ['annotations'],
  notes: ['notes'],
  searches: ['searches'],
  settings: ['settings'],
};

/** Tells whoever listens what other machines' documents have changed here. */
export function announce(events: EventHub, written: readonly SyncRecord[]): void {
  const ids = new Map<EventKind, Set<string>>();
  for (const record of written)
    for (const kind of KINDS[record.collection] ?? []) {
      const known = ids.get(kind) ?? new Set();
      ids.set(kind, known.add(subjectOf(record)));
    }
  for (const [kind, some] of ids) events.changed(kind, some.size > MANY ? 'many' : [...some]);
}

/** What an event names: papers, free notes, settings. */
function subjectOf(record: SyncRecord): string {
  return paperOf(record) ?? record.document.id;
}
