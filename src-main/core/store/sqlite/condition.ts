import type { SQLInputValue } from 'node:sqlite';

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

const MAX_PARTS = 200;

/** What SQL cannot say: true for every row. */
export const ANYTHING: Condition = { sql: '1', values: [], exact: false, size: 1 };
/** Exactly every row. */
export const ALWAYS: Condition = { sql: '1', values: [], exact: true, size: 1 };
/** Exactly no row. */
export const NEVER: Condition = { sql: '0', values: [], exact: true, size: 1 };

/** A condition that SQL says exactly. */
export function exactly(sql: string, values: readonly SQLInputValue[] = []): Condition {
  return { sql, values, exact: true, size: 1 };
}

/** Every part holds. Parts that SQL cannot say are left out. */
export function all(parts: readonly Condition[]): Condition {
  const telling = parts.filter((part) => part !== ANYTHING);
  const joined = join(telling, 'AND', '1');
  return telling.length === parts.length ? joined : { ...joined, exact: false };
}

/** Some part holds. */
export function any(parts: readonly Condition[]): Condition {
  return parts.includes(ANYTHING) ? ANYTHING : join(parts, 'OR', '0');
}

/** The opposite of a wider condition is narrower, so only exact ones may be turned round. */
export function not(part: Condition): Condition {
  if (!part.exact) return ANYTHING;
  return { ...part, sql: `NOT coalesce(${part.sql}, 0)`, size: part.size + 1 };
}

/** {@link ANYTHING} in place of a condition that would meet SQLite's limits. */
export function limited(condition: Condition): Condition {
  return condition.size > MAX_PARTS ? ANYTHING : condition;
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
