import {
  fillWithDefaultSettings,
  type MangoQuery,
  normalizeMangoQuery,
  prepareQuery,
} from 'rxdb/plugins/core';
import { expect, test, vi } from 'vitest';
import { inserts, type Paper, paperSchema } from './acceptance-harness.ts';
import { createNodeSqliteStorage } from './index.ts';
import { irregularities } from './schema.ts';
import { translator } from './selector-sql.ts';

async function openPapers(schema = fillWithDefaultSettings(paperSchema)) {
  return createNodeSqliteStorage({ directory: ':memory:' }).createStorageInstance<Paper>({
    databaseInstanceToken: 't',
    databaseName: 'plans',
    collectionName: 'papers',
    schema,
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

test('[PERF-9] the plan follows the index that RxDB names, and SQLite where that is of no use', async () => {
  const schema = fillWithDefaultSettings({
    ...paperSchema,
    indexes: ['votes', 'day', ['votes', 'day']],
  });
  const instance = await openPapers(schema);
  const { connection } = instance.internals;
  const prepared = vi.spyOn(connection, 'prepare');
  const planOf = async (query: object) => {
    prepared.mockClear();
    await instance.query(
      prepareQuery<Paper>(schema, normalizeMangoQuery(schema, query as MangoQuery<Paper>)),
    );
    const sql = prepared.mock.calls.flat().find((one) => one.startsWith('SELECT data')) ?? '';
    const values = Array.from(sql.matchAll(/\?/g), () => 1);
    const plan = connection.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values);
    return plan.map(({ detail }) => detail).join('; ');
  };
  const live = { _deleted: { $eq: false } };
  const range = { ...live, votes: { $gt: 3 }, day: { $gte: '2026' } };
  const byDay = ['_deleted', 'day', 'id'];
  expect(await planOf({ selector: range, index: byDay })).toMatch(/index1 .*day>\?/);
  expect(await planOf({ selector: range, index: ['_deleted', 'votes', 'id'] })).toMatch(
    /index0 .*votes>\?/,
  );
  const days = { ...live, day: { $gte: '2026' } };
  expect(await planOf({ selector: days, sort: [{ day: 'asc' }] })).toMatch(/index1 .*day>\?\)$/);
  expect(await planOf({ selector: live, sort: [{ votes: 'asc' }, { day: 'asc' }] })).toMatch(
    /index2 \(deleted=\?\)$/,
  );
  const some = { ...live, id: { $in: ['a', 'b'] } };
  expect(await planOf({ selector: some, index: byDay })).toMatch(/\(id=\?\)/);
  await instance.remove();
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
  expect(await count({ title: { $regex: 'A' } })).toEqual({ count: 1, mode: 'fast' });
  expect(await count({ 'tags.0': 'A' })).toEqual({ count: 0, mode: 'slow' });
  await instance.close();
});

test('[BACK-3] a table whose arrays were never looked at answers right, by the matcher', async () => {
  const instance = await openPapers();
  const { connection, layout } = instance.internals;
  // As an earlier version of the storage would have left it.
  connection.run("DELETE FROM rx_irregular WHERE kind LIKE 'checked%'");
  const odd = ['x', 7] as string[];
  await instance.bulkWrite(
    inserts({ id: 'a', title: 'A', votes: 1, tags: odd }, { id: 'b', title: 'B', votes: 2 }),
    't',
  );
  const selector = { tags: { $elemMatch: { $eq: 7 } } };
  const { schema } = instance;
  const query = { selector, sort: [{ id: 'asc' }] } as unknown as MangoQuery<Paper>;
  const prepared = prepareQuery<Paper>(schema, normalizeMangoQuery(schema, query));
  expect((await instance.query(prepared)).documents.map(({ id }) => id)).toEqual(['a']);
  expect(translator(layout, irregularities(connection, layout)).where(selector).exact).toBe(false);
  await instance.remove();
});
