import { setImmediate } from 'node:timers/promises';
import { mergeDocument } from '../exchange/index.ts';
import {
  type Fields,
  fieldOf,
  type Hlc,
  isDeleted,
  lostValues,
  sameField,
  withDeletion,
} from '../store/index.ts';
import type { Loss, Merge, SyncRecord } from './record.ts';
import type { Applied } from './sync-store.ts';

type Document = SyncRecord['document'];

/** Documents are merged for so long before others have their turn. */
const TURN_MS = 8;
const ABOUT_BEING = ['deleted', 'purged'];

/** What records make of what is here. */
export type Merged = Applied & {
  /** What is to be written, in its newest state. */
  readonly documents: readonly SyncRecord[];
  /** Those of it that say something which only this machine says: that they stay. */
  readonly kept: readonly SyncRecord[];
};

/** The key of a document among all collections'. */
export function keyOf({ collection, document }: SyncRecord): string {
  return `${collection}|${document.id}`;
}

/** What stays though others deleted it, and when that is said. */
export type Keeper = {
  readonly keeps: (record: SyncRecord) => boolean;
  readonly next: () => Hlc;
};

type Merging = [
  records: readonly SyncRecord[],
  here: (record: SyncRecord) => Document | undefined,
  keep: Keeper | null,
];

/** Merges records into what is here; what `keep` keeps and would be deleted says that it stays. */
export function mergeRecords(...merging: Merging): Merged {
  const steps = stepsOf(...merging);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** `mergeRecords` that lets others have their turn in between: a note takes longer than all the rest. */
export async function mergeInTurns(...merging: Merging): Promise<Merged> {
  const steps = stepsOf(...merging);
  for (let deadline = performance.now() + TURN_MS; ; ) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() < deadline) continue;
    await setImmediate();
    deadline = performance.now() + TURN_MS;
  }
}

/** Stops after each record. */
function* stepsOf(...[records, here, keep]: Merging): Generator<undefined, Merged> {
  const written = new Map<string, SyncRecord>();
  const kept = new Map<string, SyncRecord>();
  const losses: Loss[] = [];
  const merges: Merge[] = [];
  for (const record of records) {
    const key = keyOf(record);
    const known = written.get(key)?.document ?? here(record);
    const one = mergeOne(known, record);
    losses.push(...one.losses);
    if (one.merge) merges.push(one.merge);
    const isKept = keep?.keeps(record) && wasDeleted(known, one.document);
    const stays = keep && isKept ? staying(one.document, keep.next()) : null;
    const next = { ...record, document: stays ?? one.document };
    if (next.document !== known) written.set(key, next);
    if (stays) kept.set(key, next);
    yield;
  }
  return {
    ...{ changed: written.size, merges, losses },
    ...{ documents: [...written.values()], kept: [...kept.values()] },
  };
}

/** Whether a record could delete anything: most need not be compared with what is here. */
export function isDeletion({ document }: SyncRecord): boolean {
  return document.fields !== undefined && isDeleted(document.fields as Fields);
}

/** How many documents that are here a set of records would delete. */
export function countDeleted(
  records: readonly SyncRecord[],
  here: (record: SyncRecord) => Document | undefined,
): number {
  const { documents } = mergeRecords(records, here, null);
  return documents.filter((record) => wasDeleted(here(record), record.document)).length;
}

function mergeOne(known: Document | undefined, { collection, document }: SyncRecord) {
  if (known === undefined) return { document, merge: null, losses: [] };
  const together = mergeDocument(collection, known, document) as Document;
  const { id } = document;
  const [here, there] = [known, document].map(({ fields }) => (fields ?? {}) as Fields);
  // Whether it is there is no value of a field's: a deletion that lost can simply be done again.
  const lost = lostValues(here!, there!).filter(({ field }) => !ABOUT_BEING.includes(field));
  const losses = lost.map((one) => ({ collection, id, ...one }));
  const isMerge = together !== known && mergeDocument(collection, document, known) !== document;
  const merge = isMerge ? { collection, id, fields: newsIn(here!, together) } : null;
  return { document: together, merge, losses };
}

/** The names of the fields that a merge has changed. */
function newsIn(here: Fields, { fields }: Document): string[] {
  return Object.entries((fields ?? {}) as Fields).flatMap(([name, field]) =>
    sameField(fieldOf(here, name), field) ? [] : [name],
  );
}

function wasDeleted(before: Document | undefined, after: Document): boolean {
  return isPresent(before) && !isPresent(after);
}

/** Whether a document of the user's is here and not in the trash. */
export function isPresent(document: Document | undefined): boolean {
  return document?.fields !== undefined && !isDeleted(document.fields as Fields);
}

function staying(document: Document, clock: Hlc): Document {
  return { ...document, fields: withDeletion(document.fields as Fields, false, clock) };
}
