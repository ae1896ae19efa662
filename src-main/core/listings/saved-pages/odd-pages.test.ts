import { expect, test } from 'vitest';
import { identityOf, parseSavedPage } from './index.ts';
import { type MadePaper, makePage, PLAIN } from './page-maker.ts';

const paper = (title: string, rest: Partial<MadePaper> = {}): MadePaper => ({
  title,
  abstract: `We show that ${title} is so. ${'It is as we say it is. '.repeat(14)}`.trim(),
  authorCount: 5,
  organization: null,
  month: 4,
  day: 7,
  year: null,
  comments: 3,
  login: 'akhaliq',
  ...rest,
});

const PAPERS = [paper('Café models'), paper('einspace: searching'), paper('[Re] A thing')];
const read = (text: string, name = 'page', savedOn: string | null = null) =>
  parseSavedPage(name, new TextEncoder().encode(text), savedOn);
const titles = (page: ReturnType<typeof read>) => page.papers.map(({ title }) => title);
const TITLES = PAPERS.map(({ title }) => title);

const utf16 = (text: string, isBig: boolean) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};

test.each([
  ['UTF-8', (text: string) => Buffer.from(text)],
  ['UTF-8 with BOM', (text: string) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16 LE', (text: string) => utf16(text, false)],
  ['UTF-16 BE', (text: string) => utf16(text, true)],
  ['Windows-1252', (text: string) => Buffer.from(text.replaceAll('•', '\x95'), 'latin1')],
  ['UTF-8 with NUL bytes', (text: string) => Buffer.from(text.replaceAll('e', 'e\0'))],
  ['UTF-8 with lines that end in CR', (text: string) => Buffer.from(text.replaceAll('\n', '\r'))],
])('[LIST-7] a page in %s is read', (_, encode) => {
  const page = parseSavedPage('page', encode(makePage(PAPERS, 'A')));
  expect([page.layout, page.problems]).toEqual(['A', []]);
  expect(page.papers).toMatchObject(
    PAPERS.map(({ title, abstract }) => ({ title, abstract, authorCount: 5 })),
  );
});

test('[LIST-7] one damaged byte, or half a character, leaves the rest of a page as it is', () => {
  const bytes = Buffer.from(makePage(PAPERS, 'A'));
  bytes[bytes.indexOf('so. It') + 4] = 0xed;
  const page = parseSavedPage('page', bytes);
  expect(titles(page)).toEqual(TITLES);
  const half = utf16(makePage(PAPERS, 'A').replace('Café', 'Caf\ud800'), false);
  expect(parseSavedPage('page', half).papers[0]?.title.isWellFormed()).toBe(true);
});

test('[LIST-7] the button is cut off the title that it is glued to, and off no other', () => {
  const glued = (title: string) =>
    read(makePage([paper(title), paper('Next')], 'C')).papers[0]?.title;
  for (const title of ['VertiBench: a bench', 'einspace: searching', '[Re] It', '`Keep it'])
    expect(glued(title)).toBe(title);
  const page = read(
    makePage([paper('Subscribers and their churn'), paper('Subscribe to it')], 'B'),
  );
  expect(titles(page)).toEqual(['Subscribers and their churn', 'Subscribe to it']);
});

test('[LIST-7] details are read where a copy has glued them to one line', () => {
  const text = makePage(PAPERS, 'A').replaceAll(/ {2}• 5 authors\n·\n/g, '• 5 authors · ');
  const page = read(text);
  expect([titles(page), page.problems]).toEqual([TITLES, []]);
  expect(page.papers[0]).toMatchObject({ authorCount: 5, publishedAt: '2026-04-07', comments: 3 });
});

test('[LIST-7] a login that is missing, or a name in its place, costs no title', () => {
  const text = makePage(PAPERS, 'D');
  const bare = read(text.replace('Submitted by\nakhaliq\n', 'Submitted by\n'));
  expect([titles(bare), bare.papers.map(({ submittedBy }) => submittedBy)]).toEqual([
    TITLES,
    [null, 'akhaliq', 'akhaliq'],
  ]);
  const named = read(text.replaceAll('Submitted by\nakhaliq\n', 'Submitted by Adina Y.\n'));
  expect([named.layout, titles(named), named.problems]).toEqual(['D', TITLES, []]);
});

test('[LIST-7] a line among the details is told, and is no organisation', () => {
  const page = read(makePage(PAPERS, 'A').replace('authors\n', 'authors\nstray words\n'));
  expect(page.problems).toEqual([{ line: page.papers[0]!.line + 5, reason: 'stray-text' }]);
  expect(page.papers[0]).toMatchObject({ organization: null, authorCount: 5, comments: 3 });
  expect(titles(page)).toEqual(TITLES);
});

test('[LIST-7] a title without an abstract is kept where its details follow, and is told', () => {
  const text = makePage(PAPERS, 'A').replace(PAPERS[1]!.abstract, '');
  const page = read(text);
  expect(page.papers[1]).toMatchObject({ title: TITLES[1], abstract: null, authorCount: 5 });
  expect(page.problems).toEqual([{ line: page.papers[1]!.line, reason: 'no-abstract' }]);
});

test.each([
  [
    'a heading and prose',
    `# Notes\n\n${'Some words of mine. '.repeat(9)}\n\nA second line\n\nA third`,
  ],
  ['nothing', ''],
  ['blank lines', '\n \n\t\n'],
  ['chrome alone', 'new\n\nSubscribe\n\nDaily Papers\n\nApr 15\n'],
  ['a PDF', `%PDF-1.4\n${'\x01\x02\x03 obj\n'.repeat(50)}`],
])('[LIST-7] %s is no listing', (_, text) => {
  expect(read(text)).toEqual({
    layout: 'unknown',
    capturedOn: null,
    papers: [],
    problems: [{ line: 1, reason: 'not-a-listing' }],
  });
});

const headless = (papers: readonly MadePaper[], head: string) =>
  makePage(papers, 'A', PLAIN, ['Daily Papers', '', head, '']);
const dated = (year: number | null) => paper(`Of ${year}`, { year });

test('[LIST-7] a year that is left out is the year of capture, where that can be known', () => {
  const days = (page: ReturnType<typeof read>) => [page.capturedOn, page.papers[0]?.publishedAt];
  const told = headless([dated(null), dated(2025)], 'Apr 15, 2026');
  expect(days(read(told))).toEqual(['2026-04-15', '2026-04-07']);
  const untold = headless([dated(null), dated(2018)], 'Apr 15');
  expect(days(read(untold))).toEqual([null, null]);
  expect(days(read(untold, 'papers-2024-04-15.txt'))).toEqual(['2024-04-15', '2024-04-07']);
  expect(days(read(untold, 'papers-2024-05-16.txt'))).toEqual([null, null]);
  const shown = headless([dated(null), dated(2025)], 'Apr 15');
  expect(days(read(shown, 'page', '2026-05-01'))).toEqual(['2026-04-15', '2026-04-07']);
  expect(days(read(shown, 'page', '2026-03-01'))).toEqual([null, null]);
  const witnessed = headless([dated(null), dated(2025), dated(2025), dated(2025)], 'Apr 15');
  expect(days(read(witnessed))).toEqual(['2026-04-15', '2026-04-07']);
});

test('[LIST-7] a date that no calendar has, or later than its page, is not believed', () => {
  const page = headless(
    [paper('Late', { month: 9 }), paper('Early', { year: 2025 })],
    'Apr 15, 2026',
  );
  expect(read(page).papers.map(({ publishedAt }) => publishedAt)).toEqual([null, '2025-04-07']);
  expect(read(headless(PAPERS, 'Feb 30, 2026')).capturedOn).toBeNull();
});

test('[LIST-7] titles are the same without regard to case, punctuation, white space and forms', () => {
  const same = [
    'Split-Brain  Autoencoders!',
    'split brain autoencoders',
    '“Split–Brain” Ａutoencoders',
  ];
  expect(new Set(same.map(identityOf))).toEqual(new Set(['split brain autoencoders']));
  expect(identityOf('Pass@$k$?')).toBe(identityOf('pass@k'));
  expect(identityOf('C')).not.toBe(identityOf('C++'));
  expect(identityOf(' ??? ')).toBe('???');
});

test('[LIST-7] an abstract may begin as a line about who submitted does', () => {
  const abstract = `Submitted by nobody, ${'this abstract goes on and on. '.repeat(20)}`.trim();
  const text = `Daily Papers\n\nA Title of Some Length\n\n${abstract}\n\n  • 5 authors\n·\nApr 7 3\n`;
  const page = parseSavedPage('page', Buffer.from(text));
  expect(page.papers).toMatchObject([{ title: 'A Title of Some Length', abstract }]);
  expect(page.problems).toEqual([]);
});

test('[LIST-7] one wrong byte does not make the page another encoding', () => {
  const text = `Daily Papers\n\nÀ la Recherche\n\n${'An abstract. '.repeat(30)}\n\nB Other\n\n`;
  const bytes = Buffer.concat([
    Buffer.from(text),
    Buffer.from([0xb0]),
    Buffer.from('An abstract. '.repeat(30)),
  ]);
  expect(parseSavedPage('page', bytes).papers[0]?.title).toBe('À la Recherche');
});

test('[LIST-7] a web page of headings and paragraphs is no listing', () => {
  const post = (n: number) =>
    `<h2>Heading number ${n}</h2>\n<p>${'A long paragraph. '.repeat(30)}</p>\n`;
  const html = `<!doctype html>\n<body>\n${[1, 2, 3, 4].map(post).join('')}</body>`;
  expect(parseSavedPage('page', Buffer.from(html))).toMatchObject({
    layout: 'unknown',
    papers: [],
  });
});

const details = (title: string, date: string) =>
  `${title}\n\n${'An abstract of a paper. '.repeat(20)}\n\n  • 5 authors\n·\n${date}\n\n`;

test('[LIST-7] the day in the head is the listing’s only where the papers are of that time', () => {
  const head = 'Daily Papers\n\nApr 15, 2026\n\n';
  const read = (dates: readonly string[]) =>
    parseSavedPage(
      'page',
      Buffer.from(head + dates.map((date, n) => details(`A Title ${n}`, date)).join('')),
    ).papers.map(({ featuredOn }) => featuredOn);
  const day = '2026-04-15';
  expect(read(['Apr 14', 'Apr 13 2', 'Apr 9', 'Mar 2, 2017'])).toEqual([day, day, day, day]);
  expect(read(['Apr 14', 'Apr 13, 2025', 'Mar 2, 2017'])).toEqual([null, null, null]);
});

test('[LIST-7] JSON may call the id arxivId', () => {
  const line = (n: number) =>
    JSON.stringify({ arxivId: `2401.0000${n}`, title: `Title ${n}`, summary: 'An abstract.' });
  const page = parseSavedPage('x.jsonl', Buffer.from(`${line(1)}\n${line(2)}\n{"arxivId":7}\n`));
  expect(page.papers.map(({ arxivId }) => arxivId)).toEqual(['2401.00001', '2401.00002']);
  expect(page.problems).toEqual([{ line: 3, reason: 'bad-entry' }]);
});
