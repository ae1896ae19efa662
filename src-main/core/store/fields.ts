import type { Hlc } from './clock.ts';

/** What JSON can say. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/**
 * The latest reading of each machine's clock that a value stands on (a version vector, after Parker
 * et al., "Detection of Mutual Inconsistency in Distributed Systems", 1983): what it does not cover
 * was written by someone who did not see it.
 */
export type Vector = { readonly [device: string]: Hlc };

/** When something was written, and the latest readings of other machines that were known then. */
export type Written = { readonly clock: Hlc; readonly past?: Vector };

/** One value; of two, the one with the greater clock stays (last writer wins). */
export type LwwField = Written & { readonly kind: 'lww'; readonly value: Json };

/** Whether a set has an element. */
export type SetElement = Written & { readonly present: boolean };

/** A set of strings, merged by element; `clock` is the greatest of the elements'. */
export type SetField = {
  readonly kind: 'set';
  readonly clock: Hlc;
  readonly value: { readonly [element: string]: SetElement };
};

/** A Yjs document in base64 (`Y.encodeStateAsUpdate`); `clock` is that of the last edit. */
export type TextField = Written & { readonly kind: 'text'; readonly value: string };

/** A field of a kind that this version does not know; it is kept and merged as one value. */
export type ForeignField = Written & { readonly kind: string; readonly value: Json };

export type Field = LwwField | SetField | TextField | ForeignField;

/** An open map: fields that this version does not know stay in it. */
export type Fields = { readonly [name: string]: Field };

/** Narrows to a set field. */
export function isSet(field: Field | undefined): field is SetField {
  return field?.kind === 'set';
}

/** The field of this name; whatever a newer version or another machine calls its fields. */
export function fieldOf(fields: Fields, name: string): Field | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
