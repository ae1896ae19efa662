import type { SQLInputValue } from 'node:sqlite';
import type { RxDocumentData, RxJsonSchema } from 'rxdb/plugins/core';
import { sortKey } from './sort-key.ts';

/** The types of a field whose values SQLite can hold and compare as RxDB does. */
export type ScalarType = 'string' | 'number' | 'integer' | 'boolean';

/** A field that the schema declares as one scalar, with only objects on the way to it. */
export type ScalarField = {
  /** Path with dots, as queries name it. */
  path: string;
  keys: readonly string[];
  type: ScalarType;
  /** Quoted name of the column that holds it; undefined when it lives in the JSON only. */
  column: string | undefined;
  /** One of RxDB's own or the primary key: always there, always of its type. */
  system: boolean;
};

/**
 * How values of a field have strayed from its schema (RxDB does not check): `null` where SQL cannot
 * tell null from missing when it sorts, `type` where SQL would compare wrongly altogether.
 */
export type Irregularity = 'null' | 'type';

/** Stands for "there is something other than an object on the way to the field". */
const OFF_THE_PATH = Symbol('off the path');
/** The types of JSON schema that are scalars. */
export const SCALARS: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean']);

/** What is read of a JSON schema. */
export type SchemaPart = {
  type?: unknown;
  items?: unknown;
  properties?: Record<string, SchemaPart | undefined>;
};

/** Every scalar field of a schema, indexed ones with a column, in the schema's order. */
export function scalarFields<T>(
  schema: RxJsonSchema<RxDocumentData<T>>,
  primaryPath: string,
): ScalarField[] {
  const system = new Map([
    [primaryPath, 'id'],
    ['_deleted', 'deleted'],
    ['_meta.lwt', 'lwt'],
  ]);
  const indexed = new Set(indexPaths(schema).flat());
  return scalarPaths(schema as SchemaPart, []).map(({ keys, type }, position) => {
    const path = keys.join('.');
    const own = indexed.has(path) ? quoteName(`x${position}.${path}`) : undefined;
    return { path, keys, type, column: system.get(path) ?? own, system: system.has(path) };
  });
}

/** The paths of each index of a schema. */
export function indexPaths<T>(schema: RxJsonSchema<RxDocumentData<T>>): string[][] {
  const indexes = (schema.indexes ?? []) as readonly (string | readonly string[])[];
  return indexes.map((index) => (typeof index === 'string' ? [index] : [...index]));
}

/** The scalars of a schema with only objects on the way to them, in its order. */
export function scalarPaths(
  part: SchemaPart,
  keys: string[],
): { keys: string[]; type: ScalarType }[] {
  if (keys.length > 0 && SCALARS.has(part.type)) return [{ keys, type: part.type as ScalarType }];
  if (part.type !== undefined && part.type !== 'object') return [];
  return Object.entries(part.properties ?? {}).flatMap(([key, child]) =>
    child && isPlainKey(key) ? scalarPaths(child, [...keys, key]) : [],
  );
}

/** Numbers mean positions in arrays to the matcher; quotes and backslashes have no agreed JSON path. */
export function isPlainKey(key: string): boolean {
  return !/^\d+$|[."\\]/.test(key) && isPlainText(key);
}

/** A field's value in a document; undefined when it or an object on the way to it is missing. */
export function valueAt(document: unknown, keys: readonly string[]): unknown {
  let value = document;
  for (const key of keys) {
    if (value === undefined) return undefined;
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return OFF_THE_PATH;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** How a value strays from its field's type, undefined when it does not. */
export function irregularity(field: ScalarField, value: unknown): Irregularity | undefined {
  if (value === undefined) return undefined;
  if (value === null) return 'null';
  return isRegular(field, value) ? undefined : 'type';
}

/** Whether a stored value is of the field's type and means the same in SQLite as in JavaScript. */
function isRegular(field: ScalarField, value: unknown): boolean {
  // In JSON text only whole numbers are sure to be read by SQLite as JavaScript reads them.
  const inJson = field.type === 'integer' && !field.column;
  return isComparable(field, value) && (!inJson || Number.isSafeInteger(value));
}

/** Whether SQLite compares this value with the field's as RxDB's matcher does. */
export function isComparable(
  field: { type: ScalarType },
  value: unknown,
): value is string | number | boolean {
  if (field.type === 'string') return typeof value === 'string' && isPlainText(value);
  if (field.type === 'boolean') return typeof value === 'boolean';
  return Number.isFinite(value);
}

/** No lone surrogate (UTF-8 has none) and no NUL (where C ends a text). */
export function isPlainText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** The primary key as its column has it. Lone surrogates have no UTF-8, two ids would become one. */
export function idKey(id: unknown): string {
  if (typeof id === 'string' && id.isWellFormed()) return sortKey(id);
  throw new TypeError('the id of a document must be a string of well-formed Unicode');
}

/** A regular scalar as its column has it. */
export function toSql(value: unknown): SQLInputValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'string' ? sortKey(value) : (value as number);
}

/** Text as an SQL name. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Text as an SQL string. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
