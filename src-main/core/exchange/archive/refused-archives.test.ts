import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { openTestLibrary } from '../../library/test-library.ts';
import { examineArchive } from './examine.ts';
import { archiveFailure } from './failure.ts';
import { OUR_LIBRARY } from './job.ts';
import { archiveOf, contentsOf, fill, type Place, placeIn, take } from './test-places.ts';

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
