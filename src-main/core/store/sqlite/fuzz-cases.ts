import fc from 'fast-check';
import {
  fillWithDefaultSettings,
  type MangoQuery,
  type RxDocumentData,
  type RxJsonSchema,
} from 'rxdb/plugins/core';

/** A document of a random schema. */
export type Free = { id: string } & Record<string, unknown>;

type Scalar = 'string' | 'number' | 'integer' | 'boolean';
type Leaf =
  | { kind: 'scalar' | 'nullable' | 'list'; type: Scalar; limits: object }
  | { kind: 'objects'; fields: { name: string; type: Scalar }[] }
  | { kind: 'any' };
type Shape = { path: string; leaf: Leaf; stray: 'no' | 'null' | 'type' };

/** A random schema with documents, each written once or twice, and queries for it. */
export type Case = {
  shapes: Shape[];
  indexes: string[][];
  composite: boolean;
  values: { first: unknown[] | null; last: unknown[]; deleted: boolean }[];
  queries: MangoQuery<Free>[];
};

const NAMES = ['a', 'B', 'b', 'c', 'n', 'deep', 'length', 'with space', "it's", 'é', '🦉'];
/** Always there, always another: part of composite keys. */
const SERIAL = 'serial';
const MAX_DOCUMENTS = 24;

const strings = [
  ...['', 'a', 'A', 'ab', 'b', 'a.b', 'é', '中', '\n', '"\\', '\uE000', '\uFFFD', '😀', '𐀀'],
  ...['\u{100000}', '\u{10FFFF}', 'a\uE000', 'a😀', 'e\u0301', 'true', '1'],
];
const oddStrings = ['a\0b', '\uD800', 'a\uDC00'];
const numbers = [
  ...[0, -0, 1, -1, 2, 3, 0.1, 0.30000000000000004, 1.5, -2.5, 1e21, 2 ** 53, 2 ** 60 + 1024],
  ...[5e-324, 1.7976931348623157e308, 123456.78901234567],
];
const integers = [0, 1, 2, 3, -1, 7, 1000, 2 ** 53 - 1];
const pools: Record<Scalar, unknown[]> = {
  string: strings,
  number: numbers,
  integer: integers,
  boolean: [true, false],
};
const scalars = [...strings, ...numbers, true, false];
/** Sorting needs a total order, which RxDB's comparator has for scalars only. */
const straying = [...oddStrings, ...scalars];
const odd = fc.constantFrom<unknown>(null, ...scalars, ...oddStrings);
const typeNames = [
  ...['string', 'number', 'int', 'long', 'double', 'decimal', 'boolean', 'bool', 'null', 'array'],
  ...['object', 'undefined', 'date', 'regex', 'nonsense', 1, 2, 3, 4, 6, 8, 10, 16, 18, 19],
];
const regexes = ['^a', 'b$', 'A', '.', '^$', '[\uE000-\uFFFF]', '😀', '\\.', 'é'];

const scalarType = fc.constantFrom<Scalar>('string', 'string', 'number', 'integer', 'boolean');

function limitsOf(type: Scalar): fc.Arbitrary<object> {
  if (type === 'boolean') return fc.constant({});
  if (type === 'string')
    return fc.record({ maxLength: fc.constantFrom(1, 10, 500) }, { requiredKeys: [] });
  return fc.record(
    {
      minimum: fc.constantFrom(-10, 0),
      maximum: fc.constantFrom(5, 1000),
      multipleOf: type === 'integer' ? fc.constant(1) : fc.constantFrom(1, 0.1, 0.01),
    },
    { requiredKeys: [] },
  );
}

const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  { weight: 9, arbitrary: scalarLeaf('scalar') },
  { weight: 2, arbitrary: scalarLeaf('nullable') },
  { weight: 3, arbitrary: scalarLeaf('list') },
  { weight: 2, arbitrary: objectsLeaf() },
  { weight: 1, arbitrary: fc.constant<Leaf>({ kind: 'any' }) },
);

function scalarLeaf(kind: 'scalar' | 'nullable' | 'list'): fc.Arbitrary<Leaf> {
  return scalarType.chain((type) => limitsOf(type).map((limits) => ({ kind, type, limits })));
}

function objectsLeaf(): fc.Arbitrary<Leaf> {
  const field = fc.record({ name: fc.constantFrom('x', 'y', 'z w'), type: scalarType });
  return fc
    .uniqueArray(field, { minLength: 1, maxLength: 2, selector: ({ name }) => name })
    .map((fields) => ({ kind: 'objects', fields }));
}

const path = fc
  .array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 })
  .map((names) => names.join('.'));

const shapesOf: fc.Arbitrary<Shape[]> = fc
  .uniqueArray(path, { minLength: 2, maxLength: 7 })
  .map((paths) => paths.filter((one) => !paths.some((other) => other.startsWith(`${one}.`))))
  .chain((paths) =>
    fc.tuple(
      ...paths.map((one) =>
        fc.record({
          path: fc.constant(one),
          leaf,
          stray: fc.constantFrom<Shape['stray']>(...Array(9).fill('no'), 'null', 'type'),
        }),
      ),
    ),
  );

function regularOf(one: Leaf): fc.Arbitrary<unknown> {
  switch (one.kind) {
    case 'scalar':
      return fc.constantFrom(...pools[one.type]);
    case 'nullable':
      return fc.constantFrom(null, ...pools[one.type]);
    case 'list':
      return fc.array(elementOf(one.type), { maxLength: 4 });
    case 'objects':
      return fc.array(objectOf(one.fields), { maxLength: 3 });
    case 'any':
      return fc.constantFrom<unknown>('a', 1, true, { x: 1 }, [1], [[1]]);
  }
}

/** Fractions in arrays are left to the matcher, so most lists of numbers have none. */
function elementOf(type: Scalar): fc.Arbitrary<unknown> {
  if (type !== 'number') return fc.constantFrom(...pools[type]);
  return fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...integers) },
    { weight: 1, arbitrary: fc.constantFrom(...numbers) },
  );
}

function objectOf(fields: { name: string; type: Scalar }[]): fc.Arbitrary<unknown> {
  const entries = fields.map(({ name, type }) => [name, fc.constantFrom(...pools[type])]);
  return fc.record(Object.fromEntries(entries), { requiredKeys: [] });
}

function storedValueOf({ leaf: one, stray }: Shape): fc.Arbitrary<unknown> {
  const regular = { weight: 12, arbitrary: regularOf(one) };
  const missing = { weight: 3, arbitrary: fc.constant(undefined) };
  if (stray === 'no') return fc.oneof(regular, missing);
  const values = stray === 'null' ? [null] : [null, ...straying];
  const others =
    one.kind === 'scalar' || one.kind === 'nullable' || stray === 'null'
      ? fc.constantFrom(...values)
      : fc.oneof(fc.constantFrom<unknown>(...values), fc.array(odd, { maxLength: 3 }));
  return fc.oneof(regular, missing, { weight: 3, arbitrary: others });
}

function operandOf(one: Leaf): fc.Arbitrary<unknown> {
  const type = 'type' in one ? one.type : 'string';
  const usual = fc.constantFrom(...pools[type]);
  return fc.oneof({ weight: 24, arbitrary: usual }, { weight: 1, arbitrary: odd });
}

type Pair = [string, unknown][];

function operatorOf(one: Leaf): fc.Arbitrary<Pair> {
  const operand = operandOf(one);
  const list = fc.array(operand, { maxLength: 12 });
  const pair = (names: string[], value: fc.Arbitrary<unknown>): fc.Arbitrary<Pair> =>
    fc.tuple(fc.constantFrom(...names), value).map((made) => [made]);
  const regex = fc.tuple(fc.constantFrom(...regexes), fc.constantFrom('', 'i', 'u', 'ms'));
  return fc.oneof(
    { weight: 16, arbitrary: pair(['$eq', '$ne', '$gt', '$gte', '$lt', '$lte'], operand) },
    { weight: 6, arbitrary: pair(['$in', '$nin'], list) },
    { weight: 4, arbitrary: pair(['$exists'], fc.boolean()) },
    { weight: 3, arbitrary: pair(['$type'], oneOrMore(fc.constantFrom(...typeNames))) },
    { weight: 2, arbitrary: pair(['$size'], fc.nat(3)) },
    {
      weight: 2,
      arbitrary: pair(['$mod'], fc.tuple(fc.constantFrom(2, 3, 1, 0, -2, 0.5), fc.nat(1))),
    },
    {
      weight: 3,
      arbitrary: regex.map(
        ([$regex, $options]): Pair =>
          $options
            ? [
                ['$regex', $regex],
                ['$options', $options],
              ]
            : [['$regex', $regex]],
      ),
    },
  );
}

function oneOrMore(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 2 }));
}

function operatorsOf(one: Leaf): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .array(operatorOf(one), { minLength: 1, maxLength: 2 })
    .map((pairs) => Object.fromEntries(pairs.flat()));
}

function elementCriteria(one: Leaf): fc.Arbitrary<Record<string, unknown>> {
  if (one.kind !== 'objects') return operatorsOf(one);
  const field = fc
    .constantFrom(...one.fields)
    .chain(({ name, type }) =>
      operatorsOf({ kind: 'scalar', type, limits: {} }).map((matcher) => ({ [name]: matcher })),
    );
  return fc.oneof(
    { weight: 4, arbitrary: field },
    { weight: 1, arbitrary: fc.tuple(field, field).map(($or) => ({ $or })) },
    { weight: 1, arbitrary: fc.tuple(field, field).map(([a, b]) => ({ ...a, ...b })) },
  );
}

function matcherOf(one: Leaf): fc.Arbitrary<unknown> {
  const operators = operatorsOf(one);
  const isList = one.kind === 'list' || one.kind === 'objects';
  const elements = elementCriteria(one).map(($elemMatch) => ({ $elemMatch }));
  const usual = fc.oneof(
    { weight: isList ? 2 : 20, arbitrary: operators },
    { weight: isList ? 3 : 1, arbitrary: elements },
  );
  return fc.oneof(
    { weight: 1, arbitrary: operandOf(one) },
    { weight: 6, arbitrary: usual },
    { weight: 1, arbitrary: usual.map(($not) => ({ $not })) },
  );
}

function selectorOf(shapes: Shape[]): fc.Arbitrary<Record<string, unknown>> {
  const id = fc.record({
    id: fc.oneof(
      fc.constantFrom('p1', 'p7'),
      fc.record({ $gt: fc.constantFrom('p1', '😀') }),
      fc.record({ $in: fc.constant(['p2', 'p3', '😀4', 'none']) }),
    ),
  });
  const deleted = fc.record({ _deleted: fc.record({ $eq: fc.boolean() }) });
  const field = fc.oneof(
    ...shapes.map((shape) => matcherOf(shape.leaf).map((made) => ({ [shape.path]: made }))),
  );
  const part = fc.oneof(
    { weight: 10, arbitrary: field },
    { weight: 1, arbitrary: id },
    { weight: 1, arbitrary: deleted },
  );
  const flat = fc
    .array(part, { minLength: 1, maxLength: 3 })
    .map((parts) => Object.assign({}, ...parts));
  return fc.letrec<{ node: Record<string, unknown> }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { weight: 4, arbitrary: flat },
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

function isSortable({ leaf: one }: Shape): boolean {
  return one.kind === 'scalar' || one.kind === 'nullable';
}

function queryOf(shapes: Shape[]): fc.Arbitrary<MangoQuery<Free>> {
  const sortable = shapes.filter(isSortable).map((shape) => shape.path);
  const part = fc
    .tuple(fc.constantFrom('id', ...sortable), fc.constantFrom('asc', 'desc'))
    .map(([by, way]) => ({ [by]: way }));
  const sort = fc.array(part, { minLength: 1, maxLength: 3 });
  return fc.record(
    {
      selector: selectorOf(shapes),
      sort: fc.oneof(
        { weight: 1, arbitrary: fc.constant(undefined) },
        { weight: 3, arbitrary: sort },
      ),
      skip: fc.constantFrom(0, 0, 3),
      limit: fc.constantFrom(undefined, undefined, 0, 1, 5),
    },
    { requiredKeys: ['selector'] },
  ) as fc.Arbitrary<MangoQuery<Free>>;
}

function indexesOf(shapes: Shape[]): fc.Arbitrary<string[][]> {
  const indexable = shapes.filter((one) => one.leaf.kind === 'scalar').map((one) => one.path);
  if (indexable.length === 0) return fc.constant([]);
  return fc.array(fc.uniqueArray(fc.constantFrom(...indexable), { minLength: 1, maxLength: 3 }), {
    maxLength: 4,
  });
}

/** Random schemas, documents and queries; about a quarter of the fields has some value astray. */
export const cases: fc.Arbitrary<Case> = shapesOf.chain((shapes) => {
  const row = fc.tuple(...shapes.map((shape) => storedValueOf(shape)));
  const written = fc.record({
    first: fc.option(row, { freq: 3 }),
    last: row,
    deleted: fc.nat(6).map((n) => n === 0),
  });
  return fc.record({
    shapes: fc.constant(shapes),
    indexes: indexesOf(shapes),
    composite: fc.nat(4).map((n) => n === 0),
    values: fc.array(written, { minLength: 8, maxLength: MAX_DOCUMENTS }),
    queries: fc.array(queryOf(shapes), { minLength: 6, maxLength: 6 }),
  });
});

/** The schema of a case, as RxDB hands it to a storage. */
export function schemaOf({ shapes, indexes, composite }: Case): RxJsonSchema<RxDocumentData<Free>> {
  const properties: Record<string, unknown> = {
    id: { type: 'string', maxLength: 40 },
    [SERIAL]: { type: 'integer' },
  };
  for (const { path: own, leaf: one } of shapes) {
    const keys = own.split('.');
    const last = keys.pop()!;
    let level = properties;
    for (const key of keys) {
      level[key] ??= { type: 'object', properties: {} };
      level = (level[key] as { properties: Record<string, unknown> }).properties;
    }
    level[last] = partOf(one);
  }
  const primaryKey = composite ? { key: 'id', fields: ['prefix', SERIAL], separator: '' } : 'id';
  if (composite) properties.prefix = { type: 'string', maxLength: 10 };
  const schema = { version: 0, primaryKey, type: 'object', properties, indexes };
  return fillWithDefaultSettings(schema as unknown as RxJsonSchema<Free>);
}

function partOf(one: Leaf): object {
  if (one.kind === 'any') return {};
  if (one.kind === 'objects') {
    const fields = one.fields.map(({ name, type }) => [name, { type }]);
    return { type: 'array', items: { type: 'object', properties: Object.fromEntries(fields) } };
  }
  if (one.kind === 'list') return { type: 'array', items: { type: one.type } };
  return { type: one.kind === 'nullable' ? [one.type, 'null'] : one.type, ...one.limits };
}

/** The document at a position, with the values of its fields, as JSON keeps it. */
export function documentOf(
  { shapes, composite }: Case,
  values: unknown[],
  position: number,
  revision: number,
  deleted: boolean,
): RxDocumentData<Free> {
  const prefix = position % 9 === 4 ? '😀' : 'p';
  const document: Free = { id: `${prefix}${position}`, [SERIAL]: position };
  if (composite) document.prefix = prefix;
  for (const [i, { path: own }] of shapes.entries()) {
    const keys = own.split('.');
    const last = keys.pop()!;
    let level: Record<string, unknown> = document;
    for (const key of keys) {
      level[key] ??= {};
      level = level[key] as Record<string, unknown>;
    }
    level[last] = values[i];
  }
  const lwt = 1000 + position;
  const own = { _deleted: deleted, _attachments: {}, _rev: `${revision}-x`, _meta: { lwt } };
  // What is stored is JSON: without undefined, and 0 for -0.
  return JSON.parse(JSON.stringify({ ...document, ...own }));
}
