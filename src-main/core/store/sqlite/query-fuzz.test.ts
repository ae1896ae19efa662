import fc from 'fast-check';
import {
  type FilledMangoQuery,
  fillWithDefaultSettings,
  getQueryMatcher,
  getSortComparator,
  type MangoQuery,
  normalizeMangoQuery,
  prepareQuery,
  type RxDocumentData,
  type RxJsonSchema,
  type RxStorageInstance,
} from 'rxdb/plugins/core';
import { expect, test } from 'vitest';
import type { NodeSqliteInternals } from './changes.ts';
import { createNodeSqliteStorage } from './index.ts';
import { irregularities } from './schema.ts';
import { translator } from './selector-sql.ts';

type Free = { id: string } & Record<string, unknown>;
type FieldType = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'any';
type Shape = { path: string; type: FieldType; indexed: boolean; stray: 'no' | 'null' | 'type' };
type Case = { shapes: Shape[]; values: unknown[][]; queries: MangoQuery<Free>[] };
type Sort = Record<string, 'asc' | 'desc'>[];

const RUNS = Number(process.env.OFFPRINT_FUZZ_RUNS ?? 400);
const SEED = Number(process.env.OFFPRINT_FUZZ_SEED ?? 20260612);
const DOCUMENTS = 24;
const types: FieldType[] = [
  ...['string', 'string', 'string', 'number', 'number', 'integer', 'integer', 'boolean', 'boolean'],
  ...['array', 'any'],
] as FieldType[];
const PATHS = ['a', 'B', 'b', 'n.x', 'n.y', 'n.deep.z'];

const strings = [
  '',
  'a',
  'A',
  'ab',
  'b',
  'é',
  '中',
  '\uE000',
  '\uFFFD',
  '😀',
  '𐀀',
  '\u{100000}',
  '\u{10FFFF}',
  'a\uE000',
  'a😀',
];
const oddStrings = ['a\0b', '\uD800', 'a\uDC00'];
const numbers = [
  0,
  -0,
  1,
  -1,
  2,
  3,
  0.1,
  0.30000000000000004,
  1.5,
  -2.5,
  1e21,
  2 ** 53,
  2 ** 60 + 1024,
  5e-324,
];
const pools: Record<FieldType, unknown[]> = {
  string: strings,
  number: numbers,
  integer: [0, 1, 2, 3, -1, 7, 1000],
  boolean: [true, false],
  array: [[], ['a'], ['a', 'b'], [1, 2], [null]],
  any: ['a', 1, true, { x: 1 }],
};
/** Sorting needs a total order, which RxDB's comparator has for scalars only. */
const straying = [...oddStrings, ...strings, ...numbers, true, false];
const anyScalar = fc.constantFrom<unknown>(
  null,
  ...strings,
  ...numbers,
  ...oddStrings,
  true,
  false,
);

const shapesOf = fc.tuple(
  ...PATHS.map((path) =>
    fc.record({
      path: fc.constant(path),
      type: fc.constantFrom<FieldType>(...types),
      indexed: fc.boolean(),
      stray: fc.constantFrom<Shape['stray']>('no', 'no', 'no', 'no', 'no', 'null', 'type'),
    }),
  ),
);

function storedValueOf(shape: Shape): fc.Arbitrary<unknown> {
  const regular = { weight: 12, arbitrary: fc.constantFrom(...pools[shape.type]) };
  const missing = { weight: 3, arbitrary: fc.constant(undefined) };
  if (shape.stray === 'no') return fc.oneof(regular, missing);
  const values = shape.stray === 'null' ? [null] : [null, ...straying];
  return fc.oneof(regular, missing, { weight: 3, arbitrary: fc.constantFrom(...values) });
}

function operandOf(shape: Shape): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 19, arbitrary: fc.constantFrom(...pools[shape.type]) },
    { weight: 1, arbitrary: anyScalar },
  );
}

function matcherOf(shape: Shape): fc.Arbitrary<unknown> {
  const operand = operandOf(shape);
  const scalar = operand.filter((value) => value === null || typeof value !== 'object');
  const list = fc.array(scalar, { maxLength: 12 });
  const one = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), operand),
    },
    { weight: 3, arbitrary: fc.tuple(fc.constantFrom('$in', '$nin'), list) },
    { weight: 2, arbitrary: fc.tuple(fc.constant('$exists'), fc.boolean()) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<[string, unknown]>(
        ['$regex', '^a'],
        ['$type', 'string'],
        ['$mod', [2, 1]],
        ['$size', 1],
        ['$elemMatch', { $gt: 'a' }],
      ),
    },
  );
  const operators = fc
    .array(one, { minLength: 1, maxLength: 2 })
    .map((pairs) => Object.fromEntries(pairs));
  return fc.oneof(
    { weight: 1, arbitrary: scalar },
    { weight: 6, arbitrary: operators },
    { weight: 1, arbitrary: operators.map(($not) => ({ $not })) },
  );
}

function selectorOf(shapes: Shape[]): fc.Arbitrary<Record<string, unknown>> {
  const id = fc.record({
    id: fc.oneof(fc.constantFrom('p1', 'p7'), fc.record({ $gt: fc.constantFrom('p1', '😀') })),
  });
  const deleted = fc.record({ _deleted: fc.record({ $eq: fc.boolean() }) });
  const field = fc.oneof(
    ...shapes.map((shape) => matcherOf(shape).map((matcher) => ({ [shape.path]: matcher }))),
  );
  const leaf = fc.oneof(
    { weight: 10, arbitrary: field },
    { weight: 1, arbitrary: id },
    { weight: 1, arbitrary: deleted },
  );
  return fc.letrec<{ node: Record<string, unknown> }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      {
        weight: 4,
        arbitrary: fc
          .array(leaf, { minLength: 1, maxLength: 3 })
          .map((parts) => Object.assign({}, ...parts)),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(
            fc.constantFrom('$and', '$or', '$nor'),
            fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
          )
          .map(([operator, parts]) => ({ [operator]: parts })),
      },
    ),
  })).node;
}

function sortOf(shapes: Shape[]): fc.Arbitrary<Sort | undefined> {
  const sortable = shapes
    .filter(({ type }) => type !== 'array' && type !== 'any')
    .map(({ path }) => path);
  const direction = fc.constantFrom<'asc' | 'desc'>('asc', 'desc');
  const part = fc
    .tuple(fc.constantFrom('id', ...sortable), direction)
    .map(([path, way]) => ({ [path]: way }));
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(undefined) },
    { weight: 3, arbitrary: fc.array(part, { minLength: 1, maxLength: 3 }) },
  );
}

const cases: fc.Arbitrary<Case> = shapesOf.chain((shapes) =>
  fc.record({
    shapes: fc.constant(shapes),
    values: fc.array(fc.tuple(...shapes.map((shape) => storedValueOf(shape))), {
      minLength: DOCUMENTS,
      maxLength: DOCUMENTS,
    }),
    queries: fc.array(
      fc.record(
        {
          selector: selectorOf(shapes),
          sort: sortOf(shapes),
          skip: fc.constantFrom(0, 0, 3),
          limit: fc.constantFrom(undefined, undefined, 0, 1, 5),
        },
        { requiredKeys: ['selector'] },
      ) as fc.Arbitrary<MangoQuery<Free>>,
      { minLength: 6, maxLength: 6 },
    ),
  }),
);

function schemaOf(shapes: Shape[]): RxJsonSchema<RxDocumentData<Free>> {
  const properties: Record<string, unknown> = { id: { type: 'string', maxLength: 20 } };
  for (const { path, type } of shapes) {
    const part = type === 'any' ? {} : { type };
    const keys = path.split('.');
    const last = keys.pop()!;
    let level = properties;
    for (const key of keys) {
      level[key] ??= { type: 'object', properties: {} };
      level = (level[key] as { properties: Record<string, unknown> }).properties;
    }
    level[last] = part;
  }
  const indexed = shapes
    .filter((shape) => shape.indexed && shape.type !== 'array' && shape.type !== 'any')
    .map(({ path }) => path);
  const indexes = indexed.length > 2 ? [...indexed.slice(2), indexed.slice(0, 2)] : indexed;
  const schema = { version: 0, primaryKey: 'id', type: 'object', properties, indexes };
  return fillWithDefaultSettings(schema as unknown as RxJsonSchema<Free>);
}

function documentOf(shapes: Shape[], values: unknown[], position: number): RxDocumentData<Free> {
  const document: Free = { id: position % 9 === 4 ? `😀${position}` : `p${position}` };
  for (const [i, { path }] of shapes.entries()) {
    const keys = path.split('.');
    const last = keys.pop()!;
    let level: Record<string, unknown> = document;
    for (const key of keys) {
      level[key] ??= {};
      level = level[key] as Record<string, unknown>;
    }
    level[last] = values[i];
  }
  const meta = {
    _deleted: position % 7 === 3,
    _attachments: {},
    _rev: '1-x',
    _meta: { lwt: 1000 + position },
  };
  // What is stored is JSON: without undefined, and 0 for -0.
  return JSON.parse(JSON.stringify({ ...document, ...meta }));
}

function expected(
  documents: RxDocumentData<Free>[],
  schema: RxJsonSchema<RxDocumentData<Free>>,
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

const storage = createNodeSqliteStorage({ directory: ':memory:' });
let opened = 0;

async function openWith({ shapes, values }: Case) {
  const schema = schemaOf(shapes);
  const instance: RxStorageInstance<Free, NodeSqliteInternals, unknown> =
    await storage.createStorageInstance<Free>({
      databaseInstanceToken: 'fuzz',
      databaseName: `fuzz${opened++}`,
      collectionName: 'free',
      schema,
      options: {},
      multiInstance: false,
      devMode: false,
    });
  const documents = values.map((row, position) => documentOf(shapes, row, position));
  const { error } = await instance.bulkWrite(
    documents.map((document) => ({ document })),
    'fuzz',
  );
  expect(error).toEqual([]);
  return { instance, schema, documents };
}

test(`[PERF-9] answers random queries as RxDB's matcher and comparator do`, async () => {
  const seen = { queries: 0, exact: 0, sorted: 0, found: 0, irregular: 0 };
  await fc.assert(
    fc.asyncProperty(cases, async (input) => {
      const { instance, schema, documents } = await openWith(input);
      const { connection, layout } = instance.internals;
      const irregular = irregularities(connection, layout);
      for (const query of input.queries) {
        const filled = normalizeMangoQuery(schema as never, query) as FilledMangoQuery<Free>;
        const prepared = prepareQuery<Free>(schema, filled);
        const want = expected(documents, schema, filled);
        expect((await instance.query(prepared)).documents.map(({ id }) => id)).toEqual(want.ids);
        expect((await instance.count(prepared)).count).toBe(want.count);
        const sql = translator(layout, irregular);
        seen.queries += 1;
        seen.exact += Number(sql.where(filled.selector).exact);
        seen.sorted += Number(sql.orderBy(filled.sort) !== undefined);
        seen.found += Number(want.count > 0 && want.count < DOCUMENTS);
        seen.irregular += Number(irregular.size > 0);
      }
      await instance.close();
    }),
    { numRuns: RUNS, seed: SEED },
  );
  // Guards against a run that compares empty answers or never reaches SQL.
  expect(seen.exact / seen.queries).toBeGreaterThan(0.25);
  expect(seen.sorted / seen.queries).toBeGreaterThan(0.25);
  expect(seen.found / seen.queries).toBeGreaterThan(0.4);
  expect(seen.irregular / seen.queries).toBeGreaterThan(0.2);
  if (process.env.OFFPRINT_FUZZ_RUNS) process.stdout.write(`${JSON.stringify(seen)}\n`);
}, 3_600_000);
