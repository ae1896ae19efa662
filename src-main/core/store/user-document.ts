import { type Hlc, hlcMilliseconds, laterThan, ZERO_HLC } from './clock.ts';
import {
  type Field,
  type Fields,
  fieldOf,
  isSet,
  type Json,
  type Vector,
  type Written,
} from './fields.ts';
import { covers, pastOf, vectorOf } from './vectors.ts';

export * from './fields.ts';

/**
 * A document that the user made. Everything that can change is in `fields`, each with its own
 * clock, so that two machines' changes merge by field. `by` is the mutation that wrote it last.
 */
export type UserDocument = {
  readonly id: string;
  readonly fields: Fields;
  readonly by: string;
};

/**
 * The value of the deletion field: what whoever deleted it had seen of each field. A library of before
 * has one reading for all machines there.
 */
type DeletionValue = { readonly [name: string]: string | Vector };

const DELETED = 'deleted';
const PURGED = 'purged';

/** A set of one changed field. */
export function withValue(fields: Fields, name: string, value: Json, clock: Hlc): Fields {
  return {
    ...fields,
    [name]: { kind: 'lww', value, ...writtenOver(fieldOf(fields, name), clock) },
  };
}

/** When a value is written that stands on another one. */
function writtenOver(before: Field | undefined, reading: Hlc): Written {
  if (before === undefined) return { clock: reading };
  const clock = laterThan(before.clock, reading);
  return { clock, ...pastOf(vectorOf(before), clock) };
}

/** The value of a last-writer-wins field, or `fallback`; the caller knows the field's type. */
export function fieldValue<T extends Json>(fields: Fields, name: string, fallback: T): T {
  const field = fieldOf(fields, name);
  return field?.kind === 'lww' ? (field.value as T) : fallback;
}

/** Adds to or takes from a set field. */
export function withElement(
  fields: Fields,
  name: string,
  element: string,
  present: boolean,
  clock: Hlc,
): Fields {
  const before = fieldOf(fields, name);
  const elements = isSet(before) ? before.value : {};
  const known = Object.hasOwn(elements, element) ? elements[element] : undefined;
  const written = writtenOver(known && { kind: 'lww', value: null, ...known }, clock);
  const value = { ...elements, [element]: { present, ...written } };
  const latest = before && before.clock > written.clock ? before.clock : written.clock;
  return { ...fields, [name]: { kind: 'set', clock: latest, value } };
}

/** The elements that are in a set field, in a stable order. */
export function elementsOf(fields: Fields, name: string): string[] {
  const field = fieldOf(fields, name);
  if (!isSet(field)) return [];
  return Object.keys(field.value)
    .filter((element) => field.value[element]?.present)
    .sort();
}

/** Replaces a text field's Yjs state (which must contain the former one). */
export function withText(fields: Fields, name: string, state: string, clock: Hlc): Fields {
  const written = writtenOver(fieldOf(fields, name), clock);
  return { ...fields, [name]: { kind: 'text', value: state, ...written } };
}

/** The Yjs state of a text field in base64, or undefined. */
export function textStateOf(fields: Fields, name: string): string | undefined {
  const field = fieldOf(fields, name);
  return field?.kind === 'text' ? (field.value as string) : undefined;
}

/** Marks as deleted, or takes that back. Deletion is a field: nothing is taken out of the store. */
export function withDeletion(fields: Fields, deleted: boolean, clock: Hlc): Fields {
  // What was let go for ever once and came back lies in the trash again when it is deleted again.
  const known = fieldValue(fields, PURGED, false)
    ? withValue(fields, PURGED, false, clock)
    : fields;
  return withDeletionOf(known, deleted, clock);
}

function withDeletionOf(fields: Fields, deleted: boolean, clock: Hlc): Fields {
  const others = Object.entries(fields).filter(([name]) => name !== DELETED);
  const seen = Object.fromEntries(others.map(([name, field]) => [name, vectorOf(field)]));
  return withValue(fields, DELETED, deleted ? seen : null, clock);
}

/**
 * Whether the document counts as deleted: it was deleted, and no field has been edited that the
 * one who deleted it had not seen. So an edit that races a deletion wins, whichever clock is ahead.
 */
export function isDeleted(fields: Fields): boolean {
  const seen = fieldValue<DeletionValue | null>(fields, DELETED, null);
  if (seen === null) return false;
  return Object.entries(fields).every(
    ([name, field]) => name === DELETED || wasSeen(field, seen[name] ?? {}),
  );
}

function wasSeen(field: Field, seen: string | Vector): boolean {
  return typeof seen === 'string' ? field.clock <= seen : covers(seen, vectorOf(field));
}

/** When it was deleted, in milliseconds since the epoch by the clock of whoever did; null if it is not. */
export function deletedAt(fields: Fields): number | null {
  return isDeleted(fields) ? hlcMilliseconds(fields[DELETED]?.clock ?? ZERO_HLC) : null;
}

/**
 * Marks a deleted document as let go for ever: it leaves the trash. The document stays, as other
 * machines must learn of it, and an edit that raced it brings it back. `next` gives clocks.
 */
export function withPurge(fields: Fields, next: () => Hlc): Fields {
  return withDeletionOf(withValue(fields, PURGED, true, next()), true, next());
}

/** Whether it was deleted and then let go for ever. */
export function isPurged(fields: Fields): boolean {
  return fieldValue(fields, PURGED, false) && isDeleted(fields);
}

/** The greatest clock in a document's fields. */
export function latestClock(fields: Fields): Hlc {
  let latest = ZERO_HLC;
  for (const field of Object.values(fields)) if (field.clock > latest) latest = field.clock;
  return latest;
}
