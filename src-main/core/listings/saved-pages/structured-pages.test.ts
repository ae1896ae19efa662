import { expect, test } from 'vitest';
import { parseSavedPage, type SavedPage } from './index.ts';

const entry = (number: number, rest: object = {}) => ({
  paper: {
    id: `2604.0000${number}`,
    title: `Paper ${number} of\n  "quotes" & <tags>`,
    summary: 'It\'s an abstract with \\% and $k$ & "more".',
    authors: [{ name: 'Ada L.' }, { name: 'Alan T.' }],
    publishedAt: '2026-04-07T00:00:00.000Z',
    submittedOnDailyAt: '2026-04-15T00:00:00.000Z',
    upvotes: 12,
    ...rest,
  },
  numComments: 3,
  submittedBy: { name: 'akhaliq' },
  organization: { name: 'adobe', fullname: 'Adobe' },
});

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll("'", '&#39;');

const props = (entries: readonly unknown[]) =>
  JSON.stringify({ periodType: 'day', dateString: '2026-04-15', dailyPapers: entries });

const html = (attributes: string) => `<!DOCTYPE html>
<html><head><title>Papers < data-props="no"</title><script>if (a<b) x="<div data-target='DailyPapers'"</script></head>
<body><!-- <div data-target="DailyPapers" data-props="{}"> -->
<div class="SVELTE_HYDRATER contents" data-props="{}" data-target="MainHeader"></div>
<main><div class="contents" ${attributes}><p>text</p></div></main></body></html>`;

const read = (text: string): SavedPage => parseSavedPage('page', new TextEncoder().encode(text));
const ids = ({ papers }: SavedPage) => papers.map(({ arxivId }) => arxivId);

test('[LIST-7] a saved web page gives the entries that its list was made from', () => {
  const carried = escaped(props([entry(1), entry(2)]));
  const page = read(html(`data-target="DailyPapers" data-props="${carried}"`));
  expect(page).toMatchObject({ layout: 'html', capturedOn: '2026-04-15', problems: [] });
  expect(ids(page)).toEqual(['2604.00001', '2604.00002']);
  expect(page.papers[0]).toMatchObject({
    line: 5,
    title: 'Paper 1 of "quotes" & <tags>',
    abstract: 'It\'s an abstract with \\% and $k$ & "more".',
    authorCount: 2,
    organization: { slug: 'adobe', name: 'Adobe' },
    publishedAt: '2026-04-07',
    featuredOn: '2026-04-15',
    comments: 3,
    submittedBy: 'akhaliq',
    upstream: { upvotes: 12 },
  });
});

test.each([
  ['the other order', (json: string) => `data-props="${escaped(json)}" data-target="DailyPapers"`],
  [
    'single quotes',
    (json: string) => `DATA-TARGET='DailyPapers'\n data-props = '${escaped(json)}'`,
  ],
  [
    'the first of two',
    (json: string) => `data-target=DailyPapers data-props="${escaped(json)}" data-props="x"`,
  ],
])('[LIST-7] attributes of a saved web page are read in %s', (_, write) => {
  expect(ids(read(html(write(props([entry(1)])))))).toEqual(['2604.00001']);
});

test('[LIST-7] a web page without a list is no listing, and text about HTML is text', () => {
  expect(read('<!doctype html><p>Hello')).toMatchObject({ layout: 'unknown', papers: [] });
  const text = `Daily Papers\n\n<html> as a title of a paper\n\n${'An abstract. '.repeat(30)}\n`;
  expect(read(text)).toMatchObject({
    layout: 'B',
    papers: [{ title: '<html> as a title of a paper' }],
  });
});

test('[LIST-7] a bad entry of a saved web page costs no other', () => {
  const bad = escaped(props([entry(1), { paper: { id: 'no id' } }, entry(3)]));
  const page = read(html(`data-target="DailyPapers" data-props="${bad}"`));
  expect(ids(page)).toEqual(['2604.00001', '2604.00003']);
  expect(page.problems).toEqual([{ line: 5, reason: 'bad-entry' }]);
});

test('[LIST-7] a saved web page that was cut off keeps the entries before the cut', () => {
  const whole = html(
    `data-target="DailyPapers" data-props="${escaped(props([entry(1), entry(2), entry(3)]))}`,
  );
  const page = read(whole.slice(0, whole.lastIndexOf('2604.00003') + 40));
  expect(ids(page)).toEqual(['2604.00001', '2604.00002']);
  expect(page.problems).toContainEqual({ line: 5, reason: 'not-json' });
});

test.each([
  ['an array', JSON.stringify([entry(1), entry(2)])],
  ['an indented array', JSON.stringify([entry(1), entry(2)], null, 2)],
  ['lines', `${JSON.stringify(entry(1))}\n${JSON.stringify(entry(2))}\n`],
  ['bare papers', JSON.stringify([entry(1).paper, entry(2).paper])],
  ['properties', props([entry(1), entry(2)])],
])('[LIST-7] JSON is read as %s', (_, text) => {
  const page = read(text);
  expect([page.layout, page.problems]).toEqual(['json', []]);
  expect(ids(page)).toEqual(['2604.00001', '2604.00002']);
});

test('[LIST-7] an empty day is JSON without papers', () => {
  expect(read('[]\n')).toEqual({ layout: 'json', capturedOn: null, papers: [], problems: [] });
});

const MARK = '"title":"Paper 2';

test.each([
  ['a quote', (text: string) => text.replace(MARK, MARK.slice(0, -8))],
  [
    'a bracket',
    (text: string) => text.replace('[{"name":"Ada L."},{"name":"Alan T."}]', '[{"name":"Ada'),
  ],
  ['a brace too many', (text: string) => text.replace(MARK, `{${MARK}`)],
  ['a brace too few', (text: string) => text.replace('"fullname":"Adobe"}', '"fullname":"Adobe"')],
])('[LIST-7] an entry of JSON that has lost %s costs no neighbour, and is told', (_, damage) => {
  const entries = [1, 2, 3, 4].map((number) => JSON.stringify(entry(number)));
  entries[1] = damage(entries[1]!);
  const page = read(`[${entries.join(',\n')}]`);
  expect(ids(page)).toEqual(expect.arrayContaining(['2604.00001', '2604.00003', '2604.00004']));
  expect(page.problems[0]).toEqual({ line: 2, reason: 'not-json' });
  expect(new Set(ids(page)).size).toBe(page.papers.length);
});

test('[LIST-7] JSON with half a character, NUL bytes, and depth without end does no harm', () => {
  const half = JSON.stringify([entry(1, { title: 'Half \ud800 title' })]);
  expect(read(half).papers[0]?.title.isWellFormed()).toBe(true);
  expect(ids(read(JSON.stringify([entry(1)]).replace('[', '\0[\0')))).toEqual(['2604.00001']);
  expect(read('['.repeat(200_000)).papers).toEqual([]);
  expect(read(`[{"paper":${'['.repeat(50_000)}${']'.repeat(50_000)}}]`).problems).toEqual([
    { line: 1, reason: 'bad-entry' },
  ]);
});
