import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { type DemoUpstream, type FaultKind, startDemoUpstream } from '../demo/index.ts';

const MAIN = join(import.meta.dirname, 'main.ts');
const FIXTURES = join(import.meta.dirname, '../../../shared/fixtures');
const DAY = '2026-06-12';
const RECORDED = join(FIXTURES, 'hf', `daily_papers-${DAY}.json`);

let upstream: DemoUpstream;
let dataDir = '';

beforeAll(async () => {
  upstream = await startDemoUpstream({ today: '2026-06-15', days: 5 });
});
afterAll(() => upstream.close());
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'offprint-cli-'));
});
afterEach(async () => {
  upstream.setFaults([]);
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

function start(argv: readonly string[], origin = upstream.origin): ChildProcess {
  const env = {
    ...process.env,
    OFFPRINT_DATA_DIR: dataDir,
    OFFPRINT_HF_ORIGIN: origin,
    OFFPRINT_ARXIV_ORIGIN: origin,
    OFFPRINT_ARXIV_PDF_ORIGIN: origin,
  };
  return spawn(process.execPath, [MAIN, ...argv], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('close', resolve));
}

async function offprint(argv: readonly string[], origin?: string) {
  const child = start(argv, origin);
  const output = Promise.all([text(child.stdout!), text(child.stderr!)]);
  const [code, [stdout, stderr]] = await Promise.all([ended(child), output]);
  return { code, stdout, stderr, json: () => JSON.parse(stdout) };
}

async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return address !== null && typeof address === 'object' ? address.port : 1;
}

/** An upstream that answers with what was recorded, until the test has ended. */
async function recordedUpstream(): Promise<string> {
  const recorded = await startDemoUpstream({ recorded: FIXTURES });
  onTestFinished(() => recorded.close());
  return recorded.origin;
}

test.skipIf(!existsSync(RECORDED))(
  '[CLI-4] sync of the recorded day stores 30 papers; a second run finds nothing new',
  async () => {
    const origin = await recordedUpstream();
    const sync = ['sync', '--date', DAY, '--json'];
    const first = await offprint(sync, origin);
    expect(first.stderr).toBe('');
    expect(first.code).toBe(0);
    const day = { date: DAY, papers: 30, new: 30, changed: 0 };
    expect(first.json()).toEqual({ days: [day], failures: [] });
    const second = await offprint(sync, origin);
    expect(second.json()).toEqual({ days: [{ ...day, new: 0 }], failures: [] });

    const listed = (await offprint(['list', '--date', DAY, '--limit', '100', '--json'])).json();
    expect(listed).toHaveLength(30);
    const shown = (await offprint(['show', '2606.00467', '--json'])).json();
    expect(listed).toContainEqual(shown);
    expect(shown).toMatchObject({
      id: 'arxiv:2606.00467',
      arxivId: '2606.00467',
      authors: ['Etienne Casanova', 'Rafal Kocielnik', 'R. Michael Alvarez'],
      authorCount: 3,
      publishedAt: '2026-05-30',
      featuredOn: [DAY],
      upvotes: 0,
      status: 'new',
      starred: false,
      pdf: { state: 'none', sha256: null, bytes: null, pages: null },
    });
  },
);

test.skipIf(!existsSync(RECORDED))(
  '[CLI-4] import of the recorded answer twice changes nothing the second time',
  async () => {
    const first = await offprint(['import', RECORDED, '--json']);
    const file = { file: RECORDED, layout: 'json', papers: 30, changed: 0, problems: [] };
    expect(first.json()).toEqual({ files: [{ ...file, new: 30 }] });
    expect(first.code).toBe(0);
    const second = await offprint(['import', RECORDED, '--json']);
    expect(second.json()).toEqual({ files: [{ ...file, new: 0 }] });
  },
);

test('[CLI-4] import of a file that is no listing says so, and stores nothing', async () => {
  const path = join(dataDir, 'broken.json');
  await writeFile(path, '[{"paper": {"id": "2606.0');
  const ran = await offprint(['import', path, '--json']);
  expect(ran.code).toBe(1);
  const [file] = ran.json().files;
  expect(file).toMatchObject({ papers: 0, new: 0, changed: 0 });
  expect(file.problems[0]).toEqual({ line: 1, reason: 'not-json' });
  expect((await offprint(['list', '--json'])).json()).toEqual([]);
});

test('[CLI-4] fetch-pdf stores the file under its hash, and doctor finds all well', async () => {
  await offprint(['sync', '--date', '2026-06-15']);
  const [paper] = (await offprint(['list', '--limit', '1', '--json'])).json();
  const ran = await offprint(['fetch-pdf', paper.arxivId, '--json']);
  expect(ran.stderr).toBe('');
  expect(ran.code).toBe(0);
  const [{ sha256, ...rest }] = ran.json();
  const bytes = await readFile(join(dataDir, 'pdf', sha256.slice(0, 2), `${sha256.slice(2)}.pdf`));
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  const expected = {
    id: paper.id,
    state: 'stored',
    bytes: bytes.length,
    reason: null,
    message: null,
  };
  expect(rest).toEqual(expected);
  const doctor = await offprint(['doctor', '--json']);
  expect(doctor.json()).toEqual({ ok: true, findings: [] });
  expect(doctor.code).toBe(0);
});

test('[MARK-7] export-pdf writes a copy of a stored PDF, and says why there is none', async () => {
  await offprint(['sync', '--date', '2026-06-15']);
  const [paper] = (await offprint(['list', '--limit', '1', '--json'])).json();
  const out = join(dataDir, 'copy.pdf');
  const early = await offprint(['export-pdf', paper.id, '--out', out]);
  expect(early.code).toBe(1);
  expect(early.stderr).toContain('no PDF on this machine');
  const [{ bytes }] = (await offprint(['fetch-pdf', paper.id, '--json'])).json();
  const ran = await offprint(['export-pdf', paper.arxivId, '--out', out, '--json']);
  expect(ran.json()).toMatchObject({ path: out, marks: 0, leftOut: 0 });
  expect((await readFile(out)).length).toBeGreaterThanOrEqual(bytes);
}, 120_000);

test('[NOTE-4] export-note says when there is no note, and of what paper', async () => {
  await offprint(['sync', '--date', '2026-06-15']);
  const [paper] = (await offprint(['list', '--limit', '1', '--json'])).json();
  const empty = await offprint(['export-note', paper.arxivId, '--output', dataDir]);
  expect([empty.code, empty.stderr]).toEqual([
    1,
    'offprint: There is no note on this paper yet.\n',
  ]);
  const unknown = await offprint(['export-note', '9999.99999']);
  expect(unknown.code).toBe(1);
  expect(unknown.stderr).toContain('9999.99999');
});

test('[CLI-2] a web page in place of the PDF: 1, a sentence, and nothing stored', async () => {
  await offprint(['sync', '--date', '2026-06-15']);
  const [paper] = (await offprint(['list', '--limit', '1', '--json'])).json();
  upstream.setFaults([{ kind: 'html', match: '/pdf/' }]);
  const ran = await offprint(['fetch-pdf', paper.id, '--json']);
  expect(ran.code).toBe(1);
  expect(ran.json()[0]).toMatchObject({ state: 'failed', reason: 'not-pdf', sha256: null });
  expect(ran.stderr).toBe('offprint: What arrived is not a PDF, perhaps a web page.\n');
});

test('[CLI-1] add brings a paper from arXiv, once', async () => {
  const { id } = upstream.papersOn('2026-06-15')[0]!;
  const first = await offprint(['add', id, '--json']);
  expect(first.stderr).toBe('');
  expect(first.json()).toMatchObject([{ source: id, id: `arxiv:${id}`, new: true }]);
  const second = await offprint(['add', `https://arxiv.org/abs/${id}`, '--json']);
  expect(second.json()).toMatchObject([{ id: `arxiv:${id}`, new: false }]);
});

test('[CLI-2] an upstream that is not there: 1 and one sentence, no stack trace', async () => {
  const origin = `http://127.0.0.1:${await deadPort()}`;
  const ran = await offprint(['sync', '--date', DAY], origin);
  expect(ran.code).toBe(1);
  expect(ran.stdout).toBe('');
  expect(ran.stderr).toBe('offprint: 127.0.0.1 could not be reached.\n');
});

test('[CLI-2] a data folder that is a file: 1 and one sentence', async () => {
  const path = join(dataDir, 'file');
  await writeFile(path, '');
  const ran = await offprint(['list', '--data-dir', path]);
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toBe(`offprint: Nothing can be written to the data folder ${path}.\n`);
});

test('[CLI-1] a reader that goes away ends the output quietly', async () => {
  await offprint(['sync', '--days', '2']);
  const child = start(['list', '--json']);
  const stderr = text(child.stderr!);
  child.stdout!.destroy();
  expect(await ended(child)).toBe(0);
  expect(await stderr).toBe('');
});

test('[START-5] two commands on one data folder both do their work', async () => {
  const [one, two] = await Promise.all([
    offprint(['sync', '--date', '2026-06-15', '--json']),
    offprint(['sync', '--date', '2026-06-14', '--json']),
  ]);
  expect([one.code, two.code]).toEqual([0, 0]);
  const papers = one.json().days[0].papers + two.json().days[0].papers;
  const listed = (await offprint(['list', '--limit', '500', '--json'])).json();
  const featured = listed.flatMap((paper: { featuredOn: string[] }) => paper.featuredOn);
  expect(featured).toHaveLength(papers);
});

test.each([
  [{ kind: 'html' }, 'not-json', /a web page/],
  [{ kind: 'half-json' }, 'not-json', /only a part/],
  [{ kind: 'status', code: 500 }, 'server-error', /out of order/],
  [
    { kind: 'status', code: 429, headers: { 'retry-after': '600' } },
    'rate-limited',
    /asked us to wait until \d\d:\d\d\.$/,
  ],
] satisfies [FaultKind, string, RegExp][])(
  '[LIST-4] an upstream that answers with %j: a reason, a sentence, and nothing lost',
  async (fault, reason, message) => {
    upstream.setFaults([{ ...fault, match: '/api/daily_papers' }]);
    const ran = await offprint(['sync', '--date', '2026-06-15', '--json']);
    expect(ran.code).toBe(1);
    const [failure] = ran.json().failures;
    expect(failure).toMatchObject({ date: '2026-06-15', reason });
    expect(failure.message).toMatch(message);
    expect(ran.stderr).toBe(`offprint: ${failure.message}\n`);
  },
);
