import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '../../../src-shared/contract/index.ts';
import { hashOf } from './disk.ts';
import { PART_FOLDER, PDF_FOLDER, pdfPath } from './paths.ts';

/** A file that should be there. */
export type KnownFile = { readonly sha256: string; readonly bytes: number };

/** Something wrong with the files of a data folder. `path` is relative to it, with `/`. */
export type FileProblem = {
  readonly kind: Extract<
    Finding['kind'],
    'pdf-missing' | 'pdf-damaged' | 'pdf-orphan' | 'partial-download'
  >;
  readonly subject: string;
  /** Of the known file that is missing or damaged; null for what is not known. */
  readonly sha256: string | null;
  readonly path: string;
};

/**
 * Compares the PDFs of a data folder with those that are known (CLI-3): each is read to its end and
 * hashed, a piece at a time. Links are not followed. `partials` are downloads that will go on, see
 * `Files.partials`.
 */
export async function verifyFiles(
  dataDir: string,
  known: Iterable<KnownFile>,
  partials: Iterable<string> = [],
): Promise<FileProblem[]> {
  const began = Date.now();
  const expected = new Map(
    [...known].map(({ sha256, bytes }) => [toPath(sha256), { sha256, bytes }]),
  );
  const present = await filesUnder(dataDir, PDF_FOLDER);
  const problems: FileProblem[] = [];
  for (const [path, file] of expected) {
    const kind = present.has(path) ? await examine(join(dataDir, path), file) : 'pdf-missing';
    if (kind) problems.push({ kind, subject: path, sha256: file.sha256, path });
  }
  const isExpected = (path: string): boolean => expected.has(path) || goingOn.has(path);
  const goingOn = new Set(partials);
  for (const path of [...present, ...(await filesUnder(dataDir, PART_FOLDER))]) {
    // A download that began or ended meanwhile is not known to the caller yet.
    if (isExpected(path) || !(await isOlder(join(dataDir, path), began))) continue;
    const kind = path.startsWith(`${PDF_FOLDER}/`) ? 'pdf-orphan' : 'partial-download';
    problems.push({ kind, subject: path, sha256: null, path });
  }
  return problems;
}

/** Coarser than this, no clock of a file system that we meet is. */
const CLOCK_STEP_MS = 20;

async function isOlder(path: string, time: number): Promise<boolean> {
  try {
    return (await stat(path)).ctimeMs < time - CLOCK_STEP_MS;
  } catch {
    return false;
  }
}

function toPath(sha256: string): string {
  return pdfPath(PDF_FOLDER, sha256).replaceAll('\\', '/');
}

async function examine(
  path: string,
  { sha256, bytes }: KnownFile,
): Promise<'pdf-damaged' | undefined> {
  try {
    const isIntact = (await stat(path)).size === bytes && (await hashOf(path)) === sha256;
    return isIntact ? undefined : 'pdf-damaged';
  } catch {
    return 'pdf-damaged';
  }
}

/** Regular files, relative to the data folder, sorted. A folder that is a link counts as empty. */
async function filesUnder(dataDir: string, folder: string): Promise<Set<string>> {
  const found: string[] = [];
  const pending = (await childrenOf(dataDir, '')).some(isFolderNamed(folder)) ? [folder] : [];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const child of await childrenOf(dataDir, next)) {
      if (child.isDirectory()) pending.push(`${next}/${child.name}`);
      else if (child.isFile()) found.push(`${next}/${child.name}`);
    }
  }
  return new Set(found.sort());
}

function isFolderNamed(name: string): (entry: Dirent) => boolean {
  return (entry) => entry.name === name && entry.isDirectory();
}

async function childrenOf(dataDir: string, folder: string): Promise<Dirent[]> {
  try {
    return await readdir(join(dataDir, folder), { withFileTypes: true });
  } catch {
    return [];
  }
}
