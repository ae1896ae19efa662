import type { SortOrder, ViewRequest } from '../../../src-shared/contract/index.ts';
import { FixedKeys, type ListKeys } from './keys.ts';
import { LazyKeys, type Stretch } from './lazy-keys.ts';
import {
  isGrouped,
  type OrderTerm,
  orderBy,
  orderOf,
  type Selection,
  selectionOf,
  termOf,
  type Value,
} from './selection.ts';

/** Asks the read model. */
export interface Ask {
  all<Row>(sql: string, ...values: Value[]): Row[];
  get<Row>(sql: string, ...values: Value[]): Row | undefined;
}

/** What of a request makes a list's order. */
export type ListRequest = Pick<ViewRequest, 'scope' | 'sort' | 'filters' | 'grouped'>;

/** Lists whose lengths are kept by day: the column of `shown`. */
type Counted = 'papers' | 'unread';

const UPVOTES = 'papers_by_day';
/** Papers never featured are one long stretch: no order of it may need sorting. */
const UNDATED: Partial<Record<SortOrder, string>> = {
  newest: 'papers_undated_newest',
  title: 'papers_undated_title',
};
const FLAT: Record<SortOrder, string> = {
  upvotes: 'papers_by_upvotes',
  newest: 'papers_by_newest',
  title: 'papers_by_title',
  added: 'papers_by_added',
  'last-read': 'papers_by_last_read',
  relevance: 'papers_by_upvotes',
  manual: 'papers_by_upvotes',
};
/** Positions of at most so many papers are found by reading their keys. */
const SHORT = 2_048;

/** The ordered keys of a list; long lists read theirs by window, from an index in the list's order. */
export function listKeys(ask: Ask, request: ListRequest): ListKeys {
  const counted = countedOf(request);
  if (isGrouped(request)) {
    if (counted) return new LazyKeys(countedDays(ask, request, counted), true);
    if (isReadByDay(request)) return new LazyKeys(days(ask, request), true);
  } else if (counted && request.scope.kind !== 'unlisted') {
    return new LazyKeys(flatStretches(ask, request, counted), false);
  }
  return wholeList(ask, request);
}

function countedOf({ scope, filters }: ListRequest): Counted | undefined {
  const isUnread = filters.includes('unread');
  if (filters.some((filter) => filter !== 'unread')) return undefined;
  if (scope.kind === 'status' && scope.status === 'new') return 'unread';
  if (scope.kind !== 'all' && scope.kind !== 'unlisted') return undefined;
  return isUnread ? 'unread' : 'papers';
}

/** Lists with an index by day; what others have is found at once. */
function isReadByDay({ scope }: ListRequest): boolean {
  return !['day', 'collection', 'tag', 'trending'].includes(scope.kind);
}

/** The index that has few papers beside the list's, in the order of its days; null for none. */
function indexOf({ scope, filters }: Pick<ListRequest, 'scope' | 'filters'>): string | null {
  switch (scope.kind) {
    case 'day':
    case 'collection':
    case 'tag':
    case 'trending':
      return null;
    case 'starred':
      return 'papers_starred';
    case 'highlights':
      return 'papers_marked';
    case 'notes':
      return 'papers_noted';
    case 'reading-list':
      return 'papers_by_status';
    case 'latest':
    case 'week':
      return UPVOTES;
    case 'status':
      if (scope.status !== 'new') return 'papers_by_status';
  }
  if (filters.includes('starred')) return 'papers_starred';
  if (filters.includes('highlights')) return 'papers_marked';
  if (filters.includes('notes')) return 'papers_noted';
  return filters.includes('offline') ? 'papers_offline' : UPVOTES;
}

const indexed = (index: string | null): string =>
  index === null ? 'NOT INDEXED' : `INDEXED BY ${index}`;

type Part = {
  readonly selection: Selection;
  readonly term: OrderTerm;
  readonly index: string | null;
  readonly day: string | null;
  readonly count: number;
};

function stretch(ask: Ask, { selection, term, index, day, count }: Part): Stretch {
  const { sql, values } = selection;
  const text = `SELECT key FROM papers ${indexed(index)} WHERE ${sql}
    ORDER BY ${orderBy(term)} LIMIT ? OFFSET ?`;
  const read = (limit: number, offset: number): number[] =>
    ask.all<{ key: number }>(text, ...values, limit, offset).map(({ key }) => key);
  return {
    day,
    count,
    read,
    before(key) {
      const row = ask.get<{ id: string; value: Value }>(
        `SELECT id, ${term.column} AS value FROM papers WHERE key = ? AND ${sql}`,
        ...[key, ...values],
      );
      if (!row) return undefined;
      if (count <= SHORT) return Math.max(0, read(count, 0).indexOf(key));
      return standingBefore(ask, { selection, term, index }, row);
    },
  };
}

/** How many of a long stretch stand before a paper: two counts over ranges of the index. */
function standingBefore(
  ask: Ask,
  { selection, term, index }: Pick<Part, 'selection' | 'term' | 'index'>,
  { id, value }: { id: string; value: Value },
): number {
  const { column, falls } = term;
  const { sql, values } = selection;
  const count = (condition: string, ...more: Value[]): number =>
    ask.get<{ n: number }>(
      `SELECT count(*) AS n FROM papers ${indexed(index)} WHERE ${sql} AND ${condition}`,
      ...[...values, ...more],
    )?.n ?? 0;
  const ahead =
    value === null
      ? count(falls ? `${column} IS NOT NULL` : '0')
      : count(`${column} ${falls ? '>' : '<'} ?`, value);
  const beside =
    value === null
      ? count(`${column} IS NULL AND id < ?`, id)
      : count(`${column} = ? AND id < ?`, value, id);
  return ahead + beside;
}

type Days = { readonly day: string | null; readonly count: number };

function countedDays(ask: Ask, request: ListRequest, counted: Counted): Stretch[] {
  const only = request.scope.kind === 'unlisted' ? `AND day = ''` : '';
  const found = ask.all<Days>(`SELECT nullif(day, '') AS day, ${counted} AS count
    FROM shown WHERE ${counted} > 0 ${only} ORDER BY shown.day DESC`);
  return stretchesOf(ask, request, found);
}

function days(ask: Ask, request: ListRequest): Stretch[] {
  return stretchesOf(ask, request, daysOf(ask, request));
}

function daysOf(ask: Ask, request: ListRequest): Days[] {
  const { sql, values } = selectionOf(request);
  const text = `SELECT featured_on AS day, count(*) AS count FROM papers
    ${indexed(indexOf(request))} WHERE ${sql} GROUP BY featured_on ORDER BY featured_on DESC`;
  return ask.all<Days>(text, ...values);
}

function stretchesOf(ask: Ask, request: ListRequest, found: readonly Days[]): Stretch[] {
  const { sql, values } = selectionOf(request);
  const term = termOf(request.sort);
  const index = indexOf(request);
  const undated = index === UPVOTES ? (UNDATED[request.sort] ?? UPVOTES) : index;
  return found.map(({ day, count }) => {
    const selection =
      day === null
        ? { sql: `${sql} AND featured_on IS NULL`, values }
        : { sql: `${sql} AND featured_on = ?`, values: [...values, day] };
    return stretch(ask, { selection, term, index: day === null ? undated : index, day, count });
  });
}

/** All of the library in one order. What was never read stands behind what was, as by upvotes. */
function flatStretches(ask: Ask, request: ListRequest, counted: Counted): Stretch[] {
  const selection = selectionOf(request);
  const term = termOf(request.sort);
  const index = FLAT[request.sort];
  const sum = `SELECT coalesce(sum(${counted}), 0) AS n FROM shown`;
  const total = ask.get<{ n: number }>(sum)?.n ?? 0;
  if (request.sort !== 'last-read')
    return [stretch(ask, { selection, term, index, day: null, count: total })];
  const read = { ...selection, sql: `${selection.sql} AND last_read_at IS NOT NULL` };
  const other = { ...selection, sql: `${selection.sql} AND last_read_at IS NULL` };
  const text = `SELECT count(*) AS n FROM papers INDEXED BY ${index} WHERE ${read.sql}`;
  const opened = ask.get<{ n: number }>(text, ...read.values)?.n ?? 0;
  return [
    stretch(ask, { selection: read, term, index, day: null, count: opened }),
    stretch(ask, {
      ...{ selection: other, term: termOf('upvotes'), index: FLAT.upvotes },
      ...{ day: null, count: total - opened },
    }),
  ].filter(({ count }) => count > 0);
}

/**
 * A list that is short beside the library, or that only its members tell; `also`: what its papers
 * have in common beside that.
 */
export function wholeList(
  ask: Ask,
  request: ListRequest,
  also: readonly Selection[] = [],
): FixedKeys {
  const all = [selectionOf(request), ...also];
  const sql = all.map((each) => each.sql).join(' AND ');
  const values = all.flatMap((each) => each.values);
  const order = orderOf(request);
  const grouped = isGrouped(request);
  const byDay = grouped && request.scope.kind !== 'day';
  // One text: an object for each of many thousand keys would take longer than finding them.
  const text = `SELECT group_concat(${byDay ? `key || ' ' || coalesce(featured_on, '')` : 'key'}) AS keys
    FROM (SELECT key, featured_on FROM papers ${indexed(indexOf(request))} WHERE ${sql}
      ORDER BY ${byDay ? 'featured_on DESC, ' : ''}${order.sql} LIMIT -1)`;
  const found = ask.get<{ keys: string | null }>(text, ...values, ...order.values)?.keys;
  const rows = found ? found.split(',') : [];
  if (byDay) return ofDays(rows);
  const keys = Uint32Array.from(rows, Number);
  const { scope } = request;
  if (!grouped || scope.kind !== 'day' || keys.length === 0) return new FixedKeys(keys);
  return new FixedKeys(keys, [{ day: scope.day, start: 0, count: keys.length }]);
}

/** Rows are a key and its day each. */
function ofDays(rows: readonly string[]): FixedKeys {
  const keys = new Uint32Array(rows.length);
  const groups: { day: string | null; start: number; count: number }[] = [];
  for (const [row, text] of rows.entries()) {
    const space = text.indexOf(' ');
    keys[row] = Number(text.slice(0, space));
    const day = text.slice(space + 1) || null;
    const group = groups.at(-1);
    if (group && group.day === day) group.count++;
    else groups.push({ day, start: row, count: 1 });
  }
  return new FixedKeys(keys, groups);
}
