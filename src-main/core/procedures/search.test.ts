import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openTestCore } from '../test-core.ts';

const MEANINGLESS = ['"open', 'year:abc', 'nofield:x', '(a', 'x'.repeat(10_001)];
const ODD = [
  ...[
    'x'.repeat(10_000),
    'a '.repeat(5_000),
    '🤗',
    '\u0000',
    'a\u0000b',
    '\ud83d',
    '\udc00 a',
    '*',
  ],
  ...[
    "'; DROP TABLE docs; --",
    'NEAR(a b, 2)',
    '{a b}: c',
    'a ^ b',
    'rank:1',
    '%',
    '-',
    '--a',
    '()',
  ],
  ...['a AND', 'OR', 'NOT NOT', '"" ""', '-""', 'a:b:c', 'col : x', '\u202e', '“a”', '\\', '$1 ?1'],
];

it('[FIND-2] answers whatever is typed, by a list or by the place where it makes no sense', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-queries-'));
  const { core, client } = await openTestCore(folder);
  const ask = async (query: string) => {
    const request = { scope: { kind: 'all' }, sort: 'relevance', filters: [], grouped: false };
    const { problems = [] } = await client.library.open({ ...request, query } as never);
    for (const { start, end } of problems) {
      expect(start).toBeLessThanOrEqual(end);
      expect(end).toBeLessThanOrEqual(query.length);
    }
    return problems.length;
  };
  try {
    for (const query of MEANINGLESS) expect([query, await ask(query)]).not.toEqual([query, 0]);
    for (const query of ODD) await ask(query);
    const pieces = ['"', '(', ')', '-', ':', 'OR', 'year:', 'is:', 'in:', '>', '*', 'a', ' ', '学'];
    const strung = fc
      .array(fc.constantFrom(...pieces), { maxLength: 12 })
      .map((all) => all.join(''));
    const any = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), strung);
    await fc.assert(
      fc.asyncProperty(any, async (query) => void (await ask(query))),
      {
        ...{ seed: 20_26, numRuns: 150 },
      },
    );
    const { total } = await client.search.find({ query: 'a', limit: 10, offset: 0 });
    expect(total).toBe(0);
  } finally {
    await core.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}, 30_000);
