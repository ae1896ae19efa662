import { describe, expect, it } from 'vitest';
import { parseImport } from './import-json.ts';

const paper = (id: string) => ({ id, title: `Brackets } ] and "quotes" \\ in ${id}`, upvotes: 0 });
const idsOf = async (content: string) =>
  (await parseImport(content)).groups.flatMap(({ papers }) => papers.map(({ arxivId }) => arxivId));
const A = paper('2606.00001');
const B = paper('2606.00002');
const C = paper('2606.00003');

describe('[LIST-7] raw JSON of the API', () => {
  it.each([
    ['an array', JSON.stringify([A, B, C])],
    ['an indented array', JSON.stringify([A, B, C], null, 2)],
    ['wrapped papers', JSON.stringify([A, B, C].map((said) => ({ paper: said })))],
    ['JSON lines', [A, { paper: B }, C].map((said) => JSON.stringify(said)).join('\r\n')],
    [
      'indented objects in a row',
      [A, B, C].map((said) => JSON.stringify(said, null, 2)).join('\n'),
    ],
    ['a byte order mark before an array', `\uFEFF ${JSON.stringify([A, B, C])}\n`],
  ])('[LIST-7] reads %s', async (_form, content) => {
    expect(await idsOf(content)).toEqual([A.id, B.id, C.id]);
    expect(await parseImport(content)).toMatchObject({ layout: 'json', problems: [] });
  });

  it('[LIST-7] reads one paper', async () => {
    expect(await idsOf(JSON.stringify(A, null, 2))).toEqual([A.id]);
  });

  it('[LIST-7] reports a bad entry of an array with its line and keeps its neighbours', async () => {
    const content = `[\n${JSON.stringify(A)},\n{"id": "2606.00009", "title": },\n{"id":"2606.00008"},\n7,\n{"x":1},\n${JSON.stringify(B)}\n]`;
    expect(await idsOf(content)).toEqual([A.id, B.id]);
    expect((await parseImport(content)).problems).toEqual([
      { line: 3, reason: 'not-json' },
      { line: 4, reason: 'bad-entry' },
      { line: 5, reason: 'not-a-listing' },
      { line: 6, reason: 'not-a-listing' },
    ]);
  });

  it('[LIST-7] reports a bad line of JSON lines and keeps its neighbours', async () => {
    const content = [
      JSON.stringify(A),
      JSON.stringify(B).slice(0, 30),
      '',
      'noise',
      JSON.stringify(C),
    ].join('\n');
    expect(await idsOf(content)).toEqual([A.id, C.id]);
    expect((await parseImport(content)).problems).toEqual([
      { line: 2, reason: 'not-json' },
      { line: 4, reason: 'not-json' },
    ]);
  });

  it('[LIST-7] keeps what came before the end of half a file', async () => {
    const whole = JSON.stringify([A, B], null, 2);
    const content = whole.slice(0, whole.indexOf(B.id));
    expect(await idsOf(content)).toEqual([A.id]);
    expect((await parseImport(content)).problems).toEqual([{ line: 7, reason: 'not-json' }]);
    const unclosed = await parseImport(JSON.stringify([A, B]).slice(0, -1));
    expect(unclosed.problems).toEqual([{ line: 1, reason: 'not-json' }]);
    expect(unclosed.groups[0]?.papers).toHaveLength(2);
  });

  it.each(['', 'just words', '%PDF-1.7', '<html></html>'])(
    '[LIST-7] does not know %j',
    async (content) => {
      const problems = [{ line: 1, reason: 'not-a-listing' }];
      expect(await parseImport(content)).toEqual({ layout: 'unknown', groups: [], problems });
    },
  );

  it('[LIST-7] passes over a value too deep or too long to be an entry', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const long = JSON.stringify({ id: '2606.00009', title: 'x'.repeat(5_000_000) });
    const content = `[${deep},\n${long},\n${JSON.stringify(A)}]`;
    expect(await idsOf(content)).toEqual([A.id]);
    expect((await parseImport(content)).problems).toEqual([
      { line: 1, reason: 'not-json' },
      { line: 2, reason: 'not-json' },
    ]);
  });

  it.each([
    ['of brackets', '['.repeat(8_000_000)],
    ['of one string', `["${'\\\\'.repeat(4_000_000)}`],
    ['of numbers', `[${'1,'.repeat(4_000_000)}1]`],
    ['of empty lines', `{}\n{}${'\n'.repeat(8_000_000)}`],
    ['of empty objects', `[${'{},'.repeat(2_600_000)}{}]`],
  ])('[PERF-7] reads a file %s without holding up others', async (_what, content) => {
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    const { problems } = await parseImport(content);
    longest = Math.max(longest, performance.now() - last);
    clearInterval(timer);
    expect(problems.length).toBeLessThanOrEqual(10_000);
    // One task here takes some 20 ms; held up, it were seconds.
    expect(longest).toBeLessThan(500);
  });

  it('[LIST-7] groups papers by their featured day, each once, in order', async () => {
    const on = (said: object, day: string) => ({
      ...said,
      submittedOnDailyAt: `${day}T00:00:00.000Z`,
    });
    const content = JSON.stringify([
      on(A, '2026-06-12'),
      B,
      on(C, '2026-06-12'),
      on(A, '2026-06-12'),
    ]);
    const { groups } = await parseImport(content);
    expect(groups.map(({ papers, listing }) => [papers.length, listing?.day])).toEqual([
      [2, '2026-06-12'],
      [1, undefined],
    ]);
    expect(groups[0]?.listing?.entries).toMatchObject([
      { arxivId: A.id, position: 0, upvotes: 0, comments: null },
      { arxivId: C.id, position: 1 },
    ]);
  });
});
