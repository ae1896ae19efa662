import type { SQLInputValue } from 'node:sqlite';
import type { ListField } from './extras.ts';
import { quoteText, type ScalarField, type ScalarType, toSql } from './fields.ts';

/** A scalar as SQL reads it: a field of the row, or an element of an array or a field of it. */
export type Operand = {
  kind: 'scalar';
  type: ScalarType;
  /** SQL of the value; NULL where it is missing or null. */
  value: string;
  /** The value is a sort key, as columns have texts. */
  keyed: boolean;
  /** SQL of the value's JSON type; NULL where it is missing. */
  jsonType: string;
  /** Always there and of its type; its text may hold NUL. */
  system: boolean;
};

/** An array as SQL reads it. */
export type ListOperand = {
  kind: 'list';
  field: ListField;
  /** SQL of its JSON type; NULL where it is missing. */
  jsonType: string;
  /** SQL of its length. */
  length: string;
  /** SQL of its elements as rows, named {@link ELEMENT}. */
  rows: string;
};

/** What rows of elements are called. */
export const ELEMENT = 'element';

/** A field of the row. */
export function fieldOperand(field: ScalarField): Operand {
  const { type, column, system } = field;
  const jsonType = system ? quoteText('always') : `json_type(data, ${jsonPath(field.keys)})`;
  if (column === undefined) return inJson('data', field);
  const keyed = type === 'string';
  return { kind: 'scalar', type, value: column, keyed, jsonType, system };
}

/** An array of the row. */
export function listOperand(field: ListField): ListOperand {
  const path = jsonPath(field.keys);
  return {
    kind: 'list',
    field,
    jsonType: `json_type(data, ${path})`,
    length: `json_array_length(data, ${path})`,
    rows: `json_each(data, ${path}) AS ${ELEMENT}`,
  };
}

/** An element that is a scalar. */
export function elementOperand(type: ScalarType): Operand {
  const value = `${ELEMENT}.value`;
  const jsonType = `${ELEMENT}.type`;
  return { kind: 'scalar', type, value, keyed: false, jsonType, system: false };
}

/** A field of an element that is an object. */
export function elementFieldOperand(field: ScalarField): Operand {
  return inJson(`${ELEMENT}.value`, field);
}

/** The operand's value in a form that SQLite orders as RxDB does. */
export function ordered({ type, keyed, value }: Operand): string {
  return keyed || type !== 'string' ? value : `rx_sort_key(${value})`;
}

/** A regular scalar in the form that the operand's value has. */
export function parameter({ keyed }: Operand, value: unknown): SQLInputValue {
  return keyed || typeof value !== 'string' ? toSql(value) : value;
}

function inJson(json: string, { type, keys }: ScalarField): Operand {
  const path = jsonPath(keys);
  const value =
    // SQLite does not read every fraction to the last bit as JavaScript does.
    type === 'number' ? `rx_number(${json} -> ${path})` : `json_extract(${json}, ${path})`;
  const jsonType = `json_type(${json}, ${path})`;
  return { kind: 'scalar', type, value, keyed: false, jsonType, system: false };
}

function jsonPath(keys: readonly string[]): string {
  return quoteText(`$${keys.map((key) => `."${key}"`).join('')}`);
}
