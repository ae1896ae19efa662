import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { deflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PDF_FOLDER, pdfPath } from '../paths.ts';
import { removeFolder, until } from '../test-files.ts';
import { laughingForms, lineAt, makePdf, writePdf } from '../test-pdf.ts';
import { createTexts, type Holder, TEXT_FILE, type Texts, type TextsOptions } from './index.ts';

let folder: string;
let changes: (Holder & { readonly sequence: number })[];
let opened: Texts[];
let errors: unknown[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-texts-'));
  [changes, opened, errors] = [[], [], []];
});

afterEach(async () => {
  for (const texts of opened) await texts.close();
  removeFolder(folder);
  expect(errors).toEqual([]);
});

function open(given: Partial<TextsOptions> = {}): Texts {
  const texts = createTexts({
    dataDir: folder,
    generation: 'one',
    readChanges: (sequence, most) => {
      const holders = changes.filter((change) => change.sequence > sequence).slice(0, most);
      return { holders, lastSequence: holders.at(-1)?.sequence ?? sequence };
    },
    onError: (error) => errors.push(error),
    ...given,
  });
  opened.push(texts);
  return texts;
}

async function shut(texts: Texts): Promise<void> {
  opened = opened.filter((one) => one !== texts);
  await texts.close();
}

/** Puts a PDF where stored ones lie, and tells of it; its SHA-256. */
function store(bytes: Uint8Array, id?: string): string {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = pdfPath(join(folder, PDF_FOLDER), sha256);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  change(id ?? sha256, sha256, false);
  return sha256;
}

function change(id: string, sha256: string, deleted: boolean): void {
  changes = changes.filter((one) => one.id !== id);
  changes.push({ id, sha256, deleted, sequence: nextSequence++ });
}

let nextSequence = 1;

async function read(texts: Texts): Promise<Texts> {
  texts.start();
  texts.wake();
  await texts.idle();
  return texts;
}

function textsOf(texts: Texts, sha256: string): string[] {
  return texts.pages(sha256).map(({ text }) => text);
}

const page = (text: string): string => lineAt(72, 700, 12, text);
const pages = (...texts: string[]): Buffer => writePdf({ pages: texts.map(page) });

describe('texts', () => {
  test('[FILE-6] reads every page of stored PDFs, in order, with words that lines break whole', async () => {
    const broken = lineAt(72, 700, 12, 'The meas-') + lineAt(72, 686, 12, 'urement of things.');
    const sha256 = store(writePdf({ pages: [page('First page'), broken, '', page('Last page')] }));
    const texts = await read(open());
    expect(textsOf(texts, sha256)).toEqual([
      'First page',
      'The measurement of things.',
      '',
      'Last page',
    ]);
    expect(texts.pages(sha256, 2, 1)).toEqual([{ page: 2, text: 'The measurement of things.' }]);
    expect(texts.entry(sha256)).toMatchObject({ state: 'done', pages: 4, reached: 4, words: 8 });
    expect(texts.status()).toEqual({ done: 1, total: 1, failed: 0 });
  });

  test('[FILE-6] tells files without text from failed ones, and why', async () => {
    const scanned = store(makePdf({ pages: 3 }));
    const locked = store(makePdf({ locked: true }));
    const damaged = store(Buffer.from('%PDF-1.4\nnothing\n%%EOF\n'));
    change('lost', 'ab'.repeat(32), false);
    const texts = await read(open());
    const outcomes = [scanned, locked, damaged, 'ab'.repeat(32)].map((sha256) => {
      const { state, reason, pages } = texts.entry(sha256)!;
      return { state, reason, pages };
    });
    expect(outcomes).toEqual([
      { state: 'no-text', reason: null, pages: 3 },
      { state: 'no-text', reason: 'encrypted', pages: null },
      { state: 'failed', reason: 'damaged', pages: null },
      { state: 'failed', reason: 'disk-error', pages: null },
    ]);
    expect(texts.status()).toEqual({ done: 2, total: 4, failed: 2 });
  });

  test('[FILE-6] a failed file is not tried again, one that the disk refused is', async () => {
    const damaged = store(Buffer.from('%PDF-1.4\nnothing\n%%EOF\n'));
    const late = store(pages('Late'));
    const path = pdfPath(join(folder, PDF_FOLDER), late);
    rmSync(path);
    const first = await read(open());
    const before = first.entry(damaged)!.sequence;
    expect(first.entry(late)).toMatchObject({ state: 'failed', reason: 'disk-error' });
    await shut(first);
    writeFileSync(path, pages('Late'));
    const second = await read(open());
    expect(textsOf(second, late)).toEqual(['Late']);
    expect(second.entry(damaged)!.sequence).toBe(before);
  });

  test('[FILE-6] removes the text with the last document of its PDF', async () => {
    const sha256 = store(pages('Here'), 'one|x');
    change('two|x', sha256, false);
    const texts = await read(open());
    change('one|x', sha256, true);
    await read(texts);
    expect(textsOf(texts, sha256)).toEqual(['Here']);
    change('two|x', sha256, true);
    await read(texts);
    expect(textsOf(texts, sha256)).toEqual([]);
    expect(texts.entry(sha256)!.state).toBe('removed');
    expect(texts.status().total).toBe(0);
    change('three|x', sha256, false);
    await read(texts);
    expect(textsOf(texts, sha256)).toEqual(['Here']);
  });

  test('[FILE-6] tells followers what changed, in order, the removed ones too', async () => {
    const [one, two] = [store(pages('One')), store(pages('Two'))];
    const texts = await read(open());
    const seen = texts.changedSince(0, 10);
    expect(new Set(seen.map(({ sha256 }) => sha256))).toEqual(new Set([one, two]));
    const last = seen.at(-1)!.sequence;
    expect(texts.changedSince(last, 10)).toEqual([]);
    change(one, one, true);
    await read(texts);
    expect(texts.changedSince(last, 10)).toMatchObject([{ sha256: one, state: 'removed' }]);
    expect(texts.changedSince(0, 1)).toHaveLength(1);
  });

  test('[FILE-6] goes on after a restart at the page that it had reached', async () => {
    const written = Array.from({ length: 500 }, (_, index) => `Page ${index + 1}`);
    const sha256 = store(pages(...written));
    const texts = open();
    texts.start();
    await until(() => (texts.entry(sha256)?.reached ?? 0) > 0);
    await shut(texts);
    const again = open();
    const { reached, state } = again.entry(sha256)!;
    expect(state).toBe('waiting');
    expect(reached).toBeGreaterThan(0);
    expect(again.pages(sha256, 1, 1_000)).toHaveLength(reached);
    await read(again);
    expect(again.pages(sha256, 1, 1_000).map(({ text }) => text)).toEqual(written);
    expect(again.entry(sha256)).toMatchObject({ words: 1_000, lost: 0, reached: 500 });
  });

  test('[FILE-6] rebuilds, and keeps the old text until the new one is there', async () => {
    const sha256 = store(pages('Once', 'Twice'));
    const texts = await read(open());
    const { sequence } = texts.entry(sha256)!;
    texts.rebuild();
    expect(textsOf(texts, sha256)).toEqual(['Once', 'Twice']);
    await texts.idle();
    expect(texts.entry(sha256)).toMatchObject({ state: 'done', words: 2 });
    expect(texts.entry(sha256)!.sequence).toBeGreaterThan(sequence);
  });

  test('[FILE-6] a lost or damaged file of texts is made anew from the PDFs', async () => {
    const sha256 = store(pages('Still here'));
    const first = await read(open());
    const { generation } = first;
    await shut(first);
    writeFileSync(join(folder, TEXT_FILE), 'This is no database.'.repeat(500));
    const second = await read(open());
    expect(textsOf(second, sha256)).toEqual(['Still here']);
    expect(second.generation).not.toBe(generation);
  });

  test('[FILE-6] beside a restored library only the texts of its PDFs stay', async () => {
    const [kept, gone] = [store(pages('Kept')), store(pages('Gone'))];
    const first = await read(open());
    const { sequence } = first.entry(kept)!;
    await shut(first);
    changes = changes.filter((one) => one.sha256 === kept);
    const second = await read(open({ generation: 'two' }));
    expect(second.entry(kept)!.sequence).toBe(sequence);
    expect(second.entry(gone)!.state).toBe('removed');
  });

  test('[FILE-6] a page that takes too long costs itself alone', async () => {
    const forms = laughingForms();
    const bytes = writePdf({ pages: [page('Before'), '/X0 Do', page('After')], forms });
    const [hostile, good] = [store(bytes), store(pages('Good'))];
    const texts = await read(open({ limits: { answerMs: 3_000 } }));
    expect(texts.entry(hostile)).toMatchObject({ state: 'done', pages: 3, lost: 1 });
    expect(textsOf(texts, hostile)).toEqual(['Before', '', 'After']);
    expect(textsOf(texts, good)).toEqual(['Good']);
  });

  test('[FILE-6] a file with many such pages is given up, what was read of it stays', async () => {
    const forms = laughingForms();
    const bad = Array.from({ length: 30 }, () => '/X0 Do');
    const hostile = store(writePdf({ pages: [page('Before'), ...bad], forms }));
    const texts = await read(open({ limits: { answerMs: 700 } }));
    const given = texts.entry(hostile)!;
    expect(given).toMatchObject({ state: 'failed', reason: 'timeout' });
    await shut(texts);
    expect((await read(open())).entry(hostile)).toEqual(given);
  });

  test('[FILE-6] a page that unpacks to more memory than there is costs itself alone', async () => {
    const bytes = deflateSync(Buffer.alloc(600_000_000, ' '), { level: 1 });
    const raw = { bytes, entries: '/Filter /FlateDecode' };
    const hostile = store(writePdf({ pages: [''], raw }));
    const texts = await read(open({ limits: { memory: 200_000_000 } }));
    expect(texts.entry(hostile)).toMatchObject({ state: 'failed', reason: 'memory' });
  });

  test('[FILE-6] a file that ended the program three times is not tried again', async () => {
    const sha256 = store(pages('Fatal'));
    await shut(await read(open()));
    // What a program leaves that died three times while it read the file.
    const database = new DatabaseSync(join(folder, TEXT_FILE));
    database.exec("UPDATE texts SET state = 'waiting', reached = 0, tries = 3");
    database.close();
    const texts = await read(open());
    expect(texts.entry(sha256)).toMatchObject({ state: 'failed', reason: 'crashed' });
    texts.rebuild();
    await texts.idle();
    expect(texts.entry(sha256)).toMatchObject({ state: 'done' });
  });

  test('[FILE-6] a thousand files come and go without a gap in the feed', async () => {
    const sha256 = store(pages('Only one'), 'a0');
    for (let index = 1; index < 1_000; index++) change(`a${index}`, sha256, false);
    const texts = await read(open());
    expect(textsOf(texts, sha256)).toEqual(['Only one']);
    for (let index = 0; index < 1_000; index++) change(`a${index}`, sha256, true);
    await read(texts);
    expect(texts.entry(sha256)!.state).toBe('removed');
  });

  test('[FILE-6] the file of texts is the only thing that it writes', async () => {
    store(pages('x'));
    await shut(await read(open()));
    expect(existsSync(join(folder, 'tmp'))).toBe(false);
    expect(statSync(join(folder, TEXT_FILE)).size).toBeGreaterThan(0);
  });
});
