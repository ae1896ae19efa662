import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { openTestLibrary, type TestLibrary } from '../../library/test-library.ts';
import {
  COLLECTION_NAMES,
  type CollectionName,
  putMany,
  withDeletion,
  withElement,
  withValue,
} from '../../store/index.ts';
import { examineArchive } from './examine.ts';
import { archiveFailure } from './failure.ts';
import { Exports, type ImportContext, importArchive, isArchive } from './index.ts';
import { OUR_LIBRARY } from './job.ts';

type Document = { readonly id: string; readonly [key: string]: unknown };
type Contents = Record<string, unknown>;

const AT = Date.UTC(2026, 10, 21, 3);
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'offprint-archive-'));
});

afterEach(() => rm(root, { recursive: true, force: true }));

/** A library of its own that is open only while somebody works with it: RxDB allows one at a time. */
type Place = {
  readonly folder: string;
  use<T>(work: (library: TestLibrary) => Promise<T>): Promise<T>;
};

let places = 0;

function place(): Place {
  const folder = join(root, `place-${++places}`);
  return {
    folder,
    use: async (work) => {
      const library = await openTestLibrary(folder);
      try {
        return await work(library);
      } finally {
        await library.shut();
      }
    },
  };
}

async function filled(): Promise<Place> {
  const made = place();
  await made.use(fill);
  return made;
}

function contextOf({ folder, mutations }: TestLibrary): ImportContext {
  return { dataDir: folder, mutations };
}

async function put(
  { mutations }: TestLibrary,
  name: CollectionName,
  documents: readonly Document[],
): Promise<void> {
  await putMany(mutations.context.store.collections[name] as never, documents);
  await mutations.follower.follow();
}

/** Every document as it is, but for what the storage keeps beside it. */
const contentsOf = (from: Place): Promise<Contents> => from.use(async (one) => contentsIn(one));

function contentsIn({ mutations }: TestLibrary): Contents {
  const contents: Contents = {};
  for (const name of COLLECTION_NAMES) {
    for (const { document } of mutations.context.store.readChanges(name, 0, 1_000_000).documents) {
      const { _rev, _meta, _deleted, _attachments, ...rest } = document as Record<string, unknown>;
      if (!_deleted) contents[`${name}/${document.id}`] = rest;
    }
  }
  return contents;
}

function pdfsIn({ folder }: Place): Record<string, string> {
  const paths = readdirSync(join(folder, 'pdf'), { recursive: true, encoding: 'utf8' });
  const files = paths.filter((path) => path.endsWith('.pdf')).sort();
  return Object.fromEntries(
    files.map((path) => [path, readFileSync(join(folder, 'pdf', path), 'latin1')]),
  );
}

async function storePdf(target: TestLibrary, paperId: string, content: string): Promise<string> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const path = join(target.folder, 'pdf', sha256.slice(0, 2), `${sha256.slice(2)}.pdf`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  const file = { paperId, sha256, bytes: content.length, pages: 1, version: null, url: '' };
  const document = {
    ...file,
    id: `${paperId}|${sha256}`,
    storedAt: 1,
    origin: 'own',
    name: 'a.pdf',
  };
  await put(target, 'files', [document]);
  return path;
}

async function archiveOf({ folder }: Place) {
  const exports = new Exports({ dataDir: folder, version: '1.2.3', clock: { now: () => AT } });
  const made = await exports.exportArchive();
  await exports.close();
  if (!made.ok) throw new Error(made.reason);
  return made;
}

const going = new AbortController().signal;
const take = (target: Place, path: string) =>
  target.use((library) => importArchive(contextOf(library), path, going));

const clockOf = (number: number): string =>
  `${number.toString(16).padStart(12, '0')}-0000-0123456789ab`;

const json = fc.jsonValue({ maxDepth: 2, noUnicodeString: false }) as fc.Arbitrary<never>;
const field = fc
  .record({ number: fc.nat(1_000), value: json })
  .map(({ number, value }) => ({ kind: 'lww', clock: clockOf(number), value }));
const fields = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), field, { maxKeys: 4 });

/** A document as a user makes it, with fields and properties that this version does not know. */
const userDocument = (id: string) =>
  fc.record({
    id: fc.constant(id),
    by: fc.constant(`mutation-${id}`),
    fields,
    paperId: fc.constantFrom('arxiv:1', 'arxiv:2'),
    future: json,
  });

const USER: readonly CollectionName[] = [
  'states',
  'annotations',
  'collections',
  'memberships',
  'searches',
  'devices',
  'settings',
];

const facts = (from: Record<string, string>, said: object) => ({ arxivId: '1', from, ...said });

/** A library with something of everything. */
async function fill(target: TestLibrary): Promise<void> {
  const title = { title: 'A “title” with 文献 and \u0000', abstract: null, later: { kept: [1] } };
  await put(target, 'papers', [
    { id: 'arxiv:1', facts: facts({ title: 'hf' }, title) },
    { id: 'title:2', facts: facts({}, { title: null }) },
  ]);
  const place = { day: '2026-06-15', paperId: 'arxiv:1', position: 0 };
  const rest = { upvotes: 3, comments: null, submittedBy: null };
  await put(target, 'listings', [{ id: '2026-06-15|arxiv:1', ...place, ...rest }]);
  const tags = withElement({}, 'tags', 'gone', false, clockOf(7));
  await put(target, 'states', [{ id: 'arxiv:1', fields: tags, by: 'mutation-1' }]);
  const deleted = withDeletion(withValue({}, 'name', 'Gone', clockOf(1)), true, clockOf(2));
  await put(target, 'collections', [{ id: 'gone', fields: deleted, by: 'mutation-2' }]);
  await put(target, 'aliases', [{ id: 'title:2', target: 'arxiv:1' }]);
  await storePdf(target, 'arxiv:1', `%PDF-1.7 ${'one '.repeat(50_000)}`);
  await storePdf(target, 'arxiv:1', '%PDF-1.7 two');
}

describe('the lossless archive', () => {
  it('[XFER-1] holds everything, and an empty library becomes equal by it', async () => {
    const origin = await filled();
    const made = await archiveOf(origin);
    expect(made).toMatchObject({ name: 'offprint-2026-11-21.zip', documents: 8, pdfs: 2 });
    expect(await isArchive(made.path)).toBe(true);
    const empty = place();
    const taken = await take(empty, made.path);
    expect(taken).toMatchObject({
      ok: true,
      ...{ documents: 8, new: 8, changed: 0, papers: 2, newPapers: 2, newPdfs: 2 },
      ...{ ids: ['arxiv:1', 'title:2'], unresolved: 1 },
    });
    expect(await contentsOf(empty)).toEqual(await contentsOf(origin));
    expect(pdfsIn(empty)).toEqual(pdfsIn(origin));
    const countIn = (from: Place) => from.use(async ({ views }) => views.counts(0).all);
    expect(await countIn(empty)).toBe(await countIn(origin));
  });

  it('[XFER-2] taken in where it came from, or twice, changes nothing', async () => {
    const origin = await filled();
    const { path } = await archiveOf(origin);
    const before = await contentsOf(origin);
    const none = { ok: true, new: 0, changed: 0, newPapers: 0, changedPapers: 0, newPdfs: 0 };
    expect(await take(origin, path)).toMatchObject(none);
    expect(await contentsOf(origin)).toEqual(before);
    const other = place();
    await take(other, path);
    expect(await take(other, path)).toMatchObject(none);
  });

  it('[XFER-1] brings any documents of the user there and back without change', async () => {
    const some = fc.tuple(
      ...Array.from({ length: 12 }, (_, number) => userDocument(`id-${number}`)),
    );
    const documents = fc.tuple(...USER.map(() => some));
    await fc.assert(
      fc.asyncProperty(documents, async (made) => {
        const [origin, target] = [place(), place()];
        await origin.use(async (library) => {
          for (const [index, name] of USER.entries()) await put(library, name, made[index]!);
        });
        const { path } = await archiveOf(origin);
        expect(await take(target, path)).toMatchObject({ ok: true, new: USER.length * 12 });
        expect(await contentsOf(target)).toEqual(await contentsOf(origin));
        expect(await take(target, path)).toMatchObject({ ok: true, new: 0, changed: 0 });
      }),
      { numRuns: 3, seed: 20_261_121 },
    );
  });

  it('[XFER-2] merges by field: both sides end with the same, whoever takes in first', async () => {
    const [one, two] = [place(), place()];
    const state = (name: string, number: number, star: boolean) => ({
      id: 'arxiv:1',
      by: `mutation-${name}`,
      fields: withValue(
        withValue({}, name, name, clockOf(number)),
        'starred',
        star,
        clockOf(number),
      ),
    });
    const older = facts({ title: 'import', upvotes: 'hf' }, { title: 'Teh', upvotes: 9 });
    const newer = facts(
      { title: 'arxiv', upvotes: 'hf' },
      { title: 'The', upvotes: 20, comments: 2 },
    );
    await one.use(async (library) => {
      await put(library, 'states', [state('status', 5, true)]);
      await put(library, 'papers', [{ id: 'arxiv:1', facts: older }]);
    });
    await two.use(async (library) => {
      await put(library, 'states', [state('position', 9, false)]);
      await put(library, 'papers', [{ id: 'arxiv:1', facts: newer }]);
    });
    const [first, second] = [await archiveOf(one), await archiveOf(two)];
    expect(await take(one, second.path)).toMatchObject({ ok: true, changed: 2, changedPapers: 1 });
    expect(await take(two, first.path)).toMatchObject({ ok: true, changed: 1, changedPapers: 1 });
    const fieldsOf = async (from: Place) =>
      ((await contentsOf(from))['states/arxiv:1'] as { fields: unknown }).fields;
    expect(await fieldsOf(one)).toEqual(await fieldsOf(two));
    expect(await fieldsOf(one)).toMatchObject({
      status: {},
      position: {},
      starred: { value: false },
    });
    const paper = (await contentsOf(one))['papers/arxiv:1'] as { facts: object };
    // Of higher rank, or unknown here; what the same source said is of any age.
    expect(paper.facts).toMatchObject({ title: 'The', upvotes: 9, comments: 2 });
  });

  it('[XFER-2] cut short, it can be run again', async () => {
    const origin = await filled();
    const many = Array.from({ length: 400 }, (_, number) => ({
      id: `arxiv:2601.${number}`,
      facts: facts({ title: 'hf' }, { title: `Paper ${number}` }),
    }));
    await origin.use((library) => put(library, 'papers', many));
    const { path } = await archiveOf(origin);
    const target = place();
    await target.use(async (library) => {
      const stop = new AbortController();
      const running = importArchive(contextOf(library), path, stop.signal);
      await expect
        .poll(() => library.views.counts(0).all, { interval: 1, timeout: 20_000 })
        .toBeGreaterThan(0);
      stop.abort();
      expect(await running).toMatchObject({ ok: false, reason: 'stopped' });
      expect(library.views.counts(0).all).toBeLessThan(402);
    });
    expect(await take(target, path)).toMatchObject({ ok: true, changed: 0 });
    expect(await contentsOf(target)).toEqual(await contentsOf(origin));
    expect(pdfsIn(target)).toEqual(pdfsIn(origin));
  });

  it('[FILE-3] a PDF that is gone or damaged is left out, and so is what says that it is here', async () => {
    const origin = await filled();
    const [gone, damaged] = await origin.use(async (library) => [
      await storePdf(library, 'arxiv:1', '%PDF-1.7 gone'),
      await storePdf(library, 'arxiv:1', '%PDF-1.7 damaged'),
    ]);
    await rm(gone!);
    await writeFile(damaged!, '%PDF-1.7 DAMAGED');
    const made = await archiveOf(origin);
    expect(made).toMatchObject({ documents: 10, pdfs: 2 });
    const target = place();
    await take(target, made.path);
    expect(Object.keys(pdfsIn(target))).toHaveLength(2);
    expect(
      Object.keys(await contentsOf(target)).filter((key) => key.startsWith('files/')),
    ).toHaveLength(2);
  });

  it('[XFER-1] removes what was not finished, and gives each its own name', async () => {
    const origin = await filled();
    await mkdir(join(origin.folder, 'exports'));
    writeFileSync(join(origin.folder, 'exports', 'offprint-2026-11-20.zip.part'), 'half');
    writeFileSync(join(origin.folder, 'exports', 'mine.txt'), 'kept');
    await archiveOf(origin);
    await archiveOf(origin);
    const names = readdirSync(join(origin.folder, 'exports')).sort();
    expect(names).toEqual(['mine.txt', 'offprint-2026-11-21-2.zip', 'offprint-2026-11-21.zip']);
  });
});

/** Takes a file in, and makes sure that it is refused and nothing is another than before. */
async function refusal(target: Place, path: string): Promise<string> {
  const before = await contentsOf(target);
  const result = await take(target, path);
  expect(await contentsOf(target)).toEqual(before);
  expect(existsSync(join(target.folder, 'pdf'))).toBe(false);
  return result.ok ? 'taken in' : result.reason;
}

/** What reading all of an archive finds, in this thread. */
async function verdict(path: string): Promise<string> {
  try {
    await examineArchive(path, OUR_LIBRARY, () => {});
    return 'good';
  } catch (error) {
    return archiveFailure(error).reason;
  }
}

async function zipOf(path: string, files: readonly (readonly [string, string | Buffer])[]) {
  const zip = new ZipFile();
  const options = { compress: false, forceDosTimestamp: true };
  for (const [name, content] of files) zip.addBuffer(Buffer.from(content), name, options);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

const MIMETYPE = ['mimetype', 'application/vnd.offprint.archive+zip'] as const;
const manifestOf = (change: object) =>
  JSON.stringify({
    ...{ kind: 'offprint-archive', format: 1, libraryFormat: 2, program: '1', at: 'now' },
    ...{ documents: {}, pdfs: { count: 0, bytes: 0 } },
    ...change,
  });

describe('an archive that is not as it should be', () => {
  it('[XFER-2] is refused with a reason, wherever it was cut off or changed', async () => {
    const origin = await filled();
    const whole = readFileSync((await archiveOf(origin)).path);
    const target = place();
    const path = join(root, 'changed.zip');
    for (let cut = 1; cut < 24; cut += 1) {
      writeFileSync(path, whole.subarray(0, Math.floor((whole.length * cut) / 24)));
      expect(await verdict(path)).toBe('truncated');
    }
    expect(await refusal(target, path)).toBe('truncated');
    let seed = 20_261_121;
    const reasons = new Set<string>();
    for (let run = 0; run < 40; run += 1) {
      seed = (seed * 48_271) % 2_147_483_647;
      const changed = Buffer.from(whole);
      // Not in the first bytes, which say that it is an archive.
      changed[100 + (seed % (whole.length - 100))]! ^= 0x41;
      writeFileSync(path, changed);
      reasons.add(await verdict(path));
      if (run === 0) expect(await refusal(target, path)).toBe(await verdict(path));
    }
    // A time of day in a header is nothing that is taken in.
    reasons.delete('good');
    expect([...reasons].every((reason) => /^(damaged|truncated)$/.test(reason))).toBe(true);
    expect(reasons.has('damaged')).toBe(true);
  });

  it('[SAFE-3] is refused for a name that leads elsewhere, is there twice, or is none of ours', async () => {
    const path = join(root, 'names.zip');
    const evil = [
      '../../../../evil',
      '/etc/evil-evil-ev',
      'C:\\evil-evil-evil',
      'pdf/../../evil-ev',
    ];
    for (const name of evil) {
      const plain = 'x'.repeat(name.length);
      await zipOf(path, [MIMETYPE, [plain, 'bad'], ['manifest.json', manifestOf({})]]);
      const bytes = readFileSync(path).toString('latin1').replaceAll(plain, name);
      writeFileSync(path, bytes, 'latin1');
      expect(await verdict(path)).toBe('damaged');
    }
    await zipOf(path, [MIMETYPE, ['notes.txt', 'x'], ['manifest.json', manifestOf({})]]);
    expect(await verdict(path)).toBe('damaged');
    await zipOf(path, [MIMETYPE, ['manifest.json', manifestOf({})], ['manifest.json', '{}']]);
    expect(await verdict(path)).toBe('damaged');
    expect(existsSync(join(root, '..', 'evil'))).toBe(false);
  });

  it('[SYNC-6] is refused when it is of a newer version, foreign, or says what it does not hold', async () => {
    const path = join(root, 'manifest.zip');
    const reasonOf = async (change: object) => {
      await zipOf(path, [MIMETYPE, ['manifest.json', manifestOf(change)]]);
      return verdict(path);
    };
    expect(await reasonOf({ format: 2, documents: 'another way' })).toBe('newer-version');
    expect(await reasonOf({ libraryFormat: 999 })).toBe('newer-version');
    expect(await reasonOf({ pdfs: { count: 1, bytes: 1 } })).toBe('damaged');
    const papers = { count: 1, sha256: '0'.repeat(64) };
    expect(await reasonOf({ documents: { papers } })).toBe('damaged');
    expect(await reasonOf({ kind: 'other' })).toBe('damaged');
    await zipOf(path, [MIMETYPE]);
    expect(await verdict(path)).toBe('damaged');
    await zipOf(path, [['word/document.xml', 'x']]);
    expect(await verdict(path)).toBe('not-an-archive');
    writeFileSync(path, 'a saved page');
    expect(await verdict(path)).toBe('not-an-archive');
    expect(await verdict(join(root, 'nothing.zip'))).toBe('disk-error');
  });

  it('[XFER-2] is refused for a document that is none, though its hash be right', async () => {
    const path = join(root, 'documents.zip');
    for (const line of ['{}', 'null', '[1]', '{"id":7}', '{"id":"\\ud800"}', '{"id":"a"', '']) {
      const content = `${line}\n`;
      const sha256 = createHash('sha256').update(content).digest('hex');
      const manifest = manifestOf({ documents: { states: { count: 1, sha256 } } });
      const files = [MIMETYPE, ['documents/states.jsonl', content], ['manifest.json', manifest]];
      await zipOf(path, files as never);
      expect(await verdict(path)).toBe('damaged');
    }
  });
});
