import { ALWAYS, ANYTHING, any, type Condition, exactly, NEVER, not } from './condition.ts';
import { isComparable, toSql } from './fields.ts';
import { type Operand, ordered, parameter } from './operand.ts';

/** Longer lists travel as one JSON value, so that each length does not need its own statement. */
const MAX_MARKS = 8;
const COMPARISONS: ReadonlyMap<string, string> = new Map([
  ['$gt', '>'],
  ['$gte', '>='],
  ['$lt', '<'],
  ['$lte', '<='],
]);

/** What `$type` may ask for, as mingo knows it. */
const TYPE_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ string: 'string', 2: 'string', boolean: 'boolean', bool: 'boolean', 8: 'boolean' },
    ...{ number: 'number', double: 'number', decimal: 'number', 1: 'number', 19: 'number' },
    ...{ int: 'integer', long: 'integer', 16: 'integer', 18: 'integer' },
    ...{ undefined: 'nil', 6: 'nil', null: 'null', 10: 'null', array: 'array', 4: 'array' },
    ...{ object: 'object', 3: 'object', date: 'never', 9: 'never' },
    ...{ regexp: 'never', regex: 'never', 11: 'never' },
  }),
);

/** One operator of a selector on a scalar; {@link ANYTHING} where SQL cannot say it. */
export function operatorCondition(operand: Operand, operator: string, value: unknown): Condition {
  switch (operator) {
    case '$eq':
      return equal(operand, value);
    case '$ne':
      return not(equal(operand, value));
    case '$in':
      return among(operand, value);
    case '$nin':
      return not(among(operand, value));
    case '$exists':
      return present(operand.jsonType, value);
    case '$type':
      return ofTypes(value, (name) => ofType(operand, name));
    case '$mod':
      return remainder(operand, value);
    case '$size':
      return NEVER;
    default:
      return compared(operand, COMPARISONS.get(operator), value);
  }
}

/** `$regex` with its `$options`; both as the selector has them. */
export function matches(operand: Operand, pattern: unknown, flags: unknown): Condition {
  const regex = regexOf(pattern, flags);
  // What keeps its place between two texts would have to keep it in SQL too.
  if (!regex || regex.global || regex.sticky || operand.system) return ANYTHING;
  if (operand.type !== 'string') return NEVER;
  const match = operand.keyed ? 'rx_match_key' : 'rx_match';
  return exactly(`${match}(${operand.value}, ?, ?)`, [regex.source, regex.flags]);
}

/** `$exists` of something whose JSON type is NULL where it is missing. */
export function present(jsonType: string, value: unknown): Condition {
  return exactly(`${jsonType} IS ${value ? 'NOT NULL' : 'NULL'}`);
}

/** `$type` with one type or several, each as `ofOne` says it by its one name. */
export function ofTypes(value: unknown, ofOne: (name: string) => Condition): Condition {
  const names = (Array.isArray(value) ? value : [value]).map((one) => TYPE_NAMES.get(String(one)));
  return any(names.map((name) => (name === undefined ? ANYTHING : ofOne(name))));
}

function equal(operand: Operand, value: unknown): Condition {
  if (value === null) return exactly(`${operand.value} IS NULL`);
  if (!isScalar(value)) return ANYTHING;
  if (!isComparable(operand, value)) return isOtherType(operand, value) ? NEVER : ANYTHING;
  return exactly(`${operand.value} = ?`, [parameter(operand, value)]);
}

function compared(operand: Operand, operator: string | undefined, value: unknown): Condition {
  if (operator === undefined || !isScalar(value)) return ANYTHING;
  if (!isComparable(operand, value)) return isOtherType(operand, value) ? NEVER : ANYTHING;
  return exactly(`${ordered(operand)} ${operator} ?`, [toSql(value)]);
}

function among(operand: Operand, list: unknown): Condition {
  if (!Array.isArray(list) || !list.every((value) => value === null || isScalar(value)))
    return ANYTHING;
  const values = list.filter((value) => value !== null && !isOtherType(operand, value));
  if (!values.every((value) => isComparable(operand, value))) return ANYTHING;
  const members = values.length > 0 ? memberOf(operand, values) : NEVER;
  return list.includes(null) ? any([exactly(`${operand.value} IS NULL`), members]) : members;
}

function memberOf(operand: Operand, values: readonly unknown[]): Condition {
  const items = values.map((value) => parameter(operand, value));
  if (items.length <= MAX_MARKS) {
    return exactly(`${operand.value} IN (${items.map(() => '?').join(', ')})`, items);
  }
  // Fractions as text would have to be read back by SQLite to the last bit.
  if (items.some((item) => typeof item === 'number' && !Number.isSafeInteger(item)))
    return ANYTHING;
  return exactly(`${operand.value} IN (SELECT value FROM json_each(?))`, [JSON.stringify(items)]);
}

function ofType({ type, value, jsonType, system }: Operand, name: string): Condition {
  const isNumeric = type === 'number' || type === 'integer';
  if (name === 'nil') return exactly(`${value} IS NULL`);
  if (name === 'null') return system ? NEVER : exactly(`${jsonType} IS 'null'`);
  if (name === 'integer') return isNumeric ? exactly(`${value} = round(${value})`) : NEVER;
  const holds = name === type || (name === 'number' && isNumeric);
  if (!holds) return NEVER;
  return system ? ALWAYS : exactly(`${value} IS NOT NULL`);
}

/** As JavaScript reckons: null counts as 0, a boolean as 0 or 1; only a text would be read as a number. */
function remainder(operand: Operand, value: unknown): Condition {
  if (operand.type === 'string' || !Array.isArray(value) || value.length !== 2) return ANYTHING;
  const [divisor, rest] = value as [unknown, unknown];
  if (!Number.isFinite(divisor) || !Number.isFinite(rest)) return ANYTHING;
  const plain = exactly(`rx_mod(${operand.value}, ?, ?)`, [divisor as number, rest as number]);
  const ofNull = 0 % (divisor as number) === rest && !operand.system;
  return ofNull ? any([plain, exactly(`${operand.jsonType} IS 'null'`)]) : plain;
}

function regexOf(pattern: unknown, flags: unknown): RegExp | undefined {
  if (flags !== undefined && typeof flags !== 'string') return undefined;
  if (typeof pattern !== 'string' && !(pattern instanceof RegExp)) return undefined;
  try {
    return new RegExp(pattern, flags);
  } catch {
    // RxDB's matcher throws for it, and shall.
    return undefined;
  }
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** A value of another type equals nothing that the field holds, and is not compared with it. */
function isOtherType({ type }: Operand, value: unknown): boolean {
  return typeof value !== (type === 'integer' ? 'number' : type);
}
