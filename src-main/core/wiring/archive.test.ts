import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Annotations } from '../annotations/index.ts';
import { Collections } from '../collections/index.ts';
import { Exports, importArchive, importArchiveFile } from '../exchange/index.ts';
import { pdfPath, removeStrayParts, verifyFiles } from '../files/index.ts';
import { PaperActs, Papers } from '../library/index.ts';
import { Searches } from '../searches/index.ts';
import { type FileDocument, putOne, readWhere } from '../store/index.ts';
import { highlightOf } from '../test-core.ts';
import { openTestPdfs, type TestPdfs } from '../test-pdfs.ts';
import { Trash } from '../trash/index.ts';

/** No quota is smaller than ten million bytes. */
const BYTES = 12_000_000;
/** Documents that are stored before the first kill: the fewer, the more kills. */
const STEP = Math.ceil(100 / Number(process.env.OFFPRINT_CRASH_KILLS ?? 5));
const NOWHERE = 'http://127.0.0.1:9';
const going = new AbortController().signal;

let root: string;
let open: TestPdfs;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'offprint-archive-'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const OWN = 'arxiv:2606.00001';
const MARKED = 'arxiv:2606.00002';
const FETCHED = ['arxiv:2606.00003', 'arxiv:2606.00004'];

async function opened<T>(name: string, work: () => Promise<T>): Promise<T> {
  open = await openTestPdfs(NOWHERE, join(root, name));
  try {
    return await work();
  } finally {
    await open.shut();
    await open.library.shut();
  }
}

function pdfOf(paperId: string, bytes: number): { sha256: string; content: Buffer } {
  const content = Buffer.alloc(bytes, `%PDF-1.7 ${paperId} `);
  return { content, sha256: createHash('sha256').update(content).digest('hex') };
}

/** Stores a PDF as a download or the user does. */
async function storePdf(
  paperId: string,
  origin: FileDocument['origin'],
  bytes = BYTES,
): Promise<void> {
  const { library, shelf } = open;
  const { sha256, content } = pdfOf(paperId, bytes);
  const url = origin === 'own' ? '' : `${NOWHERE}/pdf/${paperId}`;
  const from = { origin, url, name: null, version: null, pages: 1, storedAt: 1 };
  await shelf.place({ sha256, bytes }, 'own', async () => {
    const path = pdfPath(join(library.folder, 'pdf'), sha256);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    const file = { id: `${paperId}|${sha256}`, paperId, sha256, bytes, ...from };
    await putOne(library.mutations.context.store.collections.files, file);
    await library.mutations.follower.follow();
  });
}

/** An archive with an own PDF, one that bears a mark, and two others, in the order of their ids. */
async function makeArchive(): Promise<string> {
  return opened('origin', async () => {
    await open.add(['2606.00001', '2606.00002', '2606.00003', '2606.00004']);
    for (const paperId of [OWN, MARKED, ...FETCHED])
      await storePdf(paperId, paperId === OWN ? 'own' : 'fetched');
    const annotations = new Annotations(open.library.mutations);
    await annotations.create('mutation-1', highlightOf('mark-0001', MARKED));
    return exportAll();
  });
}

async function exportAll(): Promise<string> {
  const dataDir = open.library.folder;
  const exports = new Exports({ dataDir, version: '1', clock: { now: () => 1 } });
  const made = await exports.exportArchive();
  if (!made.ok) throw new Error(made.reason);
  return made.path;
}

function context() {
  const { library, shelf } = open;
  return { dataDir: library.folder, mutations: library.mutations, shelf };
}

async function broken() {
  await removeStrayParts(open.library.folder, open.files.partials());
  const { files } = open.library.mutations.context.store.collections;
  return verifyFiles(open.library.folder, await readWhere(files, {}));
}

it('[FILE-5] takes in own and marked PDFs whatever the quota says, others as it has room', async () => {
  const path = await makeArchive();
  await opened('small', async () => {
    open.machine.update({ pdfQuota: 3.5 * BYTES });
    const taken = await importArchive(context(), path, going);
    expect(taken).toMatchObject({ ok: true, papers: 4, newPdfs: 3, pdfsLeftOut: 1 });
    const stored = await open.stored();
    expect(stored).toHaveLength(3);
    expect(stored).toEqual(expect.arrayContaining([OWN, MARKED]));
    expect(await broken()).toEqual([]);
    open.machine.update({ pdfQuota: BYTES });
    await open.shelf.idle();
    expect(await open.stored()).toEqual([OWN, MARKED]);
    const again = await importArchiveFile(context(), path, going);
    expect(again).toMatchObject({ new: 0, problems: [{ line: null, reason: 'quota' }] });
    open.machine.update({ pdfQuota: null });
    expect(await importArchive(context(), path, going)).toMatchObject({ newPdfs: 2 });
    expect(await open.stored()).toEqual([OWN, MARKED, ...FETCHED]);
    expect(await broken()).toEqual([]);
  });
});

it('[XFER-1] carries collections, searches, tags, reading time and merged duplicates', async () => {
  const seen = async (): Promise<unknown> => {
    const { mutations, views } = open.library;
    const papers = new Papers(mutations, views, {
      pending: () => undefined,
      isPinned: () => false,
    });
    const { viewId } = views.open(
      { scope: { kind: 'reading-list' }, sort: 'manual', filters: [], grouped: false },
      0,
    );
    const said = await Promise.all([OWN, MARKED, ...FETCHED].map((id) => papers.get(id)));
    return {
      said: said.map((one) => ({ ...one, origins: null, addedAt: null })),
      collections: new Collections(mutations, views.ask).list(),
      searches: await new Searches(mutations, () => null).list(),
      readingList: views.ids({ viewId, offset: 0, limit: 10 }),
    };
  };
  const [outer, inner] = ['1', '2'].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
  let origin: unknown;
  const path = await opened('origin', async () => {
    await open.add(['2606.00001', '2606.00002', '2606.00003', '2606.00004']);
    const { mutations, views } = open.library;
    const [acts, collections] = [
      new PaperActs(mutations, 'here'),
      new Collections(mutations, views.ask),
    ];
    const toRead = { status: 'to-read', tagsAdded: ['x'], due: '2026-12-01' } as const;
    await acts.updateMany('m-1', [FETCHED[0]!, OWN], { ...toRead, tagsAdded: ['x'] });
    await acts.arrange('m-2', [OWN], FETCHED[0]!);
    await acts.spend('m-3', OWN, '2026-11-20', 90);
    await acts.merge('m-4', OWN, [MARKED]);
    await collections.create('m-5', { id: outer!, name: 'Outer', parent: null });
    await collections.create('m-6', { id: inner!, name: 'Inner', parent: outer! });
    await collections.put('m-7', { id: inner!, ids: [FETCHED[1]!, OWN], present: true });
    await new Searches(mutations, () => null).save('m-8', {
      id: 's',
      name: 'S',
      query: 'is:starred',
    });
    origin = await seen();
    return exportAll();
  });
  expect(origin).toMatchObject({
    collections: [
      { name: 'Outer', nested: 2 },
      { name: 'Inner', papers: 2 },
    ],
    readingList: { ok: true, ids: [OWN, FETCHED[0]] },
  });
  await opened('other', async () => {
    expect(await importArchive(context(), path, going)).toMatchObject({ ok: true });
    expect(await seen()).toEqual(origin);
    expect(await importArchive(context(), path, going)).toMatchObject({ new: 0, changed: 0 });
  });
});

it('[FILE-5] evicts nothing for what an archive holds, but for own PDFs', async () => {
  const path = await makeArchive();
  await opened('full', async () => {
    const here = ['arxiv:2605.00001', 'arxiv:2605.00002'];
    await open.add(['2605.00001', '2605.00002']);
    for (const paperId of here) await storePdf(paperId, 'fetched');
    open.machine.update({ pdfQuota: 4 * BYTES });
    expect(await importArchive(context(), path, going)).toMatchObject({
      newPdfs: 2,
      pdfsLeftOut: 2,
    });
    expect(await open.stored()).toEqual([...here, OWN, MARKED]);
    expect(await broken()).toEqual([]);
  });
});

it('[LIB-7] leaves away the PDFs of papers that were let go for ever', async () => {
  const path = await makeArchive();
  await opened('origin', async () => {
    const { mutations } = open.library;
    const discardPdfs = (ids: readonly string[]) => open.shelf.discard(ids);
    const trash = new Trash({ mutations, now: Date.now, discardPdfs });
    await trash.remove('r-1', [OWN]);
    await trash.empty('r-2', []);
    expect(await importArchive(context(), path, going)).toMatchObject({ new: 0, newPdfs: 0 });
    expect(await open.stored()).toEqual([MARKED, ...FETCHED]);
    expect(await broken()).toEqual([]);
  });
});

it('[BACK-2] killed again and again, an import only has to be run once more', async () => {
  const ids = Array.from({ length: 40 }, (_, n) => `2606.003${10 + n}`);
  const papers = ids.map((id) => `arxiv:${id}`);
  const withPdf = papers.slice(0, 12);
  const path = await opened('origin', async () => {
    await open.add(ids);
    for (const paperId of papers) await open.say(paperId, { starred: true });
    for (const paperId of withPdf) await storePdf(paperId, 'own', 20_000);
    return exportAll();
  });
  let kills = 0;
  for (let isWhole = false; !isWhole; kills++) {
    const writer = join(import.meta.dirname, '../importing-writer.ts');
    // A batch that was not committed begins anew, so each run has to come farther than the last.
    const documents = STEP + kills * Math.ceil(STEP / 2);
    const argv = [writer, join(root, 'killed'), path, `${documents}`];
    const child = spawn(process.execPath, argv, { stdio: ['ignore', 'ignore', 'inherit'] });
    const [code, signal] = await once(child, 'close');
    isWhole = code === 0;
    expect(isWhole || signal === 'SIGKILL').toBe(true);
    // What it left half written is gone when the program opens.
    await opened('killed', async () => expect(await broken()).toEqual([]));
  }
  expect(kills).toBeGreaterThan(3);
  await opened('killed', async () => {
    const again = await importArchive(context(), path, going);
    expect(again).toMatchObject({ ok: true, papers: 40, new: 0, changed: 0, newPdfs: 0 });
    expect(await open.stored()).toEqual(withPdf);
    expect(open.library.views.counts(0)).toMatchObject({ all: 40, starred: 40, pdfsStored: 12 });
  });
}, 120_000);
