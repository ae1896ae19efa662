import { ANYTHING, all, any, type Condition, exactly, limited, NEVER, not } from './condition.ts';
import { isList } from './extras.ts';
import {
  elementFieldOperand,
  elementOperand,
  fieldOperand,
  type ListOperand,
  listOperand,
  type Operand,
  ordered,
} from './operand.ts';
import { matches, ofTypes, operatorCondition, present } from './operators.ts';
import type { Irregularities, TableLayout } from './schema.ts';

export type { Condition } from './condition.ts';

/** Translates Mango selectors and sort orders for a table; what it does not know it leaves open. */
export type Translator = {
  where(selector: unknown): Condition;
  /** The ORDER BY terms, undefined when SQLite cannot make that order. */
  orderBy(sort: readonly object[]): string | undefined;
};

type OperandOf = (path: string) => Operand | ListOperand | undefined;

/** A translator that distrusts the fields named in `irregular`. */
export function translator(layout: TableLayout, irregular: Irregularities): Translator {
  const trusted: OperandOf = (path) =>
    irregular.get(path) === 'type' ? undefined : operandOf(layout, path);
  return {
    where: (selector) => limited(selectorCondition(trusted, selector)),
    orderBy: (sort) =>
      orderBy(layout, (path) => (irregular.has(path) ? undefined : trusted(path)), sort),
  };
}

function operandOf(layout: TableLayout, path: string): Operand | ListOperand | undefined {
  const field = layout.fields.get(path) ?? layout.extras.get(path);
  if (!field) return undefined;
  return isList(field) ? listOperand(field) : fieldOperand(field);
}

function selectorCondition(find: OperandOf, selector: unknown): Condition {
  if (!isPlainObject(selector)) return ANYTHING;
  return all(Object.entries(selector).map(([key, value]) => entryCondition(find, key, value)));
}

function entryCondition(find: OperandOf, key: string, value: unknown): Condition {
  if (!key.startsWith('$')) {
    const operand = find(key);
    return operand ? fieldCondition(operand, value) : ANYTHING;
  }
  if (!Array.isArray(value) || value.length === 0) return ANYTHING;
  const parts = value.map((part) => selectorCondition(find, part));
  if (key === '$and') return all(parts);
  if (key === '$or') return any(parts);
  return key === '$nor' ? not(any(parts)) : ANYTHING;
}

function fieldCondition(operand: Operand | ListOperand, matcher: unknown): Condition {
  if (matcher === null || typeof matcher !== 'object') return one(operand, '$eq', matcher);
  if (!isPlainObject(matcher)) return ANYTHING;
  const operators = Object.entries(matcher);
  if (operators.length === 0 || operators.some(([name]) => !name.startsWith('$'))) return ANYTHING;
  return all(
    operators
      .filter(([name]) => name !== '$options' || !('$regex' in matcher))
      .map(([name, value]) => one(operand, name, value, matcher.$options)),
  );
}

/** One operator; `options` is what stands beside a `$regex`. */
function one(
  operand: Operand | ListOperand,
  operator: string,
  value: unknown,
  options?: unknown,
): Condition {
  if (operator === '$not')
    return isPlainObject(value) ? not(fieldCondition(operand, value)) : ANYTHING;
  if (operand.kind === 'list') return listCondition(operand, operator, value, options);
  if (operator === '$regex') return matches(operand, value, options);
  return operatorCondition(operand, operator, value);
}

function listCondition(
  list: ListOperand,
  operator: string,
  value: unknown,
  options: unknown,
): Condition {
  const { items } = list.field;
  switch (operator) {
    case '$exists':
      return present(list.jsonType, value);
    case '$size':
      return typeof value === 'number' ? exactly(`${list.length} = ?`, [value]) : ANYTHING;
    case '$type':
      return ofTypes(value, (name) => listOfType(list, name));
    case '$elemMatch':
      return elementMatches(list, value);
    case '$ne':
      return not(listCondition(list, '$eq', value, options));
    case '$nin':
      return not(listCondition(list, '$in', value, options));
    case '$eq':
      if (value === null) return present(list.jsonType, false);
      break;
    case '$in':
      if (Array.isArray(value) && value.includes(null)) return amongOrMissing(list, value, options);
  }
  if (items.kind === 'object') return ANYTHING;
  return some(list, one(elementOperand(items.type), operator, value, options));
}

function amongOrMissing(
  list: ListOperand,
  values: readonly unknown[],
  options: unknown,
): Condition {
  const others = values.filter((value) => value !== null);
  return any([present(list.jsonType, false), listCondition(list, '$in', others, options)]);
}

function listOfType({ jsonType }: ListOperand, name: string): Condition {
  if (name === 'array') return present(jsonType, true);
  return name === 'nil' ? present(jsonType, false) : NEVER;
}

/** Operators alone are about the element itself, anything else about the fields of it. */
function elementMatches(list: ListOperand, criteria: unknown): Condition {
  if (!isPlainObject(criteria) || Object.keys(criteria).length === 0) return ANYTHING;
  const { items } = list.field;
  const aboutItself = Object.keys(criteria).every(
    (key) => key.startsWith('$') && !['$and', '$or', '$nor'].includes(key),
  );
  if (aboutItself !== (items.kind === 'scalar')) return ANYTHING;
  if (items.kind === 'scalar') {
    return some(list, fieldCondition(elementOperand(items.type), criteria));
  }
  const find: OperandOf = (path) => {
    const field = items.fields.get(path);
    return field && elementFieldOperand(field);
  };
  return some(list, selectorCondition(find, criteria));
}

/** Some element meets the condition. */
function some(list: ListOperand, condition: Condition): Condition {
  if (condition === ANYTHING) return ANYTHING;
  const sql = `EXISTS (SELECT 1 FROM ${list.rows} WHERE ${condition.sql})`;
  return { ...condition, sql, size: condition.size + 1 };
}

function orderBy(
  layout: TableLayout,
  find: OperandOf,
  sort: readonly object[],
): string | undefined {
  const terms: string[] = [];
  let byId = false;
  for (const part of sort) {
    const [path = '', direction] = Object.entries(part)[0] ?? [];
    const operand = find(path);
    if (operand?.kind !== 'scalar') return undefined;
    byId ||= path === layout.primaryPath;
    terms.push(`${ordered(operand)} ${direction === 'desc' ? 'DESC' : 'ASC'}`);
  }
  return (byId ? terms : [...terms, 'id ASC']).join(', ');
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (value === null || typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
