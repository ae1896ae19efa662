import { join } from 'node:path';
import {
  backUpBeforeMigration,
  type DueResult,
  finishRestore,
  type RestoreResult,
  scheduleBackups,
} from './backup/index.ts';
import { Calls } from './calls.ts';
import { type Health, wasLeftOpen } from './doctor/index.ts';
import { removeStrayParts } from './files/index.ts';
import { keepDoing } from './keep-doing.ts';
import { LocalStore } from './local/index.ts';
import { acquireLock, type Endpoint, type Lock } from './lock/index.ts';
import { type CoreRouter, createRouter } from './router.ts';
import { requireLibraryFile, type StartReason, startReasonOf } from './start-failure.ts';
import { LibraryStore } from './store/index.ts';
import { type Wired, type WiringOptions, wire } from './wiring/index.ts';

/** What a core needs to know. */
export type CoreOptions = WiringOptions & {
  /** Whether to sync by the clock and go on with the queue of PDFs: yes for a window, no for a command. */
  readonly background: boolean;
};

/** `detail` is for a log. */
export type OpenCoreResult =
  | { readonly ok: true; readonly core: Core }
  | { readonly ok: false; readonly reason: 'running'; readonly endpoint: Endpoint | null }
  | { readonly ok: false; readonly reason: StartReason; readonly detail: string };

/** A running core: it owns a data folder until it is closed. */
export type Core = {
  readonly router: CoreRouter;
  /** New at each start. */
  readonly epoch: string;
  readonly dataDir: string;
  /** Holds the PDFs as `ab/cdef….pdf`, by SHA-256. */
  readonly pdfDir: string;
  /** Tells other processes where this core listens. */
  publish(endpoint: Endpoint): void;
  /** Refuses calls that come from now on, finishes those under way, gives the folder back. */
  close(): Promise<void>;
};

const PDF_FOLDER = 'pdf';
/** After the start, so that the window stands first. */
const FIRST_MS = 60_000;
const HOUR_MS = 60 * 60 * 1000;
/** Time for the calls under way when what they wait for has stopped; the shells wait longer. */
const CALLS_MS = 3_000;

/** Opens the core on a data folder that no other core holds. */
export async function openCore(options: CoreOptions): Promise<OpenCoreResult> {
  const acquired = acquireLock(options.dataDir);
  if (!acquired.ok) return acquired;
  try {
    return { ok: true, core: await startCore(options, acquired.lock) };
  } catch (error) {
    acquired.lock.release();
    return { ok: false, reason: startReasonOf(error), detail: String(error) };
  }
}

async function startCore(options: CoreOptions, lock: Lock): Promise<Core> {
  const { dataDir } = options;
  reportRestore(await finishRestore(dataDir));
  const local = new LocalStore(dataDir);
  let store: LibraryStore | undefined;
  try {
    requireLibraryFile(dataDir, local.get('generation'));
    const leftOpen = wasLeftOpen(dataDir);
    store = await LibraryStore.open(dataDir, () => backUpBeforeMigration(dataDir));
    const parts = await wire(options, local, store);
    if (options.background)
      await removeStrayParts(dataDir, parts.files.partials()).catch(reportUntidy('the downloads'));
    // What cut the last run short may have harmed the file too.
    if (leftOpen && options.background) void parts.health.check();
    return running(options, lock, parts);
  } catch (error) {
    await store?.close();
    local.close();
    throw error;
  }
}

function running({ dataDir, background }: CoreOptions, lock: Lock, parts: Wired): Core {
  if (background) {
    parts.listings.start();
    parts.files.start();
    parts.policies.start();
    parts.texts.start();
    parts.search.start();
    parts.sync.start().catch(reportUntidy('the other machines'));
  }
  const stopBackups = background
    ? scheduleBackups(parts.backups, (result) => reportBackup(result, parts.health))
    : undefined;
  const stopTidying = background ? keepTidy(parts) : undefined;
  const calls = new Calls();
  let closed: Promise<void> | undefined;
  return {
    router: createRouter(parts, calls),
    epoch: parts.events.epoch,
    dataDir,
    pdfDir: join(dataDir, PDF_FOLDER),
    publish: (endpoint) => lock.publish(endpoint),
    close: () => {
      stopBackups?.();
      stopTidying?.();
      closed ??= shutDown(parts, calls).finally(() => lock.release());
      return closed;
    },
  };
}

function reportRestore(result: RestoreResult | null): void {
  if (result?.ok === false)
    console.error(`offprint: the backup was not restored (${result.reason}): ${result.detail}`);
}

function reportBackup(result: DueResult, health: Health): void {
  if (result.ok) return;
  console.error(`offprint: no backup was made (${result.reason}): ${result.detail}`);
  if (result.reason === 'damaged') void health.check();
}

/** Lets go hourly of what has lain in the trash, or among the exports, for its time. */
function keepTidy({ trash, exports }: Wired): () => void {
  const pace = { firstMs: FIRST_MS, everyMs: HOUR_MS };
  const stops = [
    keepDoing(() => trash.expire(), reportUntidy('the trash'), pace),
    keepDoing(() => exports.tidy(), reportUntidy('the exports'), pace),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function reportUntidy(what: string): (error: unknown) => void {
  return (error) => console.error(`offprint: ${what} could not be gone through: ${error}`);
}

/** What fetches stops first, then what is being written is finished, then the files are closed. */
async function shutDown(parts: Wired, calls: Calls): Promise<void> {
  calls.close();
  const { listings, files, policies, ownPdfs, exchange, exports, texts, backups } = parts;
  const { mutations, local } = parts;
  const { store, readModel, events } = mutations.context;
  const working = [
    parts.health,
    exchange,
    exports,
    parts.pdfMarks,
    parts.references,
    listings,
    files,
    policies,
    ownPdfs,
    texts,
    parts.search,
    parts.sync,
    backups,
  ];
  await Promise.all(working.map((part) => part.close()));
  await calls.idle(CALLS_MS);
  await parts.shelf.idle();
  await mutations.idle();
  mutations.follower.close();
  events.close();
  readModel.close();
  await store.close();
  local.close();
}
