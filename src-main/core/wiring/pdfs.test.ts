import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Annotations } from '../annotations/index.ts';
import { Collections } from '../collections/index.ts';
import { removeStrayParts, verifyFiles } from '../files/index.ts';
import { partName } from '../files/paths.ts';
import { until } from '../files/test-files.ts';
import { makePdf } from '../files/test-pdf.ts';
import { serveFile, startUpstream, type TestUpstream } from '../files/test-upstream.ts';
import { PaperActs } from '../library/index.ts';
import { readWhere, withDeletion, withPurge } from '../store/index.ts';
import { highlightOf } from '../test-core.ts';
import { openTestPdfs, type TestPdfs } from '../test-pdfs.ts';
import { Trash } from '../trash/index.ts';
import { fetchAgain } from './pdf-queue.ts';

/** Kills at each of the moments. */
const ROUNDS = Math.ceil(Number(process.env.OFFPRINT_CRASH_KILLS ?? 8) / 4);
const MEGABYTE = 1_000_000;

let upstream: TestUpstream;
let it: TestPdfs;
/** Bytes of padding of each PDF. */
let padding = 2_000;

beforeEach(async () => {
  padding = 2_000;
  upstream = await startUpstream((request, response) => {
    const seed = Number(/(\d+)$/.exec(request.url ?? '')?.[1]);
    serveFile(request, response, makePdf({ padding, seed }));
  });
  it = await openTestPdfs(upstream.origin);
});

afterEach(async () => {
  await it.close();
  await upstream.close();
});

const arxiv = (...ids: string[]): string[] => ids.map((id) => `arxiv:${id}`);

/** Waits until just these papers have PDFs and nothing is on its way. */
async function untilStored(...ids: string[]): Promise<void> {
  const wanted = arxiv(...ids).sort();
  for (const end = Date.now() + 10_000; ; ) {
    const stored = await it.stored();
    if (it.files.waiting === 0 && stored.join() === wanted.join()) return;
    if (Date.now() > end) expect(stored).toEqual(wanted);
    await sleep(10);
  }
}

/** Long enough for a policy to have done what it must not do. */
async function settle(): Promise<void> {
  await sleep(600);
}

function start(settings: Parameters<TestPdfs['machine']['update']>[0]): void {
  it.machine.update({ pdfWhenOpened: false, pdfWhenStarred: false, ...settings });
  it.files.start();
  it.policies.start();
}

const ONE = '2606.00001';
const TWO = '2606.00002';
const THREE = '2606.00003';

describe('policies', () => {
  test('[FILE-1] starred papers, those starred before, and those that come starred by sync', async () => {
    await it.add([ONE, TWO]);
    await it.say(`arxiv:${ONE}`, { starred: true });
    start({});
    await settle();
    expect(it.files.waiting).toBe(0);
    it.machine.update({ pdfWhenStarred: true });
    await untilStored(ONE);
    await it.say(`arxiv:${TWO}`, { starred: true });
    await untilStored(ONE, TWO);
    // As sync brings it: the star before the paper.
    await it.say(`arxiv:${THREE}`, { starred: true });
    await it.add([THREE]);
    await untilStored(ONE, TWO, THREE);
  });

  test('[FILE-1] collected papers', async () => {
    await it.add([ONE, TWO, THREE]);
    const { collections } = it.library.mutations.context.store;
    const { clock } = it.library.mutations.context;
    const deleted = withDeletion({}, true, clock.next());
    await collections.collections.bulkInsert([
      { id: 'c1', fields: {}, by: '' },
      { id: 'c2', fields: deleted, by: '' },
    ]);
    const [one, two, three] = arxiv(ONE, TWO, THREE);
    await collections.memberships.bulkInsert([
      { id: `c1|${one}`, collectionId: 'c1', paperId: one!, fields: {}, by: '' },
      { id: `c1|${two}`, collectionId: 'c1', paperId: two!, fields: deleted, by: '' },
      { id: `c2|${three}`, collectionId: 'c2', paperId: three!, fields: {}, by: '' },
    ]);
    start({ pdfWhenStarred: true });
    await untilStored(ONE);
  });

  test('[FILE-1] papers that are collected later, also the duplicate that another is', async () => {
    await it.add([ONE, TWO, THREE]);
    const [one, two, three] = arxiv(ONE, TWO, THREE);
    const { mutations, views } = it.library;
    const collections = new Collections(mutations, views.ask);
    const id = '00000000-0000-4000-8000-000000000001';
    await collections.create('c-1', { id, name: 'C', parent: null });
    await new PaperActs(mutations, 'here').merge('m-1', two!, [three!]);
    start({ pdfWhenStarred: true });
    await settle();
    expect(it.files.waiting).toBe(0);
    await collections.put('c-2', { id, ids: [one!, three!], present: true });
    await untilStored(ONE, TWO);
  });

  test('[FILE-1] all of the last days, counted back from the newest known one', async () => {
    await it.add([ONE], '2026-06-10');
    await it.add([TWO], '2026-06-12');
    start({ pdfOfLastDays: 2 });
    await untilStored(TWO);
    await it.add([THREE], '2026-06-11');
    await untilStored(TWO, THREE);
    it.machine.update({ pdfOfLastDays: 3 });
    await untilStored(ONE, TWO, THREE);
    await it.add(['2606.00009'], '2026-06-01');
    await settle();
    await untilStored(ONE, TWO, THREE);
  });

  test('[FILE-1] not again what the user cancelled or evicted, until they fetch it', async () => {
    await it.add([ONE, TWO]);
    for (const id of arxiv(ONE, TWO)) await it.say(id, { starred: true });
    start({ pdfWhenStarred: true });
    await untilStored(ONE, TWO);
    expect(await it.shelf.evict(arxiv(ONE))).toMatchObject({ evicted: arxiv(ONE) });
    it.policies.look('many');
    await it.say(`arxiv:${ONE}`, { status: 'reading' });
    await settle();
    await untilStored(TWO);
    await it.files.fetch(arxiv(ONE), { first: true });
    await untilStored(ONE, TWO);
  });

  test('[FILE-1] opened papers, by the layout’s word and only where that is wanted', async () => {
    await it.add([ONE, TWO]);
    start({});
    await it.policies.opened(arxiv(ONE));
    expect(it.files.waiting).toBe(0);
    it.machine.update({ pdfWhenOpened: true });
    await it.policies.opened(arxiv(ONE));
    await untilStored(ONE);
    // What had to go for room comes back when it is opened; what the user said no to does not.
    it.files.decline(arxiv(TWO), 'by-user');
    await it.policies.opened(arxiv(TWO));
    expect(it.files.waiting).toBe(0);
    it.files.decline(arxiv(TWO), 'for-room');
    await it.policies.opened(arxiv(TWO));
    await untilStored(ONE, TWO);
  });

  test('[FILE-5] do not queue beyond the quota, nor take room from each other', async () => {
    padding = 4 * MEGABYTE;
    const ids = Array.from({ length: 9 }, (_, n) => `2606.0010${n}`);
    await it.add(ids, '2026-06-12');
    start({ pdfOfLastDays: 1, pdfQuota: 10 * MEGABYTE });
    for (let round = 0; round < 4; round++) {
      await until(() => it.files.waiting === 0);
      it.policies.look('many');
      await sleep(500);
    }
    await until(() => it.files.waiting === 0);
    expect(upstream.requests.length).toBeLessThanOrEqual(4);
    const stored = await it.stored();
    expect(stored).toHaveLength(2);
    it.machine.update({ pdfQuota: 17 * MEGABYTE });
    await until(() => it.shelf.ledger.total.count === 4);
    expect(await it.stored()).toEqual(expect.arrayContaining(stored));
  });
});

describe('the quota', () => {
  test('[FILE-5] makes room for what the user asks for, but not from marks, in the trash or not', async () => {
    padding = 4 * MEGABYTE;
    const annotations = new Annotations(it.library.mutations);
    const [one, two, three] = arxiv(ONE, TWO, THREE);
    await it.add([ONE, TWO, THREE]);
    start({ pdfQuota: 10 * MEGABYTE });
    await it.files.fetch([one!, two!], { first: false });
    await untilStored(ONE, TWO);
    await it.say(one!, { lastReadAt: 5 });
    await annotations.create('mutation-1', highlightOf('mark-0001', one!));
    await annotations.update('mutation-2', 'mark-0001', { deleted: true } as never);
    await it.files.fetch([three!], { first: false });
    await untilStored(ONE, THREE);
    const report = await it.shelf.evict([one!]);
    expect(report.kept).toEqual([{ id: one, because: 'annotated' }]);
    await it.files.fetch([two!], { first: false });
    await untilStored(ONE, TWO);
    // Let go for ever, the mark keeps nothing.
    const { mutations } = it.library;
    const { store, clock } = mutations.context;
    const mark = await store.collections.annotations.findOne('mark-0001').exec();
    await mark?.incrementalModify((known) => ({
      ...known,
      fields: withPurge(known.fields, () => clock.next()),
    }));
    await mutations.follower.follow();
    expect(await it.shelf.evict([one!])).toMatchObject({ evicted: [one], kept: [] });
    await untilStored(TWO);
  });

  test('[LIB-7] takes PDFs with the papers that are let go for ever, and no others', async () => {
    const [one, two] = arxiv(ONE, TWO);
    await it.add([ONE, TWO]);
    start({});
    await it.files.fetch([one!, two!], { first: false });
    await untilStored(ONE, TWO);
    const { mutations } = it.library;
    const now = (): number => Date.now();
    const discardPdfs = (ids: readonly string[]): Promise<void> => it.shelf.discard(ids);
    const trash = new Trash({ mutations, now, discardPdfs });
    it.shelf.pin([one!], true);
    await trash.remove('r-1', [one!, two!]);
    // Another window has put it back, while this one still shows it in the trash.
    await trash.restore('r-2', [{ kind: 'paper', id: one! }]);
    await trash.empty('r-3', [
      { kind: 'paper', id: one! },
      { kind: 'paper', id: two! },
    ]);
    expect(await it.stored()).toEqual([one]);
    expect(it.shelf.isPinned(one!)).toBe(true);
    expect(await verifyFiles(it.library.folder, it.shelf.ledger.contents())).toEqual([]);
  });

  test('[FILE-5] refuses what does not fit, keeps it in the queue, and fetches it when it does', async () => {
    padding = 8 * MEGABYTE;
    await it.add([ONE, TWO]);
    start({ pdfQuota: 10 * MEGABYTE });
    await it.files.fetch(arxiv(ONE), { first: false });
    await untilStored(ONE);
    it.shelf.pin(arxiv(ONE), true);
    await it.files.fetch(arxiv(TWO), { first: false });
    expect(await it.files.wait(arxiv(TWO))).toMatchObject([{ state: 'failed', reason: 'quota' }]);
    expect(
      existsSync(join(it.library.folder, 'tmp')) && readdirSync(join(it.library.folder, 'tmp')),
    ).toEqual([]);
    it.machine.update({ pdfQuota: null });
    await untilStored(ONE, TWO);
    it.shelf.pin(arxiv(ONE), false);
    it.machine.update({ pdfQuota: 10 * MEGABYTE });
    await untilStored(TWO);
  });
});

test('[FILE-5] the report of what uses the disk is of what lies there', async () => {
  padding = 300_000;
  await it.add([ONE, TWO]);
  start({});
  await it.files.fetch(arxiv(ONE, TWO), { first: false });
  await untilStored(ONE, TWO);
  await it.say(`arxiv:${ONE}`, { lastReadAt: 77 });
  it.shelf.pin(arxiv(ONE), true);
  writeFileSync(join(it.library.folder, 'stray.txt'), 'x'.repeat(1_234));
  const files = await readWhere(it.library.mutations.context.store.collections.files, {});
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const report = await it.storage();
  expect(report.pdfs).toEqual({ count: 2, bytes });
  expect(report.evictable.count).toBe(1);
  expect(report.library).toBeGreaterThanOrEqual(
    statSync(join(it.library.folder, 'library.sqlite')).size,
  );
  expect(report.index).toBeGreaterThan(0);
  expect(report.other).toBeGreaterThanOrEqual(1_234);
  expect(report.free).toBeGreaterThan(0);
  expect(report).toMatchObject({ partials: 0, backups: { count: 0, bytes: 0 }, quota: null });
  const listed = report.largest.map(({ paperId, title, pinned, keptBecause, lastReadAt }) => ({
    ...{ paperId, title, pinned, keptBecause, lastReadAt },
  }));
  expect(listed).toHaveLength(2);
  expect(listed).toContainEqual({
    ...{ paperId: `arxiv:${ONE}`, title: `Paper ${ONE}`, lastReadAt: 77 },
    ...{ pinned: true, keptBecause: 'pinned' },
  });
});

test('[FILE-5] after a restart policies queue no more than the quota has room for', async () => {
  padding = 8 * MEGABYTE;
  await it.add([ONE, TWO]);
  for (const id of arxiv(ONE, TWO)) await it.say(id, { starred: true });
  await it.files.fetch(arxiv(ONE), { first: false });
  it.files.start();
  await untilStored(ONE);
  it.machine.update({ pdfQuota: 10 * MEGABYTE, pdfWhenStarred: true });
  const { folder } = it.library;
  await it.shut();
  await it.library.shut();
  it = await openTestPdfs(upstream.origin, folder);
  it.files.start();
  it.policies.start();
  await settle();
  expect(it.files.queue({ offset: 0, limit: 9 }).total).toBe(0);
  expect(it.shelf.mayHold(3 * MEGABYTE, 'policy')).toBe(false);
});

describe('kill -9 in the middle of evictions', () => {
  const ids = Array.from({ length: 5 }, (_, n) => `2606.002${10 + n}`);
  const moments = [
    'before the document',
    'after the document',
    'before the removal',
    'after the removal',
  ];

  async function evictUntilKilled(folder: string, moment: string, count: number): Promise<void> {
    const writer = join(import.meta.dirname, '../evicting-writer.ts');
    const argv = [writer, folder, upstream.origin, ids.join(), moment, `${count}`];
    const child = spawn(process.execPath, argv, { stdio: ['ignore', 'ignore', 'inherit'] });
    expect(await once(child, 'close')).toEqual([null, 'SIGKILL']);
  }

  function unsettled(folder: string): number {
    const local = new DatabaseSync(join(folder, 'local.sqlite'));
    const rows = local.prepare('SELECT * FROM pdf_unsettled').all();
    local.close();
    return rows.length;
  }

  test.each(moments)(
    '[FILE-5] %s, no file is left without its paper, nor the other way',
    async (moment) => {
      padding = 3 * MEGABYTE;
      const { folder } = it.library;
      for (let round = 0; round < ROUNDS; round++) {
        await it.shut();
        await it.library.shut();
        // By hand five go at once; for room, the first when the fourth comes.
        await evictUntilKilled(folder, moment, 1 + round * 3);
        expect(unsettled(folder)).toBeGreaterThan(0);
        it = await openTestPdfs(upstream.origin, folder);
        expect(unsettled(folder)).toBe(0);
        const known = await readWhere(it.library.mutations.context.store.collections.files, {});
        expect(await verifyFiles(folder, known, it.files.partials())).toEqual([]);
      }
    },
    60_000,
  );
});

test('[CLI-3] what is fetched again is forgotten first, and what is to be had from nowhere is not', async () => {
  await it.add([ONE]);
  await it.files.fetch(arxiv(ONE), { first: false });
  await untilStored(ONE);
  const { mutations } = it.library;
  const { files } = mutations.context.store.collections;
  const [fetched] = await readWhere(files, {});
  const own = { ...fetched!, id: 'file:1|f', paperId: 'file:1', origin: 'own', url: '' } as const;
  await files.insert(own);
  await mutations.follower.follow();
  await expect(fetchAgain(mutations, it.files, own)).rejects.toThrow('from nowhere');
  const lost = { ...own, origin: 'fetched' } as const;
  await expect(fetchAgain(mutations, it.files, lost)).rejects.toThrow('from nowhere');
  expect(await it.stored()).toEqual([...arxiv(ONE), 'file:1']);
  await fetchAgain(mutations, it.files, fetched!);
  expect(await it.stored()).toEqual(['file:1']);
  expect(await it.files.wait(arxiv(ONE))).toMatchObject([{ state: 'stored' }]);
});

test('[FILE-4] what a crash left half written is gone at the next start, but for downloads', async () => {
  await it.add([ONE]);
  padding = 4 * MEGABYTE;
  it.files.pause();
  await it.files.fetch(arxiv(ONE), { first: false });
  const { local } = it;
  const url = `${upstream.origin}/pdf/${ONE}`;
  const sql = `UPDATE pdf_queue SET row = json_set(row, '$.url', ?) WHERE paper_id = ?`;
  local.connection.run(sql, url, `arxiv:${ONE}`);
  const { folder } = it.library;
  await it.shut();
  await it.library.shut();
  const tmp = join(folder, 'tmp');
  mkdirSync(tmp, { recursive: true });
  const download = partName(`arxiv:${ONE}`, url);
  for (const name of [download, 'archive-1.part', `${'a'.repeat(40)}.part`, 'mine.txt'])
    writeFileSync(join(tmp, name), 'half');
  it = await openTestPdfs(upstream.origin, folder);
  await removeStrayParts(folder, it.files.partials());
  expect(readdirSync(tmp).sort()).toEqual([download, 'mine.txt'].sort());
});
