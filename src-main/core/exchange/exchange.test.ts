import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportReport } from '../../../src-shared/contract/index.ts';
import { Collections } from '../collections/index.ts';
import { createImportSink, Papers } from '../library/index.ts';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import { Notes } from '../notes/index.ts';
import { Exchange } from './exchange.ts';
import { INCOMING_FOLDER } from './incoming.ts';

const GIVEN = join(process.cwd(), '../shared/fixtures/listings');

let library: TestLibrary;
let exchange: Exchange;
let pdfs: string[];

beforeEach(async () => {
  library = await openTestLibrary();
  pdfs = [];
  open();
});

afterEach(async () => {
  await exchange.close();
  await library.close();
});

function open(): void {
  exchange = new Exchange({
    dataDir: library.folder,
    sink: createImportSink(library.mutations),
    ownPdfs: {
      import: async (_path, name) => {
        pdfs.push(name);
        return { ok: true, pages: 3, paperId: 'file:x', isNew: true };
      },
    },
    references: {
      mutations: library.mutations,
      notes: new Notes(library.mutations),
      collections: new Collections(library.mutations, library.views.ask),
    },
    importArchive: async () => null,
  });
}

async function send(name: string, content: string | Uint8Array): Promise<string> {
  const bytes = Buffer.from(content as string);
  const begun = await exchange.begin({ name, bytes: bytes.length, savedOn: '2026-06-01' });
  if (!begun.ok) throw new Error(begun.reason);
  await exchange.append(begun.id, 0, bytes);
  return begun.id;
}

async function take(name: string, content: string | Uint8Array): Promise<ImportReport> {
  return exchange.import(await send(name, content));
}

const incoming = (): string[] => readdirSync(join(library.folder, INCOMING_FOLDER));
const counts = ({ papers, new: added, changed }: ImportReport) => [papers, added, changed];

const ABSTRACT = `We study what survives. ${'It is a long abstract, as abstracts are. '.repeat(8)}`;
const page = (titles: readonly string[]): string =>
  ['Daily Papers', '', ...titles.flatMap((title) => [title, '', `${ABSTRACT}${title}.`, ''])].join(
    '\n',
  );
const detailed = (title: string): string =>
  [title, '', `${ABSTRACT}${title}.`, '', '  • 5 authors', '·', 'Apr 7, 2025 3', ''].join('\n');

const papersOf = (): Papers =>
  new Papers(library.mutations, library.views, {
    pending: () => undefined,
    isPinned: () => false,
  });

describe('Exchange', () => {
  it('[LIST-7] takes a page in once; the same file again changes nothing', async () => {
    const content = page(['Attention to What Is Not There', 'A Second Paper of Some Length']);
    const first = await take('page.txt', content);
    expect(first).toMatchObject({ layout: 'B', problems: [], unresolved: 2 });
    expect(counts(first)).toEqual([2, 2, 0]);
    expect(first.ids.every((id) => /^title:[0-9a-f]{32}$/.test(id))).toBe(true);
    const { events } = library.mutations.context;
    const { revision } = events;
    expect(counts(await take('page.txt', content))).toEqual([2, 0, 0]);
    expect(events.revision).toBe(revision);
    expect(incoming()).toEqual([]);
  });

  it('[LIST-7] fills what a poorer page left open, and remembers where a paper is from', async () => {
    const [id] = (await take('poor.txt', page(['Attention to What Is Not There']))).ids;
    const rich = await take('rich.txt', detailed('Attention to what is not there!'));
    expect(rich).toMatchObject({ layout: 'A', ids: [id] });
    expect(counts(rich)).toEqual([1, 0, 1]);
    expect(await papersOf().get(id!)).toMatchObject({
      title: 'Attention to What Is Not There',
      arxivId: null,
      authors: [],
      authorCount: 5,
      publishedAt: '2025-04-07',
      comments: 3,
      origins: [
        { source: 'import', name: 'poor.txt' },
        { source: 'import', name: 'rich.txt' },
      ],
    });
    expect(counts(await take('rich.txt', detailed('Attention to what is not there!')))).toEqual([
      1, 0, 0,
    ]);
  });

  it('[LIST-7] reads what is no PDF and no archive as a page, and says so where it is none', async () => {
    expect(await take('a.pdf', 'no PDF at all')).toMatchObject({
      layout: 'unknown',
      problems: [{ line: 1, reason: 'not-a-listing' }],
    });
    expect(await take('b.txt', 'PK\u0003\u0004 something else')).toMatchObject({
      layout: 'unknown',
      problems: [{ line: null, reason: 'not-a-listing' }],
    });
    expect(await take('c.txt', '\n\n%PDF-1.7 …')).toMatchObject({ layout: 'pdf', ids: ['file:x'] });
    expect(pdfs).toEqual(['c.txt']);
    expect(await take('d.txt', '')).toMatchObject({ layout: 'unknown', papers: 0 });
  });

  it('[LIST-7] imports only what is whole, and an import only once', async () => {
    const begun = await exchange.begin({ name: 'x', bytes: 9, savedOn: null });
    const id = begun.ok ? begun.id : '';
    expect(await exchange.import(id)).toMatchObject({
      problems: [{ line: null, reason: 'incomplete' }],
    });
    const whole = await send('page.txt', page(['Attention to What Is Not There']));
    const both = await Promise.all([exchange.import(whole), exchange.import(whole)]);
    expect(both[0]).toBe(both[1]);
    expect((await exchange.import(whole)).problems[0]?.reason).toBe('incomplete');
  });

  it('[LIST-4] ends an import that is discarded, and keeps what was taken in', async () => {
    const titles = Array.from({ length: 4_000 }, (_, n) => `Paper Number ${n} of a Very Long Page`);
    const id = await send('long.txt', page(titles));
    const done = exchange.import(id);
    const { events } = library.mutations.context;
    const stop = events.listen(() => void exchange.discard(id));
    const report = await done;
    stop();
    expect(report.problems).toEqual([{ line: null, reason: 'cancelled' }]);
    expect(report.papers).toBeGreaterThan(0);
    expect(report.papers).toBeLessThan(4_000);
    expect(library.views.counts(0).all).toBe(report.papers);
    expect(incoming()).toEqual([]);
  });

  it('[PERF-7] reads a line of 50 MB without holding others up', async () => {
    const id = await send('hostile.txt', `Daily Papers\n\n${'x'.repeat(50_000_000)}\n`);
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    expect(await exchange.import(id)).toMatchObject({ papers: 0 });
    clearInterval(timer);
    // One task here takes some 10 ms; held up, it were a second.
    expect(longest).toBeLessThan(4_000);
  });
});

describe.skipIf(!existsSync(GIVEN))('[LIST-7] the given pages', () => {
  it('[LIST-7] hold 58, 72 and 220 papers, 323 in all; again nothing is new', async () => {
    const names = readdirSync(GIVEN).sort();
    const takeAll = async () => {
      const reports: ImportReport[] = [];
      for (const name of names) reports.push(await take(name, readFileSync(join(GIVEN, name))));
      return reports;
    };
    const first = await takeAll();
    expect(first.map(({ layout, papers }) => [layout, papers])).toEqual([
      ['A', 58],
      ['B', 72],
      ['C', 220],
    ]);
    expect(first.flatMap(({ problems }) => problems)).toEqual([]);
    expect(first.reduce((sum, report) => sum + report.new, 0)).toBe(323);
    expect(library.views.counts(0).all).toBe(323);
    expect((await takeAll()).map(counts)).toEqual([
      [58, 0, 0],
      [72, 0, 0],
      [220, 0, 0],
    ]);
  });
});
