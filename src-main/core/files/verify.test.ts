import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type KnownFile, pdfPath, verifyFiles } from './index.ts';
import { removeFolder } from './test-files.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'offprint-verify-'));
});

afterEach(() => removeFolder(dataDir));

function put(content: string): KnownFile & { readonly path: string; readonly inside: string } {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const path = pdfPath(join(dataDir, 'pdf'), sha256);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  const inside = `pdf/${sha256.slice(0, 2)}/${sha256.slice(2)}.pdf`;
  return { sha256, bytes: content.length, path, inside };
}

/** What was just written must be older than the look at it. */
async function verify(known: readonly KnownFile[], partials: readonly string[] = []) {
  await new Promise((resolve) => setTimeout(resolve, 60));
  return verifyFiles(dataDir, known, partials);
}

test('[CLI-3] finds nothing where all is well, and nothing in an empty folder', async () => {
  expect(await verify([])).toEqual([]);
  expect(await verify([put('one'), put('two')])).toEqual([]);
});

test('[CLI-3] finds missing, shortened and changed PDFs, each once', async () => {
  const [intact, gone, short, changed] = [put('one'), put('two'), put('three'), put('four')];
  rmSync(gone.path);
  truncateSync(short.path, 2);
  writeFileSync(changed.path, 'FOUR');
  const found = await verify([intact, gone, gone, short, changed]);
  expect(found).toEqual([
    { kind: 'pdf-missing', subject: gone.inside, sha256: gone.sha256, path: gone.inside },
    { kind: 'pdf-damaged', subject: short.inside, sha256: short.sha256, path: short.inside },
    { kind: 'pdf-damaged', subject: changed.inside, sha256: changed.sha256, path: changed.inside },
  ]);
});

test('[CLI-3] finds what belongs to nothing, and partial downloads that nobody goes on with', async () => {
  const known = put('one');
  const orphan = put('two');
  mkdirSync(join(dataDir, 'tmp'));
  for (const name of ['a.part', 'b.part']) writeFileSync(join(dataDir, 'tmp', name), 'half');
  expect(await verify([known], ['tmp/a.part'])).toEqual([
    { kind: 'pdf-orphan', subject: orphan.inside, sha256: null, path: orphan.inside },
    { kind: 'partial-download', subject: 'tmp/b.part', sha256: null, path: 'tmp/b.part' },
  ]);
});

test('[CLI-3] follows no link out of the folder', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'offprint-elsewhere-'));
  const file = put('one');
  rmSync(join(file.path, '..'), { recursive: true });
  writeFileSync(join(elsewhere, file.path.slice(-66)), 'one');
  symlinkSync(elsewhere, join(file.path, '..'));
  symlinkSync(elsewhere, join(dataDir, 'tmp'));
  expect(await verify([file])).toMatchObject([{ kind: 'pdf-missing', sha256: file.sha256 }]);
  removeFolder(elsewhere);
});

test('[CLI-3] says nothing of a download that begins meanwhile', async () => {
  const looking = verifyFiles(dataDir, []);
  mkdirSync(join(dataDir, 'tmp'));
  writeFileSync(join(dataDir, 'tmp', 'new.part'), 'begun');
  expect(await looking).toEqual([]);
});
