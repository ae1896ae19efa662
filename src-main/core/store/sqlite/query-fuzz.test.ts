import fc from 'fast-check';
import {
  type FilledMangoQuery,
  getQueryMatcher,
  getSortComparator,
  normalizeMangoQuery,
  prepareQuery,
  type RxDocumentData,
  type RxJsonSchema,
  type RxStorageInstance,
} from 'rxdb/plugins/core';
import { expect, test } from 'vitest';
import type { NodeSqliteInternals } from './changes.ts';
import { type Case, cases, documentOf, type Free, schemaOf } from './fuzz-cases.ts';
import { createNodeSqliteStorage } from './index.ts';
import { irregularities } from './schema.ts';
import { translator } from './selector-sql.ts';

type Stored = RxDocumentData<Free>;
type Instance = RxStorageInstance<Free, NodeSqliteInternals, unknown>;

const SCHEMAS = Number(process.env.OFFPRINT_FUZZ_RUNS ?? 400);
const SEED = Number(process.env.OFFPRINT_FUZZ_SEED ?? 20260612);

function expected(
  documents: Stored[],
  schema: RxJsonSchema<Stored>,
  query: FilledMangoQuery<Free>,
) {
  const compare = getSortComparator(schema, query);
  const matches = getQueryMatcher(schema, query);
  const found = documents
    .filter((document) => matches(document))
    .sort((a, b) => compare(a as Free, b as Free));
  const ids = found
    .slice(query.skip, query.skip + (query.limit ?? Number.POSITIVE_INFINITY))
    .map(({ id }) => id);
  return { ids, count: found.length };
}

const storage = createNodeSqliteStorage({ directory: ':memory:', fileName: 'fuzz' });
let opened = 0;

async function openWith(input: Case) {
  const schema = schemaOf(input);
  const instance: Instance = await storage.createStorageInstance<Free>({
    databaseInstanceToken: 'fuzz',
    databaseName: `fuzz${opened++}`,
    collectionName: 'free',
    schema,
    options: {},
    multiInstance: false,
    devMode: false,
  });
  const documents: Stored[] = [];
  const first: Stored[] = [];
  for (const [position, { first: before, last, deleted }] of input.values.entries()) {
    if (before) first[position] = documentOf(input, before, position, 1, false);
    documents.push(documentOf(input, last, position, before ? 2 : 1, deleted));
  }
  await write(
    instance,
    Object.values(first).map((document) => ({ document })),
  );
  const rows = documents.map((document, position) => ({ previous: first[position], document }));
  await write(instance, rows);
  return { instance, schema, documents };
}

async function write(instance: Instance, rows: { previous?: Stored; document: Stored }[]) {
  const { error } = await instance.bulkWrite(rows as never, 'fuzz');
  expect(error).toEqual([]);
}

test(`[PERF-9] answers random queries as RxDB's matcher and comparator do`, async () => {
  const seen = {
    schemas: 0,
    documents: 0,
    queries: 0,
    exact: 0,
    sorted: 0,
    found: 0,
    irregular: 0,
  };
  const start = performance.now();
  await fc.assert(
    fc.asyncProperty(cases, async (input) => {
      const { instance, schema, documents } = await openWith(input);
      const { connection, layout } = instance.internals;
      const irregular = irregularities(connection, layout);
      seen.schemas += 1;
      seen.documents += documents.length;
      for (const [position, query] of input.queries.entries()) {
        // Half of the queries name an index, good or bad, that the plan must follow.
        const index = position % 2 ? schema.indexes?.[position % schema.indexes.length] : undefined;
        const asked = { ...query, ...(index && { index }) };
        const filled = normalizeMangoQuery(
          schema as never,
          asked as never,
        ) as FilledMangoQuery<Free>;
        const prepared = prepareQuery<Free>(schema, filled);
        const want = expected(documents, schema, filled);
        expect((await instance.query(prepared)).documents.map(({ id }) => id)).toEqual(want.ids);
        expect((await instance.count(prepared)).count).toBe(want.count);
        const sql = translator(layout, irregular);
        seen.queries += 1;
        seen.exact += Number(sql.where(filled.selector).exact);
        seen.sorted += Number(sql.orderBy(filled.sort) !== undefined);
        seen.found += Number(want.count > 0 && want.count < documents.length);
        seen.irregular += Number(irregular.size > 0);
      }
      await instance.remove();
    }),
    { numRuns: SCHEMAS, seed: SEED },
  );
  const report = { ...seen, seconds: Math.round((performance.now() - start) / 1000) };
  if (process.env.OFFPRINT_FUZZ_RUNS) process.stdout.write(`${JSON.stringify(report)}\n`);
  // Guards against a run that compares empty answers or never reaches SQL.
  expect(seen.exact / seen.queries).toBeGreaterThan(0.4);
  expect(seen.sorted / seen.queries).toBeGreaterThan(0.4);
  expect(seen.found / seen.queries).toBeGreaterThan(0.3);
  expect(seen.irregular / seen.queries).toBeGreaterThan(0.2);
}, 3_600_000);
