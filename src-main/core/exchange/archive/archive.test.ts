import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestLibrary } from '../../library/test-library.ts';
import { type CollectionName, withValue } from '../../store/index.ts';
import { Exports, importArchive, isArchive } from './index.ts';
import {
  archiveOf,
  clockOf,
  contentsOf,
  contextOf,
  facts,
  fill,
  type Place,
  pdfsIn,
  placeIn,
  put,
  storePdf,
  take,
} from './test-places.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'offprint-archive-'));
});

afterEach(() => rm(root, { recursive: true, force: true }));

const place = (): Place => placeIn(root, openTestLibrary);

async function filled(): Promise<Place> {
  const made = place();
  await made.use(fill);
  return made;
}

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

  it('[XFER-1] removes archives of ours after a day', async () => {
    const origin = await filled();
    const { path } = await archiveOf(origin);
    const folder = join(origin.folder, 'exports');
    writeFileSync(join(folder, 'mine.zip'), 'kept');
    const { mtimeMs } = statSync(path);
    const tidyAt = async (at: number): Promise<string[]> => {
      const clock = { now: () => at };
      const exports = new Exports({ dataDir: origin.folder, version: '1', clock });
      await exports.tidy();
      await exports.close();
      return readdirSync(folder).sort();
    };
    const dayMs = 24 * 60 * 60 * 1000;
    expect(await tidyAt(mtimeMs + dayMs - 1_000)).toEqual(['mine.zip', 'offprint-2026-11-21.zip']);
    expect(await tidyAt(mtimeMs + dayMs + 1_000)).toEqual(['mine.zip']);
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
