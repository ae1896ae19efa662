import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { annotation } from '../../../src-shared/contract/index.ts';
import { boundsOf } from '../../../src-shared/pdf/index.ts';
import { Annotations } from '../annotations/index.ts';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import { openPdf } from '../pdf-document/index.ts';
import { putOne } from '../store/index.ts';
import { annotationsOf } from './annotation-objects.ts';
import { PdfMarks } from './pdf-marks.ts';
import { oneOfEach } from './test-marks.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'fixtures', 'pdf');
const PAPER = 'arxiv:2611.01234';
const OTHER = 'own:copy';

const fixture = (name: string): string => join(FIXTURES, `${name}.pdf`);
const here = existsSync(fixture('pdfjs__highlights'));

let library: TestLibrary;
let annotations: Annotations;
let marks: PdfMarks;

beforeEach(async () => {
  library = await openTestLibrary();
  const { mutations, folder } = library;
  annotations = new Annotations(mutations);
  marks = new PdfMarks({ dataDir: folder, mutations, annotations });
});

afterEach(async () => {
  await marks.close();
  await library.close();
});

/** Stores a file as a paper's PDF; its hash. */
async function store(path: string, paperId = PAPER, storedAt = 1): Promise<string> {
  const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
  const place = join(library.folder, 'pdf', sha256.slice(0, 2), `${sha256.slice(2)}.pdf`);
  mkdirSync(dirname(place), { recursive: true });
  copyFileSync(path, place);
  await putOne(library.mutations.context.store.collections.files, {
    ...{ id: `${paperId}|${sha256}`, paperId, sha256, bytes: 1, pages: null, version: null },
    ...{ url: '', storedAt, origin: 'own', name: null },
  });
  return sha256;
}

describe.skipIf(!here)('PdfMarks', () => {
  const files = [
    ['pdfjs__highlights', 8],
    ['pdfjs__tracemonkey_with_annotations', 1],
    ['pdfjs__annotation-highlight-without-appearance', 1],
    ['pdfjs__comments', 1],
    ['zotero__duplicatesMerge_annotated_1', 1],
  ] as const;

  for (const [name, least] of files)
    it(`[MARK-6] takes over what is in ${name}, and nothing the second time`, async () => {
      const sha256 = await store(fixture(name));
      const before = await marks.inFile(PAPER);
      expect(before.ok && before.marks).toBeGreaterThanOrEqual(least);
      const count = before.ok ? before.marks : 0;
      expect(await marks.takeOver('mutation-1', PAPER)).toMatchObject({ ok: true, marks: count });
      const taken = await annotations.list(PAPER);
      expect(taken).toHaveLength(count);
      for (const mark of taken) {
        expect(annotation.parse(mark)).toEqual(mark);
        expect(mark.source?.sha256).toBe(sha256);
      }
      expect(await marks.inFile(PAPER)).toMatchObject({ ok: true, marks: 0 });
      await annotations.update('mutation-2', taken[0]!.id, { deleted: true });
      expect(await marks.takeOver('mutation-3', PAPER)).toMatchObject({ ok: true, marks: 0 });
      expect(await annotations.list(PAPER)).toHaveLength(count - 1);
    }, 30_000);

  it('[MARK-7] exports a copy that adds nothing when it is taken in again', async () => {
    const fileSha256 = await store(fixture('docling__bookmark_sample'));
    const made = oneOfEach(60, 100).map(({ mark }) => ({ ...mark, paperId: PAPER, fileSha256 }));
    for (const [n, mark] of made.entries()) await annotations.create(`mutation-${n}`, mark);
    const exported = await marks.exportPdf(PAPER);
    expect(exported).toMatchObject({ ok: true, marks: 6, leftOut: 0 });
    expect(exported.ok && exported.name).toBe('arxiv-2611.01234-annotated.pdf');
    const path = exported.ok ? exported.path : '';
    await store(path, PAPER, 2);
    expect(await marks.inFile(PAPER)).toMatchObject({ ok: true, marks: 0 });
    expect(await marks.takeOver('again-1', PAPER)).toMatchObject({ ok: true, marks: 0 });
    expect(await annotations.list(PAPER)).toHaveLength(6);
  }, 30_000);

  it('[MARK-6] reads back from a copy what each mark was, where nobody knows them', async () => {
    const fileSha256 = await store(fixture('docling__bookmark_sample'));
    const made = oneOfEach(60, 400).map(({ mark }) => ({ ...mark, paperId: PAPER, fileSha256 }));
    for (const [n, mark] of made.entries()) await annotations.create(`mutation-${n}`, mark);
    const exported = await marks.exportPdf(PAPER);
    await store(exported.ok ? exported.path : '', OTHER);
    expect(await marks.takeOver('other-1', OTHER)).toMatchObject({ ok: true, marks: 6 });
    const taken = await annotations.list(OTHER);
    for (const mark of made) {
      const twin = taken.find(({ source }) => source?.key === mark.id);
      expect(twin).toMatchObject({ colour: mark.colour, comment: mark.comment });
      expect(twin?.createdAt).toBe(mark.createdAt);
      if (!mark.anchor.shape) continue;
      expect(twin?.kind).toBe(mark.kind);
      const [a, b] = [twin!, mark].map(({ anchor }) => boundsOf(anchor.pages[0]!.quads));
      for (const [i, value] of a!.entries()) expect(value).toBeCloseTo(b![i]!, 1);
    }
  }, 30_000);

  it('[MARK-6] names what marks stand for as pdf.js does, deleted marks too', async () => {
    const path = fixture('pdfjs__highlights');
    await store(path);
    expect(await marks.inFile(PAPER)).toMatchObject({ ok: true, taken: [] });
    await marks.takeOver('mutation-1', PAPER);
    const before = await marks.inFile(PAPER);
    const opened = await openPdf(path);
    if (!opened.ok || !before.ok) throw new Error('not read');
    const shown: string[] = [];
    for (let page = 1; page <= opened.document.numPages; page++) {
      const list = await (await opened.document.getPage(page)).getAnnotations();
      shown.push(
        ...list.filter(({ subtype }) => /Highlight|Ink/.test(subtype)).map(({ id }) => id),
      );
    }
    await opened.close();
    expect(before.taken.length).toBeGreaterThanOrEqual(8);
    expect([...before.taken].sort()).toEqual(shown.sort());
    const [first] = await annotations.list(PAPER);
    await annotations.update('mutation-2', first!.id, { deleted: true });
    expect(await marks.inFile(PAPER)).toEqual(before);
  }, 30_000);

  it('[MARK-7] writes a mark that was taken over in place of what it stands for', async () => {
    const source = fixture('pdfjs__highlights');
    await store(source);
    const popup = PDFName.of('Popup');
    const count = async (path: string) =>
      [...annotationsOf(await PDFDocument.load(readFileSync(path)))].filter(
        ({ annotation: one }) => one.get(PDFName.of('Subtype')) !== popup,
      ).length;
    await marks.takeOver('mutation-1', PAPER);
    const [first] = await annotations.list(PAPER);
    await annotations.update('mutation-2', first!.id, { deleted: true });
    const exported = await marks.exportPdf(PAPER);
    expect(await count(exported.ok ? exported.path : '')).toBe((await count(source)) - 1);
  }, 30_000);

  it('[MARK-7] brings tags, colours and words in any script back from a copy, joined over pages', async () => {
    const fileSha256 = await store(fixture('pwl__okapi-at-trec3'));
    const [over] = oneOfEach(100, 300).map(({ mark }) => mark);
    const pages = [0, 1].map((page) => ({ ...over!.anchor.pages[0]!, page }));
    const tags = ['to read', 'über, alles', '重要'];
    const made = { ...over!, paperId: PAPER, fileSha256, tags, colour: 'purple' as const };
    await annotations.create('mutation-1', { ...made, anchor: { pages } });
    const exported = await marks.exportPdf(PAPER);
    expect(exported).toMatchObject({ ok: true, marks: 1, leftOut: 0 });
    await store(exported.ok ? exported.path : '', OTHER);
    expect(await marks.takeOver('other-1', OTHER)).toMatchObject({ ok: true, marks: 1 });
    const taken = await annotations.list(OTHER);
    expect(taken).toHaveLength(1);
    expect(taken[0]).toMatchObject({ tags, colour: 'purple', comment: over!.comment });
    expect(new Set(taken[0]!.anchor.pages.map(({ page }) => page))).toEqual(new Set([0, 1]));
    expect(await marks.inFile(OTHER)).toMatchObject({ marks: 0, taken: { length: 2 } });
    expect(await marks.takeOver('other-2', OTHER)).toMatchObject({ ok: true, marks: 0 });
  }, 30_000);

  it('[MARK-7] leaves out and counts marks on pages that the file does not have', async () => {
    const fileSha256 = await store(fixture('docling__bookmark_sample'));
    const [here, beyond] = oneOfEach(60, 100).map(({ mark }) => ({ ...mark, fileSha256 }));
    const pages = [here!.anchor.pages[0]!, { ...beyond!.anchor.pages[0]!, page: 99 }];
    await annotations.create('mutation-1', { ...here!, paperId: PAPER });
    await annotations.create('mutation-2', { ...beyond!, paperId: PAPER, anchor: { pages } });
    expect(await marks.exportPdf(PAPER)).toMatchObject({ ok: true, marks: 1, leftOut: 1 });
  }, 30_000);

  it('[MARK-7] says that there is no file, and of which marks the file is another', async () => {
    expect(await marks.exportPdf(PAPER)).toEqual({ ok: false, reason: 'no-file' });
    expect(await marks.inFile(PAPER)).toEqual({ ok: false, reason: 'no-file' });
    await store(fixture('pdfjs__rotation'));
    await annotations.create('mutation-1', { ...oneOfEach(0, 0)[0]!.mark, paperId: PAPER });
    expect(await marks.exportPdf(PAPER)).toMatchObject({ ok: true, marks: 0, leftOut: 1 });
  }, 30_000);
});
