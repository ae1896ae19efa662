import { rm } from 'node:fs/promises';
import type { ImportReport, IncomingResult } from '../../../src-shared/contract/index.ts';
import type { OwnPdfs } from '../files/index.ts';
import { type ImportSink, isUnresolved } from '../library/index.ts';
import { Serial } from '../store/index.ts';
import { importPage } from './import-page.ts';
import { importReferences, type ReferencesContext } from './import-references.ts';
import { importZip } from './import-zip.ts';
import { type Announced, type Arrived, Incoming } from './incoming.ts';
import { NOTHING, refused } from './reports.ts';
import { sniff } from './sniff.ts';

/** What the way in for files works with. */
export type ExchangeOptions = {
  readonly dataDir: string;
  readonly sink: ImportSink;
  readonly ownPdfs: Pick<OwnPdfs, 'import'>;
  /** What references are taken into. */
  readonly references: ReferencesContext;
  /** Takes in a ZIP file; null where it is no archive of ours. */
  readonly importArchive: (path: string, signal: AbortSignal) => Promise<ImportReport | null>;
};

type Running = { readonly stop: AbortController; readonly done: Promise<ImportReport> };

/** The way in for files: they arrive in pieces, and what each is, its content tells. */
export class Exchange {
  readonly #options: ExchangeOptions;
  readonly #incoming: Incoming;
  readonly #serial = new Serial();
  readonly #running = new Map<string, Running>();

  constructor(options: ExchangeOptions) {
    this.#options = options;
    this.#incoming = new Incoming(options.dataDir);
  }

  /** See the contract. */
  begin(announced: Announced): Promise<IncomingResult> {
    return this.#incoming.begin(announced);
  }

  append(id: string, offset: number, piece: Uint8Array): Promise<IncomingResult> {
    return this.#incoming.append(id, offset, piece);
  }

  /**
   * Takes in a file that has arrived whole, after those that were asked for before; asked again
   * meanwhile, it is the same import. A PDF is that of the paper `of`, where one is named. Throws what
   * the library's database throws.
   */
  import(id: string, of?: string): Promise<ImportReport> {
    const running = this.#running.get(id);
    if (running) return running.done;
    const stop = new AbortController();
    const done = this.#serial.run(() => this.#import(id, stop.signal, of));
    this.#running.set(id, { stop, done });
    const forget = (): void => void this.#running.delete(id);
    done.then(forget, forget);
    return done;
  }

  /** Throws a file away that has not been imported, or ends its import. */
  async discard(id: string): Promise<void> {
    this.#running.get(id)?.stop.abort();
    await this.#incoming.discard(id);
  }

  /** Ends what is under way; returns when nothing more will be stored. */
  async close(): Promise<void> {
    const running = [...this.#running.values()];
    for (const { stop } of running) stop.abort();
    await Promise.allSettled(running.map(({ done }) => done));
    await this.#incoming.close();
  }

  async #import(id: string, signal: AbortSignal, of?: string): Promise<ImportReport> {
    if (signal.aborted) return refused('unknown', 'cancelled');
    const file = await this.#incoming.take(id);
    if (!file) return refused('unknown', 'incomplete');
    try {
      return await this.#dispatch(file, signal, of);
    } finally {
      // A leftover is thrown away at the next start.
      await rm(file.path, { force: true }).catch(() => {});
    }
  }

  async #dispatch(file: Arrived, signal: AbortSignal, of?: string): Promise<ImportReport> {
    const kind = await sniff(file.path).catch(() => undefined);
    if (kind === undefined) return refused('unknown', 'disk-error');
    if (kind === 'pdf') return this.#importPdf(file, signal, of);
    // What was named as a paper's PDF brings no papers of its own.
    if (of !== undefined) return refused('unknown', 'not-pdf');
    if (kind === 'page') return importPage(file, this.#options.sink, signal);
    if (kind === 'zip') return this.#importZip(file, signal);
    return importReferences(this.#options.references, { ...file, layout: kind }, signal);
  }

  async #importZip({ path }: Arrived, signal: AbortSignal): Promise<ImportReport> {
    const { importArchive, references, dataDir, ownPdfs } = this.#options;
    const report = await importArchive(path, signal);
    const found = report ?? (await importZip({ ...references, dataDir, ownPdfs }, path, signal));
    return found ?? refused('unknown', 'not-a-listing');
  }

  async #importPdf(
    { path, name }: Arrived,
    signal: AbortSignal,
    of: string | undefined,
  ): Promise<ImportReport> {
    const result = await this.#options.ownPdfs.import(path, name, signal, of);
    if (!result.ok) return refused('pdf', result.reason);
    const { paperId, isNew } = result;
    return {
      layout: 'pdf',
      ...NOTHING,
      papers: 1,
      new: isNew ? 1 : 0,
      ids: [paperId],
      unresolved: isUnresolved(paperId) ? 1 : 0,
      problems: [],
    };
  }
}
