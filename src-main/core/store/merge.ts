import { isDeepStrictEqual } from 'node:util';
import { canonicalJson } from './canonical-json.ts';
import { deviceOf, type Hlc } from './clock.ts';
import { EMPTY_TEXT, mergeTextStates } from './text.ts';
import {
  type Field,
  type Fields,
  fieldOf,
  isSet,
  type Json,
  type LwwField,
  type SetElement,
  type SetField,
  type UserDocument,
  type Written,
} from './user-document.ts';
import { pastOf, united, vectorOf } from './vectors.ts';

/**
 * Two states of one document, merged by field. Pure; commutative, associative and idempotent in
 * meaning, so that any order of arrival ends in the same state (SYNC-3).
 */
export function mergeDocuments<T extends UserDocument>(a: T, b: T): T {
  return { ...a, fields: mergeFields(a.fields, b.fields) };
}

/** Two field maps, merged by field; what only one side has is kept. */
export function mergeFields(a: Fields, b: Fields): Fields {
  const merged = new Map(Object.entries(a));
  for (const [name, field] of Object.entries(b)) {
    const known = merged.get(name);
    merged.set(name, known === undefined ? field : mergeField(known, field));
  }
  return Object.fromEntries(merged);
}

/** A single value that lost to another, though nobody who wrote that one had seen it. */
export type LostValue = { readonly field: string; readonly value: Json; readonly clock: Hlc };

/** The values that a merge of two field maps leaves behind; texts and sets lose none. */
export function lostValues(a: Fields, b: Fields): LostValue[] {
  return Object.entries(b).flatMap(([field, there]) => {
    const here = fieldOf(a, field);
    if (here?.kind !== 'lww' || there.kind !== 'lww') return [];
    const won = winner(here, there);
    const { value, clock } = (won === here ? there : here) as LwwField;
    const isKnown = (vectorOf(won)[deviceOf(clock)] ?? '') >= clock;
    return isKnown || sameJson(value, won.value as Json) ? [] : [{ field, value, clock }];
  });
}

function sameJson(a: Json, b: Json): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** What newer versions say beside a field's value goes with the one that stays (SYNC-6). */
function mergeField(a: Field, b: Field): Field {
  if (isSet(a) && isSet(b)) return mergeSets(a, b);
  const won = winner(a, b);
  const known = united(vectorOf(a), vectorOf(b));
  const merged = { ...won, ...pastOf(known, won.clock) };
  if (a.kind !== 'text' || b.kind !== 'text') return merged;
  return { ...merged, value: mergeTextStates(a.value as string, b.value as string) };
}

function mergeSets(a: SetField, b: SetField): SetField {
  const elements = new Map(Object.entries(a.value));
  for (const [element, entry] of Object.entries(b.value)) {
    const known = elements.get(element);
    if (known === undefined) elements.set(element, entry);
    else if (!isDeepStrictEqual(known, entry)) elements.set(element, mergeElement(known, entry));
  }
  const bare = winner({ ...a, value: {} }, { ...b, value: {} }) as SetField;
  return { ...bare, value: Object.fromEntries(elements) };
}

function mergeElement(a: SetElement, b: SetElement): SetElement {
  const field = ({ present, ...rest }: SetElement): LwwField => ({
    ...rest,
    ...{ kind: 'lww', value: present },
  });
  const { kind: _same, value, ...rest } = mergeField(field(a), field(b)) as LwwField;
  return { ...rest, present: value === true };
}

/** Equal clocks come from a copied data folder only; then any fixed order will do. */
function winner(a: Field, b: Field): Field {
  if (a.clock !== b.clock) return a.clock > b.clock ? a : b;
  return contentOf(a) >= contentOf(b) ? a : b;
}

function contentOf({ past: _known, ...field }: Field & Written): string {
  return canonicalJson(field as unknown as Json);
}

/** Whether two states of a field say the same; a text may be written in bytes in several ways. */
export function sameField(a: Field | undefined, b: Field): boolean {
  if (a?.kind !== 'text' || b.kind !== 'text') return isDeepStrictEqual(a, b);
  return a.clock === b.clock && (a.value === b.value || canonicalText(a) === canonicalText(b));
}

function canonicalText({ value }: Field): string {
  return mergeTextStates(EMPTY_TEXT, value as string);
}
