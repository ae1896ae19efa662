import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_MACHINE_SETTINGS, type Layout } from '../../../src-shared/contract/index.ts';
import { openTestCore } from '../test-core.ts';

type TestCore = Awaited<ReturnType<typeof openTestCore>>;

let folder: string;
let it: TestCore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-files-'));
  it = await openTestCore(folder);
  await it.client.files.pause();
});

afterEach(async () => {
  await it.core.close();
  rmSync(folder, { recursive: true, force: true });
});

async function importPapers(...ids: string[]): Promise<void> {
  const { exchange } = it.client;
  const papers = ids.map((id) => ({ paper: { id, title: `Paper ${id}`, authors: [] } }));
  const content = Buffer.from(JSON.stringify(papers));
  const begun = await exchange.begin({ name: 'papers.json', bytes: content.length });
  if (!begun.ok) throw new Error(begun.reason);
  await exchange.append({ id: begun.id, offset: 0, data: content.toString('base64') });
  await exchange.import({ id: begun.id });
}

function layoutOf(activeTab: string | null, ...papers: string[]): Layout {
  const tabs = papers.map((paperId) => ({ paperId, title: paperId }));
  return { tabs, activeTab, selectedPaper: null, sidebar: null };
}

const ids = async (): Promise<string[]> =>
  (await it.client.files.queue({})).items.map(({ paperId }) => paperId);

test('[FILE-1] the queue is shown with titles, paused over a restart, and steered', async () => {
  await importPapers('2606.00001', '2606.00002');
  const papers = ['arxiv:2606.00001', 'arxiv:2606.00002'];
  await it.client.files.fetch({ ids: papers, first: false, wait: false });
  const queue = await it.client.files.queue({ limit: 1 });
  expect(queue).toEqual({
    total: 2,
    items: [
      {
        ...{ paperId: papers[0], title: 'Paper 2606.00001', state: 'queued' },
        ...{ reason: null, retryAt: null, received: 0, expected: null },
      },
    ],
  });
  await it.core.close();
  it = await openTestCore(folder);
  expect(await it.client.files.status()).toMatchObject({ paused: true });
  expect(await ids()).toEqual(papers);
  await it.client.files.cancel({ ids: [papers[0]!] });
  expect(await ids()).toEqual([papers[1]]);
  await it.client.files.retry({ ids: [] });
  await it.client.files.resume();
  expect(await it.client.files.status()).toMatchObject({ paused: false });
});

test('[FILE-1] opening a paper in a tab queues its PDF, once, where that is wanted', async () => {
  await importPapers('2606.00001', '2606.00002');
  await it.client.settings.updateMachine({ patch: { pdfWhenOpened: false } });
  await it.client.settings.setLayout({
    window: 'main',
    layout: layoutOf('arxiv:2606.00001', 'arxiv:2606.00001'),
  });
  expect(await ids()).toEqual([]);
  await it.client.settings.updateMachine({ patch: { pdfWhenOpened: true } });
  const both = ['arxiv:2606.00001', 'arxiv:2606.00002'];
  await it.client.settings.setLayout({
    window: 'main',
    layout: layoutOf('arxiv:2606.00002', ...both),
  });
  expect(await ids()).toEqual(['arxiv:2606.00002']);
  await it.client.files.cancel({ ids: ['arxiv:2606.00002'] });
  await it.client.settings.setLayout({ window: 'main', layout: layoutOf(null, ...both) });
  await it.client.settings.setLayout({
    window: 'main',
    layout: layoutOf('arxiv:2606.00002', ...both),
  });
  expect(await ids()).toEqual([]);
});

test('[FILE-5] settings of this machine, pins and evictions pass through the contract', async () => {
  await importPapers('2606.00001');
  const id = 'arxiv:2606.00001';
  expect(await it.client.settings.getMachine()).toEqual(DEFAULT_MACHINE_SETTINGS);
  await it.client.settings.updateMachine({ patch: { pdfQuota: 20_000_000 } });
  await it.client.files.pin({ ids: ['2606.00001'], pinned: true });
  expect((await it.client.papers.get({ id })).paper?.pinned).toBe(true);
  await it.client.files.pin({ ids: [id], pinned: false });
  expect((await it.client.papers.get({ id })).paper?.pinned).toBe(false);
  expect(await it.client.files.evict({ ids: [id] })).toEqual({ freed: 0, evicted: [], kept: [] });
  expect(await it.client.files.storage()).toMatchObject({
    ...{ pdfs: { count: 0, bytes: 0 }, quota: 20_000_000, largest: [] },
  });
  const refused = it.client.settings.updateMachine({ patch: { pdfQuota: 5 } });
  await expect(refused).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});
