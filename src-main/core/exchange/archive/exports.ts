import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArchiveReport } from '../../../../src-shared/contract/index.ts';
import { Serial } from '../../store/index.ts';
import { EXPORT_FOLDER, freeExportName, isExport, isUnfinishedExport } from './export-file.ts';
import { OUR_LIBRARY, runArchiveJob } from './job.ts';

/** Archives that were made and not taken away take up room for so long. */
const KEPT_MS = 24 * 60 * 60 * 1000;

export type ExportsOptions = {
  readonly dataDir: string;
  /** Version of the program. */
  readonly version: string;
  readonly clock: { now(): number };
};

/** Makes lossless archives, one at a time, in a thread of its own. */
export class Exports {
  readonly #options: ExportsOptions;
  readonly #serial = new Serial();
  readonly #closing = new AbortController();

  constructor(options: ExportsOptions) {
    this.#options = options;
  }

  /** Writes one into the folder of exports, verified; older ones than a day are removed first. */
  exportArchive(): Promise<ArchiveReport> {
    return this.#serial.run(() => this.#export());
  }

  /** Removes what is older than a day or was not finished. */
  async tidy(): Promise<void> {
    const { dataDir, clock } = this.#options;
    await this.#serial.run(() => tidy(join(dataDir, EXPORT_FOLDER), clock.now()));
  }

  /** Ends what is under way. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#serial.idle();
  }

  async #export(): Promise<ArchiveReport> {
    const { dataDir, version, clock } = this.#options;
    const folder = join(dataDir, EXPORT_FOLDER);
    const at = clock.now();
    const names = await tidy(folder, at);
    const name = freeExportName(at, names);
    const target = join(folder, name);
    const order = {
      kind: 'write',
      library: OUR_LIBRARY,
      program: version,
      ...{ dataDir, target, at },
    } as const;
    const made = await runArchiveJob(order, this.#closing.signal);
    if (!made.ok) {
      console.error(`offprint: no archive was written (${made.reason}): ${made.detail}`);
      return { ok: false, reason: reasonOf(made.reason) };
    }
    const { bytes, documents, pdfs } = made;
    return { ok: true, name, path: target, bytes, documents, pdfs };
  }
}

type Refused = Extract<ArchiveReport, { ok: false }>['reason'];

function reasonOf(reason: string): Refused {
  const known: readonly Refused[] = ['disk-full', 'disk-error', 'stopped'];
  return known.find((one) => one === reason) ?? 'damaged';
}

/** Removes what is old or was not finished; the names that stay. */
async function tidy(folder: string, now: number): Promise<Set<string>> {
  const names = await readdir(folder).catch(() => []);
  const kept = new Set<string>();
  for (const name of names) {
    const path = join(folder, name);
    const isOld = now - ((await stat(path).catch(() => null))?.mtimeMs ?? now) > KEPT_MS;
    const isGoing = isUnfinishedExport(name) || (isExport(name) && isOld);
    // One that is just being read stays on Windows, until the next time.
    const isGone = isGoing && (await rm(path, { force: true }).then(yes, no));
    if (!isGone) kept.add(name);
  }
  return kept;
}

const yes = (): boolean => true;
const no = (): boolean => false;
