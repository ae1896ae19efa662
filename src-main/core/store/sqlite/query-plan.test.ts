import {
  fillWithDefaultSettings,
  type MangoQuery,
  normalizeMangoQuery,
  prepareQuery,
} from 'rxdb/plugins/core';
import { expect, test } from 'vitest';
import { createNodeSqliteStorage } from './index.ts';
import { translator } from './selector-sql.ts';
import { inserts, type Paper, paperSchema } from './storage-acceptance.ts';

async function openPapers() {
  return createNodeSqliteStorage({ directory: ':memory:' }).createStorageInstance<Paper>({
    databaseInstanceToken: 't',
    databaseName: 'plans',
    collectionName: 'papers',
    schema: fillWithDefaultSettings(paperSchema),
    options: {},
    multiInstance: false,
    devMode: false,
  });
}

test('[PERF-9] an indexed page and a look-up by id search an index and sort nothing', async () => {
  const instance = await openPapers();
  const { connection, layout } = instance.internals;
  const plan = (selector: object, sort: object[]) => {
    const sql = translator(layout, new Map());
    const where = sql.where(selector);
    const text = `EXPLAIN QUERY PLAN SELECT data FROM ${layout.table} WHERE ${where.sql} ORDER BY ${sql.orderBy(sort)} LIMIT 50`;
    return connection
      .all<{ detail: string }>(text, ...where.values)
      .map(({ detail }) => detail)
      .join('\n');
  };
  const live = { _deleted: { $eq: false } };
  expect(plan({ ...live, votes: { $gte: 3 } }, [{ votes: 'desc' }, { id: 'desc' }])).toMatch(
    /^SEARCH [^\n]*USING INDEX [^\n]*deleted=\? AND x\d+\.votes>\?\)$/,
  );
  expect(plan(live, [{ votes: 'asc' }])).toMatch(/^SEARCH [^\n]*USING INDEX [^\n]*\(deleted=\?\)$/);
  expect(plan({ id: 'a' }, [{ id: 'asc' }])).toMatch(/^SEARCH [^\n]*\(id=\?\)$/);
  await instance.close();
});

test('[PERF-9] a selector beyond the limits of SQL is still answered', async () => {
  const instance = await openPapers();
  const papers = Array.from({ length: 10 }, (_, i) => ({ id: `p${i}`, title: 'T', votes: i }));
  await instance.bulkWrite(inserts(...papers), 't');
  const $or = Array.from({ length: 1_500 }, (_, i) => ({ votes: { $eq: i + 5 } }));
  const deep = Array.from({ length: 20 }).reduce<object>(
    (inner) => ({ $and: [inner, { id: { $ne: 'x' } }] }),
    { $or },
  );
  const query = { selector: deep, sort: [{ id: 'asc' }] } as MangoQuery<Paper>;
  const { schema } = instance;
  const prepared = prepareQuery<Paper>(schema, normalizeMangoQuery(schema, query));
  expect((await instance.query(prepared)).documents.map(({ id }) => id)).toEqual([
    'p5',
    'p6',
    'p7',
    'p8',
    'p9',
  ]);
  await instance.close();
});

test('[PERF-9] counts of plain selectors stay fast when a value strays from the schema', async () => {
  const instance = await openPapers();
  await instance.bulkWrite(
    inserts(
      { id: 'a', title: 'A', votes: 'many' as unknown as number },
      { id: 'b', title: 'B', votes: 2 },
    ),
    't',
  );
  const { schema } = instance;
  const count = (selector: object) =>
    instance.count(
      prepareQuery<Paper>(schema, normalizeMangoQuery(schema, { selector } as MangoQuery<Paper>)),
    );
  expect(await count({ votes: { $lt: 10 } })).toEqual({ count: 1, mode: 'fast' });
  expect(await count({ title: { $regex: 'A' } })).toEqual({ count: 1, mode: 'slow' });
  await instance.close();
});
