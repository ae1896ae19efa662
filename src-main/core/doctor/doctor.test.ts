import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import { type FileDocument, putOne } from '../store/index.ts';
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
    partials: () => [],
    refetch: async ({ paperId }) => {
      refetched.push(paperId);
    },
  });
});

afterEach(() => library.close());

/** Stores a file and tells the library of it, as the queue does. */
async function storePdf(paperId: string, content: string): Promise<string> {
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
    origin: 'fetched',
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
});
