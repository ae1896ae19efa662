import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queryProblem } from '../contract/search.ts';
import { parseQuery } from './parse.ts';
import { printQuery } from './print.ts';
import { allOf, anyOf, noneOf, termsOf } from './terms.ts';
import {
  HAS_VALUES,
  IS_VALUES,
  MAX_PROBLEMS,
  NAME_FIELDS,
  type Prefix,
  type Query,
  RECENT_VALUES,
  TEXT_FIELDS,
  type Term,
} from './types.ts';

const runs = { numRuns: 1500, seed: 4 };

const bareText = fc
  .oneof(
    fc.stringMatching(/^[a-zé字][a-z0-9:'.+&é字-]{0,8}[a-z0-9é字]$/),
    fc.constantFrom(
      'GPT-4:',
      'http://x.org/a',
      '12:30',
      'C++',
      '🤗',
      'arxiv:1',
      '--flag',
      'x',
      '李',
    ),
  )
  .filter((text) => !/^[a-z]{2,}:./.test(text) || /^(http|arxiv):/.test(text));
const quotedText = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((text) => `${text.trim()}x`);
const prefix = fc.constantFrom<Prefix>('no', 'star');
const field = fc.option(fc.constantFrom(...TEXT_FIELDS), { nil: null });
const bounds = <Value>(values: fc.Arbitrary<Value>) =>
  fc
    .tuple(fc.option(values, { nil: null }), fc.option(values, { nil: null }))
    .filter(([a, b]) => a !== null || b !== null)
    .map(([a, b]) => (a != null && b != null && a > b ? { from: b, to: a } : { from: a, to: b }));
const day = fc
  .date({ min: new Date('1991-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const term = fc.oneof<fc.Arbitrary<Term>[]>(
  fc.record({ kind: fc.constant('word' as const), field, text: bareText, prefix }),
  fc.record({
    kind: fc.constant('phrase' as const),
    field,
    text: quotedText,
    prefix: fc.constantFrom('no' as const, 'star' as const),
  }),
  fc.record({
    kind: fc.constant('name' as const),
    field: fc.constantFrom(...NAME_FIELDS),
    text: fc.oneof(bareText, quotedText),
    prefix,
  }),
  bounds(fc.integer({ min: 1000, max: 9999 })).map(
    (b): Term => ({ kind: 'range', field: 'year', ...b }),
  ),
  bounds(fc.nat(1_000_000)).map((b): Term => ({ kind: 'range', field: 'upvotes', ...b })),
  bounds(day).map((b): Term => ({ kind: 'date', ...b })),
  fc.constantFrom(...RECENT_VALUES).map((value): Term => ({ kind: 'recent', value })),
  fc.constantFrom(...IS_VALUES).map((value): Term => ({ kind: 'is', value })),
  fc.constantFrom(...HAS_VALUES).map((value): Term => ({ kind: 'has', value })),
);

const { query } = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    term,
    fc.array(tie('query'), { minLength: 1, maxLength: 4 }).map((parts) => allOf(parts)!),
    fc.array(tie('query'), { minLength: 1, maxLength: 4 }).map((parts) => anyOf(parts)!),
    tie('query').map(noneOf),
  ),
}));

/** Text that comes near to being a query, and text that does not. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
    .map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom(
        ...['(', ')', '"', '-', '*', ' ', ' OR ', ' AND ', ':', 'author:', 'year:', 'date:', 'is:'],
        ...[
          'tag:',
          'upvotes:',
          '>=',
          '..',
          '2024',
          '06',
          'a',
          '字',
          '“',
          '”',
          '（',
          '：',
          '\ud83d',
        ],
        ...["'", ';', '--', '\\', '\0', '\n', 'NEAR(', '^', '{', '🎉', 'read', 'foo:', 'week'],
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join('')),
);

describe('[FIND-2] queries there and back', () => {
  it('reads from the text of any query the same query', () => {
    let deep = 0;
    fc.assert(
      fc.property(query, (one) => {
        if ([...termsOf(one)].length > 3) deep += 1;
        expect(parseQuery(printQuery(one))).toEqual({ ok: true, query: one });
      }),
      runs,
    );
    expect(deep).toBeGreaterThan(100);
  });

  it('prints of any text that makes sense what means the same', () => {
    let sensible = 0;
    fc.assert(
      fc.property(anyText, (text) => {
        const result = parseQuery(text);
        if (!result.ok) return;
        sensible += 1;
        expect(parseQuery(printQuery(result.query))).toEqual(result);
      }),
      { ...runs, numRuns: 4000 },
    );
    expect(sensible).toBeGreaterThan(400);
  });

  it('answers any text, with problems that lie in it, in order', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const result = parseQuery(text);
        if (result.ok) return;
        expect(result.problems.length).toBeGreaterThan(0);
        expect(result.problems.length).toBeLessThanOrEqual(MAX_PROBLEMS);
        for (const [index, problem] of result.problems.entries()) {
          queryProblem.parse(problem);
          expect(problem.end).toBeGreaterThan(problem.start);
          expect(problem.end).toBeLessThanOrEqual(text.length);
          expect(problem.start).toBeGreaterThanOrEqual(result.problems[index - 1]?.start ?? 0);
        }
      }),
      { ...runs, numRuns: 4000 },
    );
  });

  it.each([
    '(',
    ')',
    '"',
    '-',
    '- ',
    '""',
    '()',
    '-(',
    'a:',
    'is:',
    'author:(',
    'OR ',
    'a OR ',
    '*',
    '\ud83d',
    'x',
    'x ',
    '“',
    'é',
    '-a ',
    '(a) ',
    'a AND ',
    '🎉',
  ])('answers 10,000 characters of %j at once', (piece) => {
    const text = piece.repeat(10_000).slice(0, 10_000);
    const start = performance.now();
    parseQuery(text);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
