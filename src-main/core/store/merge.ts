import { mergeTextStates } from './text.ts';
import {
  type Field,
  type Fields,
  isSet,
  type SetField,
  type UserDocument,
} from './user-document.ts';

/**
 * Two states of one document, merged by field. Pure; commutative, associative and idempotent in
 * meaning, so that any order of arrival ends in the same state (SYNC-3).
 */
export function mergeDocuments<T extends UserDocument>(a: T, b: T): T {
  return { ...a, fields: mergeFields(a.fields, b.fields) };
}

/** Two field maps, merged by field; what only one side has is kept. */
export function mergeFields(a: Fields, b: Fields): Fields {
  const merged: Record<string, Field> = { ...a };
  for (const [name, field] of Object.entries(b)) {
    const known = a[name];
    merged[name] = known === undefined ? field : mergeField(known, field);
  }
  return merged;
}

function mergeField(a: Field, b: Field): Field {
  if (isSet(a) && isSet(b)) return mergeSets(a, b);
  if (a.kind === 'text' && b.kind === 'text') {
    const value = mergeTextStates(a.value as string, b.value as string);
    return { kind: 'text', clock: later(a.clock, b.clock), value };
  }
  return winner(a, b);
}

function mergeSets(a: SetField, b: SetField): SetField {
  const value: Record<string, SetField['value'][string]> = { ...a.value };
  for (const [element, entry] of Object.entries(b.value)) {
    const known = value[element];
    if (known === undefined || entry.clock > known.clock) value[element] = entry;
  }
  return { kind: 'set', clock: later(a.clock, b.clock), value };
}

/** Equal clocks come from a copied data folder only; then any fixed order will do. */
function winner(a: Field, b: Field): Field {
  if (a.clock !== b.clock) return a.clock > b.clock ? a : b;
  return JSON.stringify(a) >= JSON.stringify(b) ? a : b;
}

function later(a: string, b: string): string {
  return a >= b ? a : b;
}
