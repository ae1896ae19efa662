import type { SQLInputValue } from 'node:sqlite';
import { isComparable, quoteText, type ScalarField, toSql } from './fields.ts';
import type { Irregularities, TableLayout } from './schema.ts';

/**
 * A condition on rows. Exact: true for the very documents that RxDB's matcher accepts. Otherwise it
 * is true for those and others, and the matcher must be asked about each.
 */
export type Condition = {
  sql: string;
  values: readonly SQLInputValue[];
  exact: boolean;
  /** Number of parts, to stay clear of SQLite's limits on depth and variables. */
  size: number;
};

const ANYTHING: Condition = { sql: '1', values: [], exact: false, size: 1 };
const MAX_PARTS = 200;
/** Longer lists travel as one JSON value, so that each length does not need its own statement. */
const MAX_MARKS = 8;
const COMPARISONS: Record<string, string> = { $gt: '>', $gte: '>=', $lt: '<', $lte: '<=' };

/** Translates Mango selectors and sort orders for a table; what it does not know it leaves open. */
export type Translator = {
  where(selector: unknown): Condition;
  /** The ORDER BY terms, undefined when SQLite cannot make that order. */
  orderBy(sort: readonly object[]): string | undefined;
};

/** A translator that distrusts the fields named in `irregular`. */
export function translator(layout: TableLayout, irregular: Irregularities): Translator {
  const trusted = (path: string): ScalarField | undefined =>
    irregular.get(path) === 'type' ? undefined : layout.fields.get(path);
  return {
    where: (selector) => limited(selectorCondition(trusted, selector)),
    orderBy: (sort) =>
      orderBy(layout, (path) => (irregular.has(path) ? undefined : trusted(path)), sort),
  };
}

type FieldOf = (path: string) => ScalarField | undefined;

function limited(condition: Condition): Condition {
  return condition.size > MAX_PARTS ? ANYTHING : condition;
}

function selectorCondition(fieldOf: FieldOf, selector: unknown): Condition {
  if (!isPlainObject(selector)) return ANYTHING;
  return all(Object.entries(selector).map(([key, value]) => entryCondition(fieldOf, key, value)));
}

function entryCondition(fieldOf: FieldOf, key: string, value: unknown): Condition {
  if (!key.startsWith('$')) {
    const field = fieldOf(key);
    return field ? fieldCondition(field, value) : ANYTHING;
  }
  if (!Array.isArray(value) || value.length === 0) return ANYTHING;
  const parts = value.map((part) => selectorCondition(fieldOf, part));
  if (key === '$and') return all(parts);
  if (key === '$or') return any(parts);
  return key === '$nor' ? not(any(parts)) : ANYTHING;
}

function fieldCondition(field: ScalarField, matcher: unknown): Condition {
  if (matcher === null || typeof matcher !== 'object') return equal(field, matcher);
  if (!isPlainObject(matcher)) return ANYTHING;
  const operators = Object.entries(matcher);
  if (operators.length === 0 || operators.some(([name]) => !name.startsWith('$'))) return ANYTHING;
  return all(operators.map(([name, value]) => operatorCondition(field, name, value)));
}

function operatorCondition(field: ScalarField, operator: string, value: unknown): Condition {
  switch (operator) {
    case '$eq':
      return equal(field, value);
    case '$ne':
      return not(equal(field, value));
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return compared(field, COMPARISONS[operator]!, value);
    case '$in':
      return among(field, value);
    case '$nin':
      return not(among(field, value));
    case '$exists':
      return exists(field, value);
    case '$not':
      return isPlainObject(value) ? not(fieldCondition(field, value)) : ANYTHING;
    default:
      return ANYTHING;
  }
}

function equal(field: ScalarField, value: unknown): Condition {
  if (value === null) return exactly(`${stored(field)} IS NULL`);
  if (!canCompare(field, value)) return ANYTHING;
  return exactly(`${stored(field)} = ?`, [parameter(field, value)]);
}

function compared(field: ScalarField, operator: string, value: unknown): Condition {
  if (!canCompare(field, value)) return ANYTHING;
  return exactly(`${ordered(field)} ${operator} ?`, [toSql(value)]);
}

function among(field: ScalarField, list: unknown): Condition {
  if (!Array.isArray(list)) return ANYTHING;
  const values = list.filter((value) => value !== null);
  if (!values.every((value) => canCompare(field, value))) return ANYTHING;
  const missing = `${stored(field)} IS NULL`;
  const members = values.length > 0 ? memberOf(field, values) : exactly('0');
  return values.length === list.length ? members : any([exactly(missing), members]);
}

function memberOf(field: ScalarField, values: readonly unknown[]): Condition {
  const items = values.map((value) => parameter(field, value));
  if (items.length <= MAX_MARKS) {
    return exactly(`${stored(field)} IN (${items.map(() => '?').join(', ')})`, items);
  }
  // Fractions as text would have to be read back by SQLite to the last bit.
  if (items.some((item) => typeof item === 'number' && !Number.isSafeInteger(item)))
    return ANYTHING;
  return exactly(`${stored(field)} IN (SELECT value FROM json_each(?))`, [JSON.stringify(items)]);
}

function exists(field: ScalarField, value: unknown): Condition {
  if (typeof value !== 'boolean') return ANYTHING;
  if (field.system) return exactly(value ? '1' : '0');
  // In nested paths the matcher's answer hangs on the parents too.
  if (field.keys.length > 1) return ANYTHING;
  return exactly(`json_type(data, ${jsonPath(field)}) IS ${value ? 'NOT NULL' : 'NULL'}`);
}

/** Numbers in JSON text are left to the matcher, unless they are whole (see `irregularity`). */
function canCompare(field: ScalarField, value: unknown): boolean {
  return isComparable(field, value) && (field.column !== undefined || field.type !== 'number');
}

/** The field's value: the sort key when it is a text in a column, the text itself when it is in the JSON. */
function stored(field: ScalarField): string {
  return field.column ?? `json_extract(data, ${jsonPath(field)})`;
}

function parameter(field: ScalarField, value: unknown): SQLInputValue {
  return field.column || typeof value !== 'string' ? toSql(value) : value;
}

/** The field's value in a form that SQLite orders as RxDB does. */
function ordered(field: ScalarField): string {
  return field.column || field.type !== 'string' ? stored(field) : `rx_sort_key(${stored(field)})`;
}

function jsonPath(field: ScalarField): string {
  return quoteText(`$${field.keys.map((key) => `."${key}"`).join('')}`);
}

function orderBy(
  layout: TableLayout,
  fieldOf: FieldOf,
  sort: readonly object[],
): string | undefined {
  const terms: string[] = [];
  let byId = false;
  for (const part of sort) {
    const [path = '', direction] = Object.entries(part)[0] ?? [];
    const field = fieldOf(path);
    if (!field || (!field.column && field.type === 'number')) return undefined;
    byId ||= path === layout.primaryPath;
    terms.push(`${ordered(field)} ${direction === 'desc' ? 'DESC' : 'ASC'}`);
  }
  return (byId ? terms : [...terms, 'id ASC']).join(', ');
}

function exactly(sql: string, values: readonly SQLInputValue[] = []): Condition {
  return { sql, values, exact: true, size: 1 };
}

function all(parts: readonly Condition[]): Condition {
  const telling = parts.filter((part) => part !== ANYTHING);
  const joined = join(telling, 'AND', '1');
  return telling.length === parts.length ? joined : { ...joined, exact: false };
}

function any(parts: readonly Condition[]): Condition {
  return parts.includes(ANYTHING) ? ANYTHING : join(parts, 'OR', '0');
}

function join(parts: readonly Condition[], operator: string, empty: string): Condition {
  if (parts.length === 1) return parts[0]!;
  return {
    sql: parts.length === 0 ? empty : `(${parts.map(({ sql }) => sql).join(` ${operator} `)})`,
    values: parts.flatMap(({ values }) => values),
    exact: parts.every(({ exact }) => exact),
    size: parts.reduce((sum, { size }) => sum + size, 1),
  };
}

/** The opposite of a wider condition is narrower, so only exact ones may be turned round. */
function not(part: Condition): Condition {
  if (!part.exact) return ANYTHING;
  return { ...part, sql: `NOT coalesce(${part.sql}, 0)`, size: part.size + 1 };
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (value === null || typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
