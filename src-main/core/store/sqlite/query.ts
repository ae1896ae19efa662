import {
  type FilledMangoQuery,
  getQueryMatcher,
  getSortComparator,
  INDEX_MAX,
  INDEX_MIN,
  type PreparedQuery,
  type RxDocumentData,
  type RxJsonSchema,
  type RxQueryPlan,
  type RxStorageCountResult,
} from 'rxdb/plugins/core';
import type { SqliteConnection } from './connection.ts';
import { indexName, irregularities, type TableLayout } from './schema.ts';
import { type Condition, type Translator, translator } from './selector-sql.ts';

/** What a query runs on: a table and the schema that RxDB's matcher and comparator ask for. */
export type QuerySource<T> = {
  connection: SqliteConnection;
  layout: TableLayout;
  schema: RxJsonSchema<RxDocumentData<T>>;
};

type DataRow = { data: string };

/**
 * The documents of a query, in its order. What SQL can say exactly SQLite does; for the rest SQL
 * narrows the rows down and RxDB's own matcher and comparator decide.
 */
export function runQuery<T>(
  source: QuerySource<T>,
  prepared: PreparedQuery<T>,
): RxDocumentData<T>[] {
  const { query } = prepared;
  const sql = trustedTranslator(source);
  const where = sql.where(query.selector);
  const order = sql.orderBy(query.sort);
  const text = `SELECT data FROM ${tableOf(source.layout, prepared)} WHERE ${where.sql}`;
  if (order === undefined) return sorted(source, query, matching(source, query, where, text));
  const ordered = `${text} ORDER BY ${order}`;
  if (where.exact) return page(source, query, where, ordered);
  return matching(source, query, where, ordered, query.skip + limitOf(query)).slice(query.skip);
}

/**
 * The number of documents that a query selects, without regard to skip and limit. `slow` says that the
 * selector has parts which SQL cannot say, so that each candidate was read and matched.
 */
export function countQuery<T>(
  source: QuerySource<T>,
  prepared: PreparedQuery<T>,
): RxStorageCountResult {
  const { query } = prepared;
  const where = trustedTranslator(source).where(query.selector);
  const from = `FROM ${tableOf(source.layout, prepared)} WHERE ${where.sql}`;
  if (where.exact) {
    const sql = `SELECT count(*) AS count ${from}`;
    return {
      count: source.connection.get<{ count: number }>(sql, ...where.values)!.count,
      mode: 'fast',
    };
  }
  const count = matching(source, query, where, `SELECT data ${from}`).length;
  // A stray value in one document must not turn the program's counts into errors.
  const sayable = translator(source.layout, new Map()).where(query.selector).exact;
  return { count, mode: sayable ? 'fast' : 'slow' };
}

/** The table, to be read by the index that RxDB's planner names, where that index is of use. */
function tableOf<T>(layout: TableLayout, { query, queryPlan }: PreparedQuery<T>): string {
  const position = followed(layout, query, queryPlan);
  return position < 0 ? layout.table : `${layout.table} INDEXED BY ${indexName(layout, position)}`;
}

function followed<T>(layout: TableLayout, query: FilledMangoQuery<T>, plan: RxQueryPlan): number {
  // By ids SQLite reads just those rows; the planner would walk all that lie between them.
  const id = query.selector[layout.primaryPath as keyof typeof query.selector] as
    | object
    | undefined;
  if (id && ('$eq' in id || '$in' in id)) return -1;
  if (!plan.sortSatisfiedByIndex && !isNarrowed(plan)) return -1;
  const columns = plan.index.map((path) => layout.fields.get(path)?.column).join();
  return layout.indexes.findIndex((index) => index.join() === columns);
}

/** Whether the plan reads a part of its index only, beyond leaving out deleted documents. */
function isNarrowed({ index, startKeys, endKeys }: RxQueryPlan): boolean {
  const first = index.findIndex((path) => path !== '_deleted');
  return startKeys[first] !== INDEX_MIN || endKeys[first] !== INDEX_MAX;
}

function trustedTranslator<T>({ connection, layout }: QuerySource<T>): Translator {
  return translator(layout, irregularities(connection, layout));
}

/** Zero is a limit; only a missing one means all. */
function limitOf<T>(query: FilledMangoQuery<T>): number {
  return typeof query.limit === 'number' ? query.limit : Number.POSITIVE_INFINITY;
}

function page<T>(
  { connection }: QuerySource<T>,
  query: FilledMangoQuery<T>,
  where: Condition,
  sql: string,
): RxDocumentData<T>[] {
  const limit = limitOf(query);
  const whole = limit === Number.POSITIVE_INFINITY && query.skip === 0;
  const rows = whole
    ? connection.all<DataRow>(sql, ...where.values)
    : connection.all<DataRow>(
        `${sql} LIMIT ? OFFSET ?`,
        ...where.values,
        limit === Number.POSITIVE_INFINITY ? -1 : limit,
        query.skip,
      );
  return rows.map(({ data }) => JSON.parse(data) as RxDocumentData<T>);
}

/** The rows that the matcher accepts, in the order of the SQL, at most `enough` of them. */
function matching<T>(
  { connection, schema }: QuerySource<T>,
  query: FilledMangoQuery<T>,
  where: Condition,
  sql: string,
  enough = Number.POSITIVE_INFINITY,
): RxDocumentData<T>[] {
  const matches = where.exact ? () => true : getQueryMatcher(schema, query);
  const found: RxDocumentData<T>[] = [];
  if (enough <= 0) return found;
  for (const row of connection.prepare(sql).iterate(...where.values)) {
    const document = JSON.parse(row.data as string) as RxDocumentData<T>;
    if (matches(document) && found.push(document) >= enough) break;
  }
  return found;
}

function sorted<T>(
  { schema }: QuerySource<T>,
  query: FilledMangoQuery<T>,
  documents: RxDocumentData<T>[],
): RxDocumentData<T>[] {
  const compare = getSortComparator(schema, query);
  // The comparator knows documents without RxDB's own fields, which it does not look at.
  documents.sort((a, b) => compare(a as T, b as T));
  return documents.slice(query.skip, query.skip + limitOf(query));
}
