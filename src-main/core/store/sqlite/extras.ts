import type { RxDocumentData, RxJsonSchema } from 'rxdb/plugins/core';
import {
  type Irregularity,
  irregularity,
  isPlainKey,
  isPlainText,
  SCALARS,
  type ScalarField,
  type ScalarType,
  type SchemaPart,
  scalarPaths,
  valueAt,
} from './fields.ts';

/** What the schema says of the elements of an array. */
export type ListItems =
  | { kind: 'scalar'; type: ScalarType }
  | { kind: 'object'; fields: ReadonlyMap<string, ScalarField> };

/** An array with elements of one scalar type, or objects; only objects are on the way to it. */
export type ListField = { path: string; keys: readonly string[]; items: ListItems };

/** A field that has no column but is translated all the same: an array, or a scalar that may be null. */
export type ExtraField = ScalarField | ListField;

/** The {@link ExtraField}s of a schema by path. */
export function extraFields<T>(schema: RxJsonSchema<RxDocumentData<T>>): Map<string, ExtraField> {
  const found = extrasOf(schema as SchemaPart, []).map((field) => [field.path, field] as const);
  return new Map(found);
}

/** Tells arrays from scalars. */
export function isList(field: ExtraField): field is ListField {
  return 'items' in field;
}

/** How a stored value strays from what the schema says of an {@link ExtraField}. */
export function extraIrregularity(field: ExtraField, value: unknown): Irregularity | undefined {
  if (!isList(field)) return irregularity(field, value);
  if (value === undefined) return undefined;
  const { items } = field;
  const regular = Array.isArray(value) && value.every((item) => isRegularItem(items, item));
  return regular ? undefined : 'type';
}

function extrasOf(part: SchemaPart, keys: string[]): ExtraField[] {
  if (keys.length > 0) {
    const nullable = nullableType(part.type);
    if (nullable) return [scalar(keys, nullable)];
    const items = part.type === 'array' ? itemsOf(part.items) : undefined;
    if (items) return [{ path: keys.join('.'), keys, items }];
  }
  if (part.type !== undefined && part.type !== 'object') return [];
  return Object.entries(part.properties ?? {}).flatMap(([key, child]) =>
    child && isPlainKey(key) ? extrasOf(child, [...keys, key]) : [],
  );
}

/** The one scalar type that stands beside null. */
function nullableType(type: unknown): ScalarType | undefined {
  if (!Array.isArray(type) || type.length !== 2 || !type.includes('null')) return undefined;
  const other: unknown = type.find((one) => one !== 'null');
  return SCALARS.has(other) ? (other as ScalarType) : undefined;
}

function itemsOf(items: unknown): ListItems | undefined {
  if (items === null || typeof items !== 'object' || Array.isArray(items)) return undefined;
  const part = items as SchemaPart;
  if (SCALARS.has(part.type)) return { kind: 'scalar', type: part.type as ScalarType };
  if (part.type !== 'object') return undefined;
  const fields = scalarPaths(part, []).map(({ keys, type }) => scalar(keys, type));
  return { kind: 'object', fields: new Map(fields.map((field) => [field.path, field])) };
}

function scalar(keys: readonly string[], type: ScalarType): ScalarField {
  return { path: keys.join('.'), keys, type, column: undefined, system: false };
}

function isRegularItem(items: ListItems, item: unknown): boolean {
  if (items.kind === 'scalar') return isRegularScalar(items.type, item);
  if (item === null || typeof item !== 'object' || Array.isArray(item)) return false;
  return [...items.fields.values()].every(
    (field) => irregularity(field, valueAt(item, field.keys)) === undefined,
  );
}

/** SQLite reads elements from the JSON by itself, so numbers have to be whole. */
function isRegularScalar(type: ScalarType, value: unknown): boolean {
  if (type === 'string') return typeof value === 'string' && isPlainText(value);
  return type === 'boolean' ? typeof value === 'boolean' : Number.isSafeInteger(value);
}
