import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { FetchResult } from '../../../src-shared/contract/index.ts';
import { type Clock, createHttp, ManualClock } from '../listings/index.ts';
import { createFiles, type Files, type FilesOptions, type StoredPdf } from './index.ts';
import { Inspector } from './inspect.ts';

/** What a test's queue is made with. */
export type TestFilesOptions = {
  readonly origin: string;
  readonly dataDir?: string;
  readonly clock?: Clock;
  readonly idleMs?: number;
  readonly disk?: FilesOptions['disk'];
  readonly sourceOf?: FilesOptions['sourceOf'];
  readonly room?: FilesOptions['room'];
  /** A second host that files may come from. */
  readonly otherOrigin?: string;
};

/** A queue in a folder of its own, with what it told to be stored. */
export type TestFiles = {
  readonly files: Files;
  readonly dataDir: string;
  readonly queueDb: DatabaseSync;
  readonly stored: Map<string, StoredPdf>;
  /** Fetches and waits for one paper. */
  get(paperId: string): Promise<FetchResult>;
  /** Files under `pdf` and `tmp`, relative, with `/`, sorted. */
  left(): string[];
  /** Ends the queue as the end of the program does. */
  shut(): Promise<void>;
};

/** One for all tests of a file, since its worker takes a while to begin; it ends with the process. */
const inspector = new Inspector();

/** Opens a queue; a paper `x` is at `<origin>/pdf/x`. `stored` outlives a restart where it is passed on. */
export function openTestFiles(
  {
    origin,
    clock = new ManualClock({ jumping: true }),
    idleMs = 5_000,
    ...given
  }: TestFilesOptions,
  stored = new Map<string, StoredPdf>(),
): TestFiles {
  const dataDir = given.dataDir ?? mkdtempSync(join(tmpdir(), 'offprint-files-'));
  const queueDb = new DatabaseSync(join(dataDir, 'local.sqlite'));
  const origins = { huggingFace: origin, arxiv: origin, arxivPdf: origin };
  const policies = [origin, given.otherOrigin ?? origin].map((host) => ({
    ...{ purpose: 'arxiv-pdf' as const, operator: host, origins: [host], refusedMs: 0 },
    ...{ pace: null, searchPace: null },
  }));
  const http = createHttp({ version: 'test', origins, clock, limits: { idleMs }, policies });
  const sourceOf =
    given.sourceOf ?? (async (id: string) => ({ url: `${origin}/pdf/${id}`, version: 2 }));
  const files = createFiles({
    ...{ dataDir, http, clock, queueDb, disk: given.disk, room: given.room, inspector },
    ...{ sourceOf, knownSourceOf: sourceOf },
    storedOf: async (id) => stored.get(id),
    onStored: async (file) => void stored.set(file.paperId, file),
  });
  return {
    ...{ files, dataDir, queueDb, stored },
    get: async (id) => {
      await files.fetch([id], { first: false });
      return (await files.wait([id]))[0]!;
    },
    left: () => [...filesIn(dataDir, 'pdf'), ...filesIn(dataDir, 'tmp')],
    shut: async () => {
      await files.close();
      queueDb.close();
    },
  };
}

function filesIn(dataDir: string, folder: string): string[] {
  if (!existsSync(join(dataDir, folder))) return [];
  const entries = readdirSync(join(dataDir, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dataDir.length + 1))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

/** Removes a test's folder. */
export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true });
}

/** Resolves when the condition holds; rejects after five seconds. */
export async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 5_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
