import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { FileReason } from '../../../src-shared/contract/index.ts';
import { type Disk, diskReason, piecesOf, realDisk, remove, settle } from './disk.ts';
import type { Identity } from './identify/index.ts';
import { Inspector } from './inspect.ts';
import { PartFile, type ShapeProblem } from './part-file.ts';
import { PART_FOLDER, PDF_FOLDER, pdfPath } from './paths.ts';

/** A PDF of the user's own that lies in the data folder, and what it was found to be. */
export type OwnPdf = {
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  /** Null where only the file's password would tell. */
  readonly pages: number | null;
  /** What the user calls the file. */
  readonly name: string;
  readonly identity: Identity;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The paper that it is said to be of, whatever the file says. */
  readonly of?: string;
};

/** The paper of a PDF; `isNew`: it was not in the library before. */
export type OwnPaper = { readonly paperId: string; readonly isNew: boolean };

/** A stored PDF's paper. */
export type KnownPdf = { readonly paperId: string; readonly pages: number | null };

/** What taking in own PDFs needs to know. */
export type OwnPdfsOptions = {
  readonly dataDir: string;
  readonly now: () => number;
  /** The paper that a PDF of this content is stored for. */
  readonly knownBy: (sha256: string) => Promise<KnownPdf | undefined>;
  /** Called when the file is in its place; finds its paper and stores what is known of both. */
  readonly onStored: (pdf: OwnPdf) => Promise<OwnPaper>;
  /**
   * Runs `work`, which puts a file in its place and tells the library, so that nobody takes the same
   * file out meanwhile. Runs it at once when left out.
   */
  readonly place?: (
    file: { readonly sha256: string; readonly bytes: number },
    work: () => Promise<void>,
  ) => Promise<unknown>;
  /** The real disk when left out. */
  readonly disk?: Disk;
  /** To be shared, and closed by who made it; one of its own when left out. */
  readonly inspector?: Inspector;
};

/** Why a file is not taken in. */
export type OwnPdfReason =
  | Extract<FileReason, ShapeProblem | 'disk-full' | 'disk-error' | 'cancelled'>
  | 'timeout';

/** What became of a file of the user's own. */
export type OwnPdfResult =
  | ({ readonly ok: true; readonly pages: number | null } & OwnPaper)
  | { readonly ok: false; readonly reason: OwnPdfReason };

/** Takes in PDFs of the user's own (FILE-4). */
export interface OwnPdfs {
  /**
   * Takes in the file at `path`, which is only read; `name` is what the user calls it. A file whose
   * content is here already changes nothing. It is the PDF of the paper `of`, where one is named.
   * Failures are results.
   */
  import(path: string, name: string, signal?: AbortSignal, of?: string): Promise<OwnPdfResult>;
  /** Stops what is being taken in, which is `cancelled`. */
  close(): Promise<void>;
}

type Copied = { readonly sha256: string; readonly bytes: number };

/** Makes the way in for PDFs of the user's own. */
export function createOwnPdfs(options: OwnPdfsOptions): OwnPdfs {
  const inspector = options.inspector ?? new Inspector();
  const closing = new AbortController();
  const running = new Set<Promise<OwnPdfResult>>();
  return {
    import: (path, name, signal, of) => {
      const signals = signal ? [signal, closing.signal] : [closing.signal];
      const task = { path, name, of, signal: AbortSignal.any(signals), inspector };
      const result = attempt(options, task).finally(() => running.delete(result));
      running.add(result);
      return result;
    },
    close: async () => {
      closing.abort();
      await Promise.all(running);
      if (!options.inspector) await inspector.close();
    },
  };
}

async function attempt(options: OwnPdfsOptions, given: Omit<Task, 'part'>): Promise<OwnPdfResult> {
  const part = join(options.dataDir, PART_FOLDER, `${randomBytes(20).toString('hex')}.part`);
  try {
    return await takeIn(options, { ...given, part });
  } catch (error) {
    return { ok: false, reason: given.signal.aborted ? 'cancelled' : diskReason(error) };
  } finally {
    await remove(part).catch(() => {});
  }
}

type Task = {
  readonly path: string;
  readonly name: string;
  readonly part: string;
  readonly signal: AbortSignal;
  readonly inspector: Inspector;
  readonly of: string | undefined;
};

/** The file is in its place before anything tells of it. */
async function takeIn(options: OwnPdfsOptions, task: Task): Promise<OwnPdfResult> {
  const { part, name, signal, inspector, of } = task;
  const copied = await copy(options.disk ?? realDisk, task);
  if ('reason' in copied) return copied;
  const known = await options.knownBy(copied.sha256);
  if (known) {
    await place(options, copied, () => putInPlace(options, part, copied.sha256));
    return { ok: true, ...known, isNew: false };
  }
  const found = await inspector.identify(part, name, signal);
  if (!found.ok) return found;
  const { pages, identity } = found;
  const paper = await place(options, copied, async () => {
    await putInPlace(options, part, copied.sha256);
    const at = options.now();
    return options.onStored({ ...copied, pages, name, identity, at, ...(of && { of }) });
  });
  return { ok: true, pages, ...paper };
}

async function place<T>(options: OwnPdfsOptions, file: Copied, work: () => Promise<T>): Promise<T> {
  if (!options.place) return work();
  const done: T[] = [];
  await options.place(file, async () => {
    done.push(await work());
  });
  return done[0]!;
}

function putInPlace(options: OwnPdfsOptions, part: string, sha256: string): Promise<void> {
  const place = pdfPath(join(options.dataDir, PDF_FOLDER), sha256);
  return settle(options.disk ?? realDisk, part, place, sha256);
}

/** What is hashed, looked at and kept is one copy: the original may change meanwhile. */
async function copy(
  disk: Disk,
  { path, part, signal }: Task,
): Promise<Copied | { readonly ok: false; readonly reason: ShapeProblem }> {
  const file = await PartFile.begin(disk, part);
  try {
    for await (const piece of piecesOf(path)) {
      signal.throwIfAborted();
      await file.append(piece);
      if (!file.mayBePdf) return { ok: false, reason: 'not-pdf' };
    }
  } finally {
    await file.close();
  }
  const reason = file.problem(null);
  return reason ? { ok: false, reason } : { sha256: file.digest(), bytes: file.bytes };
}
