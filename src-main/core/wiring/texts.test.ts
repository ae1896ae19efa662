import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OwnPdfs, pdfPath, type Texts } from '../files/index.ts';
import { lineAt, makePdf, stampAt, writePdf } from '../files/test-pdf.ts';
import { createImportSink, createPaperSink } from '../library/index.ts';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import { NOTHING_SAID, type PaperFacts, type UpstreamPaper } from '../listings/index.ts';
import { readOne, readWhere } from '../store/index.ts';
import { openOwnPdfs, openTexts } from './texts.ts';

const FIXTURES = join('..', 'shared', 'fixtures', 'pdf');
const STAMP = 'arXiv:2606.00467v2 [cs.CL] 12 Jun 2026';
const TITLE = 'On the Length of the Coast of Some Islands';

/** What a page of layout A tells of a paper. */
const SAVED = {
  ...{ line: 1, abstract: 'It depends.', authorCount: 1, organization: null, publishedAt: null },
  ...{ comments: null, submittedBy: null, arxivId: null, featuredOn: null, upstream: null },
};

/** A shelf without a quota. */
const anywhere: Parameters<typeof openOwnPdfs>[2] = {
  place: async (_file, _by, work) => {
    await work();
    return true;
  },
};

let library: TestLibrary;
let ownPdfs: OwnPdfs;
let texts: Texts;
let incoming: string;

beforeEach(async () => {
  library = await openTestLibrary();
  open();
  incoming = join(library.folder, 'incoming');
  mkdirSync(incoming);
});

afterEach(async () => {
  await shut();
  await library.close();
});

function open(): void {
  ownPdfs = openOwnPdfs({ dataDir: library.folder }, library.mutations, anywhere);
  texts = openTexts({ dataDir: library.folder }, library.mutations);
}

async function shut(): Promise<void> {
  await Promise.all([ownPdfs.close(), texts.close()]);
}

function put(name: string, bytes: Buffer | string): string {
  writeFileSync(join(incoming, name), bytes);
  return join(incoming, name);
}

function take(name: string, bytes: Buffer | string) {
  return ownPdfs.import(put(name, bytes), name);
}

/** A paper's first page; `seed` makes files of the same paper differ. */
function paper({ title = TITLE, author = 'Ada Lovelace', stamp = '', seed = '' } = {}): Buffer {
  const body = Array.from({ length: 12 }, (_, i) =>
    lineAt(72, 500 - 14 * i, 10, `Body of it ${i}`),
  );
  const head = lineAt(72, 700, 18, title, 'F2') + lineAt(72, 660, 12, author);
  const margin = stamp ? stampAt(stamp) : '';
  return writePdf({ pages: [head + body.join('') + margin + lineAt(72, 300, 10, `Run ${seed}`)] });
}

/** All documents of the two collections that an import writes. */
async function documents() {
  const { papers, files } = library.mutations.context.store.collections;
  return { papers: await readWhere(papers, {}), files: await readWhere(files, {}) };
}

async function factsOf(id: string): Promise<PaperFacts> {
  const { papers } = library.mutations.context.store.collections;
  return (await readOne(papers, id))!.facts as unknown as PaperFacts;
}

async function sync(said: Partial<UpstreamPaper>): Promise<void> {
  const known = { ...NOTHING_SAID, arxivId: '2606.00467', title: TITLE, source: 'arxiv', ...said };
  await createPaperSink(library.mutations).merge({ papers: [known as UpstreamPaper], at: 1 });
}

function left(): string[] {
  const tmp = join(library.folder, 'tmp');
  return existsSync(tmp) ? readdirSync(tmp) : [];
}

describe('PDFs of the user’s own', () => {
  test('[FILE-4] stores a stamped PDF under its arXiv id, with what the file says', async () => {
    const bytes = paper({ stamp: STAMP });
    expect(await take('download.pdf', bytes)).toEqual({
      ...{ ok: true, paperId: 'arxiv:2606.00467', isNew: true, pages: 1 },
    });
    expect(await factsOf('arxiv:2606.00467')).toMatchObject({
      ...{ arxivId: '2606.00467', title: TITLE, authors: ['Ada Lovelace'], abstract: null },
      from: { title: 'import', authors: 'import' },
      origins: [{ source: 'own-pdf', name: 'download.pdf' }],
    });
    const { files } = await documents();
    expect(files).toMatchObject([
      { origin: 'own', name: 'download.pdf', url: '', version: 2, pages: 1, bytes: bytes.length },
    ]);
    expect(readFileSync(pdfPath(join(library.folder, 'pdf'), files[0]!.sha256))).toEqual(bytes);
    expect(left()).toEqual([]);
  });

  test('[FILE-4] what arXiv says later stands over what the file said', async () => {
    await take('a.pdf', paper({ stamp: STAMP, author: 'Grace Hopper' }));
    await sync({ authors: ['Ada Lovelace'], abstract: 'An abstract.' });
    const facts = await factsOf('arxiv:2606.00467');
    expect(facts).toMatchObject({ authors: ['Ada Lovelace'], abstract: 'An abstract.' });
    await take('b.pdf', paper({ stamp: STAMP, author: 'Grace Hopper', seed: 'again' }));
    const { origins, ...same } = await factsOf('arxiv:2606.00467');
    expect(facts).toMatchObject(same);
    expect(origins?.map(({ name }) => name)).toEqual(['a.pdf', 'b.pdf']);
  });

  test('[FILE-4] twice changes nothing, under another name either', async () => {
    const path = put('paper.pdf', paper());
    const first = await ownPdfs.import(path, 'paper.pdf');
    const before = await documents();
    const { revision } = library.mutations.context.events;
    const again = await ownPdfs.import(path, 'paper.pdf');
    expect(again).toEqual({ ...first, isNew: false });
    expect(await ownPdfs.import(path, '2606.00467.pdf')).toEqual(again);
    expect(await documents()).toEqual(before);
    expect(library.mutations.context.events.revision).toBe(revision);
    expect(left()).toEqual([]);
  });

  test('[FILE-4] the same file ten times at once is one paper with one file', async () => {
    const path = put('paper.pdf', paper());
    const imports = Array.from({ length: 10 }, () => ownPdfs.import(path, 'paper.pdf'));
    const results = await Promise.all(imports);
    expect(results.filter((result) => result.ok && result.isNew)).toHaveLength(1);
    const { papers, files } = await documents();
    expect([papers.length, files.length]).toEqual([1, 1]);
  });

  test('[FILE-4] an unstamped PDF of a known paper goes to it by title and first author', async () => {
    await sync({
      title: 'On the length of the coast of some islands.',
      authors: ['A. Lovelace', 'B. C.'],
    });
    expect(await take('camera.pdf', paper())).toMatchObject({
      ...{ paperId: 'arxiv:2606.00467', isNew: false },
    });
  });

  test('[FILE-4] a paper known by its title alone goes by the stamp’s id from then on', async () => {
    const origin = { source: 'import', name: 'page.txt', at: 1 } as const;
    const file = createImportSink(library.mutations).begin(origin);
    await file.take([{ ...SAVED, title: TITLE }], new AbortController().signal);
    const [former] = file.counts().ids;
    await take('a.pdf', paper({ stamp: STAMP }));
    expect(library.mutations.context.readModel.canonicalId(former!)).toBe('arxiv:2606.00467');
    expect(await factsOf('arxiv:2606.00467')).toMatchObject({ abstract: SAVED.abstract });
  });

  test.each([
    ['another first author', { authors: ['Grace Hopper'] }],
    [
      'another title',
      { title: 'On the Length of the Coast of Some Island', authors: ['Ada Lovelace'] },
    ],
  ])('[FILE-4] with %s it is a paper of its own', async (_, said) => {
    await sync(said);
    const taken = await take('camera.pdf', paper());
    expect(taken).toMatchObject({ ok: true, isNew: true });
    expect(taken.ok && taken.paperId).toMatch(/^file:[0-9a-f]{32}$/);
  });

  test('[FILE-4] a file that says nothing is called by its name', async () => {
    const taken = await take('Scan of page 3.pdf', makePdf());
    const id = taken.ok ? taken.paperId : '';
    expect(id).toMatch(/^file:[0-9a-f]{32}$/);
    expect(await factsOf(id)).toMatchObject({
      arxivId: null,
      title: 'Scan of page 3',
      authors: null,
    });
  });

  test('[FILE-4] a paper that goes by another id now gets its file under that one', async () => {
    const taken = await take('one.pdf', makePdf({ seed: 7 }));
    const { aliases, files } = library.mutations.context.store.collections;
    const from = taken.ok ? taken.paperId : '';
    await aliases.insert({ id: from, target: 'arxiv:2606.00467' });
    await files.find().remove();
    await library.mutations.follower.follow();
    expect(await take('one.pdf', makePdf({ seed: 7 }))).toMatchObject({
      paperId: 'arxiv:2606.00467',
    });
  });

  test.each([
    ['empty', ''],
    ['not-pdf', `<!doctype html>${' '.repeat(2_000)}`],
    ['truncated', makePdf({ padding: 9_000 }).subarray(0, 5_000)],
    ['damaged', '%PDF-1.4\nnothing\n%%EOF\n'],
  ])('[FILE-4] refuses a file as %s and leaves nothing behind', async (reason, bytes) => {
    expect(await take('bad.pdf', Buffer.from(bytes))).toEqual({ ok: false, reason });
    expect(await documents()).toEqual({ papers: [], files: [] });
    expect([left(), existsSync(join(library.folder, 'pdf'))]).toEqual([[], false]);
  });

  test('[FILE-4] a locked file is stored, its pages unknown', async () => {
    const taken = await take('2606.00467.pdf', makePdf({ locked: true }));
    expect(taken).toEqual({ ok: true, paperId: 'arxiv:2606.00467', isNew: true, pages: null });
  });

  test('[FILE-4] neither a folder nor a missing file is taken in', async () => {
    const results = [
      await ownPdfs.import(incoming, 'incoming'),
      await ownPdfs.import(join(incoming, 'absent.pdf'), 'absent.pdf'),
    ];
    expect(results).toEqual([
      { ok: false, reason: 'disk-error' },
      { ok: false, reason: 'disk-error' },
    ]);
  });

  test('[FILE-4] is cancelled by its signal and by the end of the program', async () => {
    const path = put('a.pdf', paper());
    expect(await ownPdfs.import(path, 'a.pdf', AbortSignal.abort())).toEqual({
      ...{ ok: false, reason: 'cancelled' },
    });
    const last = ownPdfs.import(path, 'a.pdf');
    await ownPdfs.close();
    expect(await last).toEqual({ ok: false, reason: 'cancelled' });
    expect(left()).toEqual([]);
  });

  test('[FILE-4] a stored file that was lost is put back in its place', async () => {
    const bytes = paper();
    await take('a.pdf', bytes);
    const { sha256 } = (await documents()).files[0]!;
    const place = pdfPath(join(library.folder, 'pdf'), sha256);
    rmSync(place);
    await take('a.pdf', bytes);
    expect(readFileSync(place)).toEqual(bytes);
  });
});

describe('texts of stored PDFs', () => {
  test('[FILE-6] come with the PDF, survive a restart, and go with it', async () => {
    texts.start();
    await take('a.pdf', paper());
    const { files } = await documents();
    const { sha256 } = files[0]!;
    await texts.idle();
    expect(texts.pages(sha256)[0]!.text).toContain(TITLE);
    await shut();
    library = await library.reopen();
    open();
    expect(texts.entry(sha256)).toMatchObject({ state: 'done', pages: 1 });
    texts.start();
    const { files: collection } = library.mutations.context.store.collections;
    await (await collection.findOne(files[0]!.id).exec())!.incrementalRemove();
    await texts.idle();
    expect(texts.entry(sha256)!.state).toBe('removed');
    expect(texts.pages(sha256)).toEqual([]);
  });
});

const fixtures = existsSync(FIXTURES)
  ? readdirSync(FIXTURES).filter((name) => name.endsWith('.pdf'))
  : [];

describe.skipIf(fixtures.length === 0)('every fixture PDF', () => {
  test('[FILE-6] is stored with its page count and text, or refused with the right reason', async () => {
    const refused: Record<string, string> = {};
    for (const name of fixtures) {
      const before = statSync(join(FIXTURES, name)).mtimeMs;
      const taken = await ownPdfs.import(join(FIXTURES, name), name);
      if (!taken.ok) refused[name] = taken.reason;
      expect(statSync(join(FIXTURES, name)).mtimeMs).toBe(before);
    }
    expect(refused).toEqual({ 'pdfjs__bug1020226.pdf': 'truncated' });
    texts.start();
    await texts.idle();
    const { files } = await documents();
    const withoutText = files.filter(({ sha256 }) => texts.entry(sha256)!.state !== 'done');
    expect(withoutText.map(({ name }) => name).sort()).toEqual([
      'docling__ocr_test_rotated_90.pdf',
      'pdfjs__empty_protected.pdf',
    ]);
    for (const { sha256, pages } of files) {
      expect(texts.entry(sha256)).toMatchObject({ pages, reached: pages });
      expect(texts.pages(sha256, 1, 1_000)).toHaveLength(pages!);
    }
    expect(texts.status()).toEqual({ done: files.length, total: files.length, failed: 0 });
  }, 120_000);
});
