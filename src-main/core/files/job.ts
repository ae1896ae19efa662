import { join } from 'node:path';
import type { FileReason } from '../../../src-shared/contract/index.ts';
import { diskReason, RESERVE_BYTES, remove, settle } from './disk.ts';
import type { Inspector } from './inspect.ts';
import { PART_FOLDER, PDF_FOLDER, partName, pdfPath } from './paths.ts';
import type { Row, Rows } from './rows.ts';
import {
  failed,
  type TransferFailure,
  type Transferred,
  type TransferTools,
  transfer,
} from './transfer.ts';
import type { FilesOptions, PdfSource, StoredPdf } from './types.ts';

/** What every download works with. */
export type JobTools = TransferTools & {
  readonly options: FilesOptions;
  readonly rows: Rows;
  readonly inspector: Inspector;
};

/** How a download ended. `cancelled`: by the user or because the program ends. */
export type JobResult = { readonly ok: true } | TransferFailure;

/** The download of one paper: fetch, check, put in place, tell. */
export class Job {
  readonly paperId: string;
  /** Host and port that it downloads from; null until it is known. */
  host: string | null = null;
  received = 0;
  expected: number | null = null;
  /** Set when the user wants nothing of it any more. */
  isUnwanted = false;
  /** Resolves when nothing of it goes on any more. */
  ended: Promise<void> = Promise.resolve();
  readonly #tools: JobTools;
  readonly #abort = new AbortController();

  constructor(tools: JobTools, paperId: string) {
    this.#tools = tools;
    this.paperId = paperId;
  }

  abort(): void {
    this.#abort.abort();
  }

  get isAborted(): boolean {
    return this.#abort.signal.aborted;
  }

  /** Fetches and stores the PDF. Failures are results, those of the disk included. */
  async run(source: PdfSource, onProgress: () => void): Promise<JobResult> {
    const path = this.#partPath(source.url);
    try {
      await this.#forgetOtherPart(source.url);
      const fetched = await this.#fetch(source.url, path, onProgress);
      const result = fetched.ok ? await this.#store(source, path, fetched) : fetched;
      if (this.isUnwanted || (!result.ok && result.next !== 'later')) await this.#discard(path);
      return result;
    } catch (error) {
      await this.#discard(path).catch(() => {});
      return failed(diskReason(error), 'never');
    }
  }

  #fetch(url: string, path: string, onProgress: () => void) {
    const { rows } = this.#tools;
    return transfer(this.#tools, {
      ...{ url, path, signal: this.#abort.signal },
      known: rows.get(this.paperId)?.part ?? null,
      onBegin: (part) => rows.change(this.paperId, { part }),
      admit: (expected, have) => this.#admit(expected, have),
      onProgress: (received, expected) => {
        Object.assign(this, { received, expected });
        onProgress();
      },
    });
  }

  async #store(source: PdfSource, path: string, fetched: Transferred): Promise<JobResult> {
    const { options, inspector, disk } = this.#tools;
    const pages = await this.#inspect(inspector, path, fetched.isJoined);
    if (typeof pages === 'object' && pages !== null) return pages;
    const { sha256, bytes } = fetched;
    const { paperId } = this;
    const isPlaced = await this.#place({ sha256, bytes }, async () => {
      await settle(disk, path, pdfPath(join(options.dataDir, PDF_FOLDER), sha256), sha256);
      const stored: StoredPdf = {
        paperId,
        sha256,
        bytes,
        pages,
        ...source,
        at: options.clock.now(),
      };
      await options.onStored(stored);
    });
    return isPlaced ? { ok: true } : failed('quota', 'never');
  }

  async #place(file: Pick<StoredPdf, 'sha256' | 'bytes'>, work: () => Promise<void>) {
    const { room } = this.#tools.options;
    if (room) return room.place(file, this.#by, work);
    await work();
    return true;
  }

  /** Why a file of so many bytes, of which some are here, need not be fetched at all. */
  async #admit(expected: number | null, have: number): Promise<FileReason | null> {
    const { options, disk } = this.#tools;
    const free = await disk.free(options.dataDir);
    const needed = (expected ?? have) - have + (this.#by === 'policy' ? RESERVE_BYTES : 0);
    if (free !== null && free < needed) return 'disk-full';
    if (expected === null) return null;
    return (options.room?.mayHold(expected, this.#by) ?? true) ? null : 'quota';
  }

  get #by(): Row['by'] {
    return this.#tools.rows.get(this.paperId)?.by ?? 'user';
  }

  /** The number of pages, null where it is not known, or why the file is of no use. */
  async #inspect(
    inspector: Inspector,
    path: string,
    isJoined: boolean,
  ): Promise<number | null | TransferFailure> {
    try {
      const inspection = await inspector.inspect(path, this.#abort.signal);
      if (inspection.ok) return inspection.pages;
      return failed(inspection.reason, isJoined ? 'afresh' : 'never');
    } catch (error) {
      if (this.isAborted) return failed('cancelled', 'later');
      throw error;
    }
  }

  /** The paper may be had from elsewhere by now, such as in a newer version. */
  async #forgetOtherPart(url: string): Promise<void> {
    const { rows } = this.#tools;
    const before = rows.get(this.paperId)?.url ?? null;
    if (before === url) return;
    if (before !== null) await remove(this.#partPath(before));
    rows.change(this.paperId, { url, part: null });
  }

  async #discard(path: string): Promise<void> {
    await remove(path);
    if (!this.isUnwanted) this.#tools.rows.note(this.paperId, { part: null });
  }

  #partPath(url: string): string {
    return join(this.#tools.options.dataDir, PART_FOLDER, partName(this.paperId, url));
  }
}
