import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FetchResult, fileReason, finding } from '../../../src-shared/contract/index.ts';
import { EMPTY_QUEUE, runTest, testPaper } from '../test-core.ts';
import { fileMessage, findingMessage } from '../texts.ts';

const SHA = 'a'.repeat(64);
const stored: FetchResult = {
  id: 'arxiv:2606.00467',
  state: 'stored',
  bytes: 1_234_567,
  sha256: SHA,
  reason: null,
  retryAt: null,
};
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offprint-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('[CLI-4] fetch-pdf understands an arXiv id and prints each file', async () => {
  const asked: string[][] = [];
  const fetch = async (ids: string[]) => {
    asked.push(ids);
    return [stored];
  };
  const answers = { get: () => testPaper(), fetch };
  const argv = ['fetch-pdf', '2606.00467', 'arxiv:2606.00467', '--json'];
  const ran = await runTest(argv, { answers });
  expect(asked).toEqual([['arxiv:2606.00467']]);
  expect(JSON.parse(ran.stdout)).toEqual([
    { id: stored.id, state: 'stored', bytes: 1_234_567, sha256: SHA, reason: null, message: null },
  ]);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
});

test('[CLI-4] a PDF that failed has a reason and a sentence, and so has an unknown paper', async () => {
  const failed = { ...stored, state: 'failed', bytes: null, sha256: null, reason: 'not-pdf' };
  const answers = {
    get: (id: string) => (id === 'x' ? null : testPaper()),
    fetch: async () => [failed as FetchResult],
  };
  const ran = await runTest(['fetch-pdf', 'x', '2606.00467', '--json'], { answers });
  expect(ran.code).toBe(1);
  const message = 'What arrived is not a PDF, perhaps a web page.';
  expect(JSON.parse(ran.stdout)).toEqual([
    { id: stored.id, state: 'failed', bytes: null, sha256: null, reason: 'not-pdf', message },
    {
      id: 'x',
      state: 'none',
      bytes: null,
      sha256: null,
      reason: 'unknown-paper',
      message: 'There is no paper “x” in the library.',
    },
  ]);
  expect(ran.stderr).toBe(`offprint: 2 of 2 PDFs could not be fetched: ${message}\n`);
});

test('[FILE-1] fetch-pdf says that the queue is paused, and goes on with it by --resume', async () => {
  let paused = true;
  const answers = {
    get: () => testPaper(),
    filesStatus: () => ({ ...EMPTY_QUEUE, paused }),
    resumeFiles: () => {
      paused = false;
    },
    fetch: async () => [
      paused ? { ...stored, state: 'queued' as const, bytes: null, sha256: null } : stored,
    ],
  };
  const ran = await runTest(['fetch-pdf', '2606.00467', '--json'], { answers });
  const message = 'The queue of PDFs is paused; --resume goes on with it.';
  expect(JSON.parse(ran.stdout)).toMatchObject([{ state: 'queued', reason: null, message }]);
  expect(ran).toMatchObject({ code: 1, stderr: `offprint: ${message}\n` });
  expect(await runTest(['fetch-pdf', '2606.00467', '--resume'], { answers })).toMatchObject({
    code: 0,
  });
});

test('[CLI-2] an interrupt cancels the PDFs that were asked for', async () => {
  const controller = new AbortController();
  const cancelled: string[][] = [];
  const fetch = async () => {
    controller.abort();
    await new Promise((resolve) => setTimeout(resolve, 20));
    return [{ ...stored, state: 'none', reason: 'cancelled' } as FetchResult];
  };
  const answers = {
    get: () => testPaper(),
    fetch,
    cancelFetch: (ids: string[]) => cancelled.push(ids),
  };
  const ran = await runTest(['fetch-pdf', 'x'], { answers, signal: controller.signal });
  expect(cancelled).toEqual([['arxiv:2606.00467']]);
  expect(ran).toMatchObject({ code: 1, stderr: 'offprint: Cancelled.\n' });
});

test('[CLI-4] doctor prints what it found, with a sentence each', async () => {
  const found = { kind: 'pdf-missing' as const, subject: 'pdf/ab/cd.pdf', repaired: false };
  const asked: boolean[] = [];
  const doctor = (repair: boolean) => {
    asked.push(repair);
    return { ok: false, findings: [found] };
  };
  const ran = await runTest(['doctor', '--repair', '--json'], { answers: { doctor } });
  expect(asked).toEqual([true]);
  expect(JSON.parse(ran.stdout)).toEqual({
    ok: false,
    findings: [
      {
        kind: 'pdf-missing',
        subject: 'pdf/ab/cd.pdf',
        message: 'The PDF pdf/ab/cd.pdf is gone from the data folder.',
        repaired: false,
      },
    ],
  });
  expect(ran).toMatchObject({
    code: 1,
    stderr: 'offprint: 1 problem is left in the data folder.\n',
  });
});

test('[CLI-3] doctor of a healthy folder: 0', async () => {
  const doctor = () => ({ ok: true, findings: [] });
  const ran = await runTest(['doctor'], { answers: { doctor } });
  expect(ran).toMatchObject({ code: 0, stdout: 'Nothing is wrong.\n', stderr: '' });
});

test('[CLI-3] a database that does not open is a finding of the doctor, not its failure', async () => {
  const opened = {
    ok: false,
    reason: 'database-damaged',
    detail: 'file is not a database',
  } as const;
  const ran = await runTest(['doctor', '--json', '--data-dir', folder], { opened });
  expect(ran.code).toBe(1);
  const report = JSON.parse(ran.stdout);
  expect(report.ok).toBe(false);
  expect(report.findings[0]).toMatchObject({ kind: 'database-damaged', subject: 'library.sqlite' });
});

test('[LIST-4] every reason has a sentence of its own', () => {
  const sentences = fileReason.options.map((reason) => fileMessage(reason, null, 0));
  expect(new Set(sentences).size).toBe(sentences.length);
  for (const kind of finding.shape.kind.options) {
    expect(findingMessage({ kind, subject: 'x' })).toMatch(/\.$/);
  }
});
