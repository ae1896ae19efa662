import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import { Search } from '../search/index.ts';
import { type FileDocument, putMany, putOne } from '../store/index.ts';
import { Doctor } from './doctor.ts';

let library: TestLibrary;
let refetched: string[];
let doctor: Doctor;

beforeEach(async () => {
  library = await openTestLibrary();
  refetched = [];
  const { store, readModel } = library.mutations.context;
  doctor = new Doctor({
    dataDir: library.folder,
    store,
    readModel,
    follower: library.mutations.follower,
    local: { wasDamaged: false },
    backups: { verify: async () => [] },
    partials: () => [],
    refetch: async ({ paperId }) => {
      refetched.push(paperId);
    },
  });
});

afterEach(() => library.close());

/** Stores a file and tells the library of it, as the queue does. */
async function storePdf(
  paperId: string,
  content: string,
  origin: FileDocument['origin'] = 'fetched',
): Promise<string> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const folder = join(library.folder, 'pdf', sha256.slice(0, 2));
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${sha256.slice(2)}.pdf`);
  writeFileSync(path, content);
  const file: FileDocument = {
    id: `${paperId}|${sha256}`,
    paperId,
    sha256,
    bytes: content.length,
    pages: 1,
    version: null,
    url: 'http://127.0.0.1:9/pdf/x',
    storedAt: 1,
    origin,
    name: null,
  };
  await putOne(library.mutations.context.store.collections.files, file);
  await library.mutations.context.readModel.catchUp();
  return path;
}

const kinds = (report: { findings: { kind: string }[] }): string[] =>
  report.findings.map(({ kind }) => kind).sort();

describe('Doctor', () => {
  it('[CLI-3] finds nothing in a healthy folder', async () => {
    await storePdf('arxiv:1', '%PDF-1.7 one');
    expect(await doctor.examine(false)).toEqual({ ok: true, findings: [] });
  });

  it('[CLI-3] finds missing, damaged and orphaned PDFs, and mends them without deleting', async () => {
    const missing = await storePdf('arxiv:1', '%PDF-1.7 one');
    const damaged = await storePdf('arxiv:2', '%PDF-1.7 two');
    await storePdf('arxiv:3', '%PDF-1.7 three');
    rmSync(missing);
    writeFileSync(damaged, '%PDF-1.7 TWO');
    const orphan = join(library.folder, 'pdf', '00', `${'0'.repeat(62)}.pdf`);
    mkdirSync(dirname(orphan), { recursive: true });
    writeFileSync(orphan, '%PDF-1.7 whose?');
    // What is as new as the examination may be a download that ends just now.
    await sleep(100);
    const found = await doctor.examine(false);
    expect(found.ok).toBe(false);
    expect(kinds(found)).toEqual(['pdf-damaged', 'pdf-missing', 'pdf-orphan']);
    const mended = await doctor.examine(true);
    expect(mended.findings.every(({ repaired }) => repaired)).toBe(true);
    expect(refetched.sort()).toEqual(['arxiv:1', 'arxiv:2']);
    expect(existsSync(damaged)).toBe(false);
    expect(readdirSync(join(library.folder, 'put-aside'))).toHaveLength(2);
  });

  it('[CLI-3] takes in what the read model has not seen, and rebuilds a damaged one', async () => {
    const { store } = library.mutations.context;
    await putOne(store.collections.papers, { id: 'arxiv:9', facts: { title: 'Late' } });
    expect(kinds(await doctor.examine(false))).toEqual(['index-behind']);
    expect((await doctor.examine(true)).ok).toBe(true);
    expect(await doctor.examine(false)).toEqual({ ok: true, findings: [] });
    expect(library.views.counts(0).all).toBe(1);
    await library.mutations.follower.mend(true);
    expect(library.views.counts(0).all).toBe(1);
  });

  it('[CLI-3] leaves what is left of a PDF of the user’s own where it is', async () => {
    const path = await storePdf('file:1', '%PDF-1.7 mine', 'own');
    writeFileSync(path, '%PDF-1.7 MINE');
    const found = await doctor.examine(true);
    expect(found.findings).toMatchObject([{ kind: 'pdf-damaged', repaired: false }]);
    expect(readFileSync(path, 'utf8')).toBe('%PDF-1.7 MINE');
    expect(refetched).toEqual([]);
  });

  it('[CLI-3] puts an intact copy in the place of a lost PDF of the user’s own', async () => {
    const path = await storePdf('file:1', '%PDF-1.7 mine', 'own');
    const other = await storePdf('file:2', '%PDF-1.7 also', 'own');
    const aside = join(library.folder, 'put-aside');
    mkdirSync(aside);
    writeFileSync(join(aside, '1-a.pdf'), '%PDF-1.7 MINE');
    writeFileSync(join(aside, '2-b.pdf'), '%PDF-1.7 mine');
    // As a hand that tidied up may have left it: in the folder, under another name.
    renameSync(other, join(dirname(other), 'mine.pdf'));
    writeFileSync(path, '%PDF-1.7 M');
    await sleep(100);
    const found = await doctor.examine(true);
    expect(kinds(found)).toEqual(['pdf-damaged', 'pdf-missing', 'pdf-orphan']);
    expect(found.ok).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('%PDF-1.7 mine');
    expect(readFileSync(other, 'utf8')).toBe('%PDF-1.7 also');
    // Both copies, what was damaged, and what lay under another name.
    expect(readdirSync(aside)).toHaveLength(4);
    expect(await doctor.examine(false)).toEqual({ ok: true, findings: [] });
  });

  it('[CLI-3] fetches a PDF again for every paper that shares it, and says whose is still lost', async () => {
    const path = await storePdf('file:1', '%PDF-1.7 shared', 'own');
    await storePdf('arxiv:1', '%PDF-1.7 shared');
    await storePdf('arxiv:2', '%PDF-1.7 shared');
    writeFileSync(path, '%PDF-1.7 SHARED');
    const found = await doctor.examine(true);
    expect(found.findings).toMatchObject([{ kind: 'pdf-damaged', repaired: false }]);
    expect(refetched.sort()).toEqual(['arxiv:1', 'arxiv:2']);
    const [aside] = readdirSync(join(library.folder, 'put-aside'));
    expect(readFileSync(join(library.folder, 'put-aside', aside!), 'utf8')).toBe('%PDF-1.7 SHARED');
  });

  it('[PERF-7] lets others work while it reads a large library', async () => {
    const { papers } = library.mutations.context.store.collections;
    const facts = { abstract: 'x'.repeat(2_000) };
    for (let start = 0; start < 4_000; start += 500) {
      const some = Array.from({ length: 500 }, (_, number) => ({
        id: `p${start + number}`,
        facts,
      }));
      await putMany(papers, some as never);
    }
    await library.mutations.follower.follow();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const before = performance.now();
    expect((await doctor.examine(false)).ok).toBe(true);
    delay.disable();
    // Were it read here, this would be most of the time that the examination takes.
    expect(delay.max / 1e6).toBeLessThan((performance.now() - before) / 2);
  });

  it('[CLI-3] finds a search index that is damaged or of another library, and builds it anew', async () => {
    const { store, readModel } = library.mutations.context;
    const path = join(library.folder, 'search.sqlite');
    await putMany(
      store.collections.papers,
      Array.from({ length: 50 }, (_, n) => ({ id: `arxiv:${n}`, facts: { title: `Some ${n}` } })),
    );
    await library.mutations.follower.follow();
    const search = new Search({
      ...{ dataDir: library.folder, sources: { library: store.generation, texts: 'none' } },
      ...{ build: () => readModel.build, onProgress: () => undefined },
    });
    const { follower } = library.mutations;
    const own = new Doctor({
      ...{ dataDir: library.folder, store, readModel, follower, search, partials: () => [] },
      ...{ local: { wasDamaged: false }, backups: { verify: async () => [] } },
      refetch: async () => undefined,
    });
    try {
      await search.caughtUp(20_000);
      expect(kinds(await own.examine(false))).toEqual([]);
      const damages: [string, string][] = [
        ['search-mismatch', "UPDATE progress SET value = value + 1000 WHERE name = 'papers'"],
        ['search-mismatch', "UPDATE progress SET value = 1 WHERE name = 'version'"],
        ['search-damaged', "UPDATE doc_terms_data SET block = x'ffffffffffff' WHERE id > 10"],
      ];
      for (const [kind, sql] of damages) {
        const database = new DatabaseSync(path);
        database.enableDefensive(false);
        database.exec(sql);
        database.close();
        expect(kinds(await own.examine(false))).toEqual([kind]);
        expect(await own.examine(true)).toMatchObject({ ok: true, findings: [{ kind }] });
        await search.caughtUp(20_000);
        expect(kinds(await own.examine(false))).toEqual([]);
        expect(await search.count('some')).toBe(50);
      }
    } finally {
      await search.close();
    }
  });
});
