import { expect, test } from 'vitest';
import type {
  ListingsStatus,
  SyncRequest,
  UpstreamFailure,
} from '../../../src-shared/contract/index.ts';
import { IDLE, runTest, testPaper } from '../test-core.ts';

const day = { date: '2026-06-12', papers: 30, new: 30, changed: 0 };
const failure: UpstreamFailure = {
  reason: 'rate-limited',
  host: 'huggingface.co',
  status: 429,
  retryAt: new Date(2026, 5, 15, 14, 5).getTime(),
};
const now = new Date(2026, 5, 15, 14, 0).getTime();
const answering = (report: { days?: (typeof day)[]; failures?: object[] }) => ({
  sync: async () => ({ days: [], failures: [], ...report }) as never,
});

test('[CLI-4] sync prints what each day brought', async () => {
  const asked: SyncRequest[] = [];
  const sync = async (request: SyncRequest) => {
    asked.push(request);
    return { days: [day], failures: [] };
  };
  const ran = await runTest(['sync', '--date', '2026-06-12', '--json'], { answers: { sync } });
  expect(asked).toEqual([{ dates: ['2026-06-12'] }]);
  expect(JSON.parse(ran.stdout)).toEqual({ days: [day], failures: [] });
  expect(ran).toMatchObject({ code: 0, stderr: '', closed: 1 });
});

test('[CLI-4] a day that failed has a reason and a sentence', async () => {
  const answers = answering({ days: [day], failures: [{ date: '2026-06-11', failure }] });
  const ran = await runTest(['sync', '--json'], { answers, now });
  const message = 'Hugging Face asked us to wait until 14:05.';
  expect(JSON.parse(ran.stdout).failures).toEqual([
    { date: '2026-06-11', reason: 'rate-limited', message },
  ]);
  expect(ran.code).toBe(1);
  expect(ran.stderr).toBe(`offprint: 1 of 2 days could not be fetched: ${message}\n`);
});

test('[CLI-2] one day that failed is one sentence, and nothing on stdout', async () => {
  const offline = { ...failure, reason: 'offline', host: '127.0.0.1', status: null, retryAt: null };
  const answers = answering({ failures: [{ date: '2026-06-11', failure: offline }] });
  const ran = await runTest(['sync', '--date', '2026-06-11'], { answers });
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toBe('offprint: 127.0.0.1 could not be reached.\n');
});

test('[CLI-1] people get a table and its sum', async () => {
  const answers = answering({ days: [day, { ...day, date: '2026-06-11', papers: 7, new: 0 }] });
  const { stdout } = await runTest(['sync'], { answers });
  expect(stdout.split('\n')).toEqual([
    'Day         Papers  New  Changed',
    '2026-06-12      30   30        0',
    '2026-06-11       7    0        0',
    '37 papers, 30 new, 0 changed',
    '',
  ]);
});

test('[CLI-2] an interrupt cancels the sync, which then reports what it did', async () => {
  const controller = new AbortController();
  let cancelled: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    cancelled = resolve;
  });
  const sync = async () => {
    controller.abort();
    await stopped;
    const failures = [
      { date: '2026-06-11', failure: { ...failure, reason: 'cancelled' as const } },
    ];
    return { days: [day], failures };
  };
  const answers = { sync, cancelSync: () => cancelled() };
  const ran = await runTest(['sync', '--json'], { answers, signal: controller.signal });
  expect(ran.code).toBe(1);
  expect(JSON.parse(ran.stdout).failures[0].reason).toBe('cancelled');
});

test('[CLI-4] list hands its options on and prints papers in the stable shape', async () => {
  const asked: object[] = [];
  const list = (request: object) => {
    asked.push(request);
    return [testPaper({ upvotes: null })];
  };
  const argv = ['list', '--limit', '2', '--offset', '4', '--sort', 'newest', '--json'];
  const more = ['--date', '2026-06-12', '--status', 'to-read'];
  const ran = await runTest([...argv, ...more], { answers: { list } });
  const request = { limit: 2, offset: 4, sort: 'newest', date: '2026-06-12', status: 'to-read' };
  expect(asked).toEqual([request]);
  const [paper] = JSON.parse(ran.stdout);
  expect(Object.keys(paper)).toEqual(PAPER_KEYS);
  expect(paper.upvotes).toBeNull();
  expect(Object.keys(paper.pdf)).toEqual(['state', 'sha256', 'bytes', 'pages']);
});

const PAPER_KEYS =
  'id arxivId title abstract authors authorCount organization publishedAt featuredOn upvotes comments status starred tags collections pdf'.split(
    ' ',
  );

test('[CLI-1] list shows unknown votes as a dash, not as nought', async () => {
  const papers = [testPaper(), testPaper({ id: 'arxiv:1', upvotes: null, featuredOn: [] })];
  const { stdout } = await runTest(['list'], { answers: { list: () => papers } });
  expect(stdout.split('\n').slice(1, 3)).toEqual([
    '2026-06-12     17  new          arxiv:2606.00467  On the Limits of LLM Adaptability',
    '–               –  new          arxiv:1           On the Limits of LLM Adaptability',
  ]);
});

test('[CLI-1] an empty library says what can be done', async () => {
  const ran = await runTest(['list'], { answers: { list: () => [] } });
  expect(ran.stdout).toContain('offprint sync');
  const json = await runTest(['list', '--json'], { answers: { list: () => [] } });
  expect(JSON.parse(json.stdout)).toEqual([]);
});

test('[CLI-4] show prints one paper, without what only the details pane shows', async () => {
  const answers = { get: () => testPaper() };
  const ran = await runTest(['show', '2606.00467', '--json'], { answers });
  expect(Object.keys(JSON.parse(ran.stdout))).toEqual(PAPER_KEYS);
});

test('[CLI-1] show wraps the abstract at the terminal width', async () => {
  const get = () => testPaper({ abstract: 'word '.repeat(60) });
  const ran = await runTest(['show', 'x'], {
    answers: { get },
    stdoutColumns: 40,
    env: { NO_COLOR: '1' },
  });
  expect(ran.stdout.split('\n').every((line) => line.length <= 40)).toBe(true);
  expect(ran.stdout).toContain('Etienne Casanova');
});

test('[CLI-2] show of an unknown paper: 1, a sentence, and still one document', async () => {
  const ran = await runTest(['show', 'x', '--json'], { answers: { get: () => null } });
  expect(ran.code).toBe(1);
  expect(ran.stderr).toBe('offprint: There is no paper “x” in the library.\n');
  expect(JSON.parse(ran.stdout).error.reason).toBe('not-found');
  const long = await runTest(['show', 'x'.repeat(500)]);
  expect(long.code).toBe(1);
});

test('[CLI-1] add takes several, goes on after one that fails, and says which', async () => {
  const add = (source: string) =>
    source === 'nonsense'
      ? ({ ok: false, reason: 'bad-id' } as const)
      : ({ ok: true, id: 'arxiv:1706.03762', isNew: true } as const);
  const argv = ['add', 'nonsense', '1706.03762', '--json'];
  const ran = await runTest(argv, { answers: { add } });
  expect(ran.code).toBe(1);
  const message =
    '“nonsense” is neither an arXiv id, nor the address of an arXiv paper, nor a file.';
  expect(JSON.parse(ran.stdout)).toEqual([
    { source: 'nonsense', id: null, new: null, reason: 'bad-id', message },
    { source: '1706.03762', id: 'arxiv:1706.03762', new: true, reason: null, message: null },
  ]);
  expect(ran.stderr).toBe(`offprint: 1 of 2 papers could not be added: ${message}\n`);
});

test('[CLI-1] add shows the title of what came', async () => {
  const add = () => ({ ok: true, id: 'arxiv:1706.03762', isNew: false }) as const;
  const get = () => testPaper({ title: 'Attention Is All You Need' });
  const ran = await runTest(['add', '1706.03762'], { answers: { add, get } });
  expect(ran.stdout).toContain('already here  Attention Is All You Need');
});

test('[CLI-2] an id that arXiv does not know is said to be that', async () => {
  const unknown = { reason: 'not-found', host: 'export.arxiv.org', status: 200, retryAt: null };
  const add = () => ({ ok: false, reason: 'upstream', failure: unknown }) as never;
  const ran = await runTest(['add', '9999.99999'], { answers: { add } });
  expect(ran).toMatchObject({ code: 1, stderr: 'offprint: arXiv knows no “9999.99999”.\n' });
});

test('[LIST-1] sync understands weeks, months and what trends', async () => {
  const asked: SyncRequest[] = [];
  const sync = async (request: SyncRequest) => {
    asked.push(request);
    return { days: [day], failures: [] };
  };
  for (const argv of [['--week', '2026-W23'], ['--month', '2026-06'], ['--trending']]) {
    const ran = await runTest(['sync', ...argv, '--json'], { answers: { sync } });
    expect(JSON.parse(ran.stdout)).toEqual({ days: [day], failures: [] });
  }
  expect(asked).toEqual([{ week: '2026-W23' }, { month: '2026-06' }, { trending: true }]);
  const none = await runTest(['sync', '--week', '2027-W01'], { answers: answering({}) });
  expect(none).toMatchObject({ code: 0, stdout: 'There are no listings of that yet.\n' });
});

test.each([
  [['--week', '2026-23'], 'Expected an ISO week such as 2026-W23.'],
  [['--month', '2026-13'], 'Expected a month such as 2026-06.'],
  [['--trending', '--days', '3'], 'Name one of'],
  [['--background'], '--background needs --from.'],
])('[CLI-2] sync %j is wrong usage', async (argv, words) => {
  const ran = await runTest(['sync', ...argv]);
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain(words);
});

test('[LIST-1] sync hands a range over to the background', async () => {
  const backfill = (range: { from: string; to: string }) => ({
    ok: true as const,
    backfill: {
      ...{ id: 'b', ...range, state: 'running' as const, done: 0, total: 526 },
      ...{ papers: 0, new: 0, next: range.to, failure: null, skipped: [] },
    },
  });
  const argv = ['sync', '--from', '2025-01-01', '--to', '2026-06-10', '--background'];
  const ran = await runTest(argv, { answers: { backfill } });
  expect(ran).toMatchObject({ code: 0 });
  expect(ran.stdout).toBe(
    '526 days, 2025-01-01 to 2026-06-10, will be brought in the background while Offprint is open.\n',
  );
  const json = await runTest([...argv, '--json'], { answers: { backfill } });
  expect(JSON.parse(json.stdout).backfill).toMatchObject({ total: 526, state: 'running' });
  const refused = { backfill: () => ({ ok: false as const, reason: 'bad-range' as const }) };
  expect(await runTest(argv, { answers: refused })).toMatchObject({ code: 1 });
});

test('[LIST-8] sync reads the subscribed categories and says what is wrong', async () => {
  const readAt = new Date(2026, 5, 15, 13, 30).getTime();
  const refused = { ...failure, reason: 'bad-request', host: 'export.arxiv.org', retryAt: null };
  const categories = [
    { category: 'cs.CL', readAt, failure: null },
    { category: 'cs.XX', readAt: null, failure: refused },
  ] as ListingsStatus['categories'];
  let reads = 0;
  const answers = {
    readCategories: () => void reads++,
    listingsStatus: () => ({ ...IDLE, categories }),
  };
  const ran = await runTest(['sync', '--categories'], { answers, now });
  expect(reads).toBe(1);
  expect(ran.stdout).toContain('cs.CL     13:30');
  expect(ran).toMatchObject({ code: 1 });
  expect(ran.stderr).toContain('1 of 2 categories could not be read: arXiv did not accept');
  const json = await runTest(['sync', '--categories', '--json'], { answers, now });
  expect(JSON.parse(json.stdout).categories[0]).toEqual({
    ...{ category: 'cs.CL', readAt: new Date(readAt).toISOString(), reason: null, message: null },
  });
});

test('[LIST-9] search-online prints what was found, and what is here already', async () => {
  const asked: object[] = [];
  const found = (arxivId: string, paperId: string | null) => ({
    ...{ arxivId, title: `On ${arxivId}`, abstract: null, authors: [], publishedAt: null },
    ...{ upvotes: null, categories: [], paperId },
  });
  const search = (request: object) => {
    asked.push(request);
    const papers = [found('2606.00001', 'arxiv:2606.00001'), found('2606.00002', null)];
    return { ok: true as const, source: 'arxiv' as const, papers, total: 90, hasMore: true };
  };
  const argv = ['search-online', 'large', 'models', '--source', 'arxiv', '--offset', '50'];
  const ran = await runTest(argv, { answers: { search } });
  expect(asked).toEqual([{ source: 'arxiv', query: 'large models', offset: 50 }]);
  expect(ran.stdout.split('\n').slice(1)).toEqual([
    '2606.00001      –  in the library  On 2606.00001',
    '2606.00002      –                  On 2606.00002',
    '52 of 90 shown.',
    '',
  ]);
  const failing = () => ({ ok: false as const, failure });
  const failed = await runTest(['search-online', 'x'], { answers: { search: failing }, now });
  expect(failed).toMatchObject({ code: 1, stdout: '' });
  expect(failed.stderr).toBe('offprint: Hugging Face asked us to wait until 14:05.\n');
  expect(await runTest(['search-online', ' '])).toMatchObject({ code: 0 });
});

test('[LIST-6] show asks for details where it is told to, and shows what is known in any case', async () => {
  const asked: string[] = [];
  const linkedModels = { total: 3, items: [] };
  const get = () =>
    testPaper({ latestVersion: 3, latestVersionAt: '2026-06-01', pdfVersion: 1, linkedModels });
  const refresh = (id: string) => {
    asked.push(id);
    return { ok: false as const, failure };
  };
  const ran = await runTest(['show', '2606.00467', '--refresh'], {
    answers: { get, refresh },
    now,
  });
  expect(asked).toEqual(['arxiv:2606.00467']);
  expect(ran.stdout).toContain('3, 2026-06-01; the PDF here is version 1');
  expect(ran.stdout).toContain('3 models');
  expect(ran).toMatchObject({ code: 1 });
  expect(ran.stderr).toContain('Hugging Face asked us to wait until 14:05.');
});
