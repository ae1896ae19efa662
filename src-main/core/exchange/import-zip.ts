import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { type ImportReport, MAX_INCOMING_BYTES } from '../../../src-shared/contract/index.ts';
import type { OwnPdfs } from '../files/index.ts';
import {
  importReferences,
  type NamedReferences,
  type ReferencesContext,
} from './import-references.ts';
import { INCOMING_FOLDER } from './incoming.ts';
import { NOTHING } from './reports.ts';
import { sniff } from './sniff.ts';

/** What a ZIP of references and PDFs is taken into. */
export type ZipContext = ReferencesContext & {
  readonly dataDir: string;
  readonly ownPdfs: Pick<OwnPdfs, 'import'>;
};

const REFERENCES = /\.(?:rdf|bib|ris|json)$/i;
const MOST_REFERENCE_BYTES = 128 * 1024 * 1024;
/** Files of references in one ZIP, and files in all. */
const MOST_REFERENCES = 20;
const MOST_ENTRIES = 200_000;

/**
 * Takes in what Zotero exports with its files, packed as a ZIP; null where no references are in it.
 * Names in it lead to no file but those within it (SAFE-3). Throws what the library's database throws.
 */
export async function importZip(
  context: ZipContext,
  path: string,
  signal: AbortSignal,
): Promise<ImportReport | null> {
  const zip = await openPromise(path, { autoClose: false }).catch(() => undefined);
  if (!zip) return null;
  try {
    const entries = await entriesOf(zip);
    return entries && (await new ZipImport(context, zip, entries, signal).run());
  } finally {
    zip.close();
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry> | null> {
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.size >= MOST_ENTRIES) return null;
      entries.set(entry.fileName.normalize('NFC'), entry);
    }
    return entries;
  } catch {
    return null;
  }
}

class ZipImport {
  readonly #context: ZipContext;
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #signal: AbortSignal;

  constructor(
    context: ZipContext,
    zip: ZipFile,
    entries: ReadonlyMap<string, Entry>,
    signal: AbortSignal,
  ) {
    this.#context = context;
    this.#zip = zip;
    this.#entries = entries;
    this.#signal = signal;
  }

  async run(): Promise<ImportReport | null> {
    const names = [...this.#entries.keys()].filter((name) => REFERENCES.test(name));
    const reports: ImportReport[] = [];
    for (const name of names.slice(0, MOST_REFERENCES)) {
      const report = await this.#takeReferences(name);
      if (report) reports.push(report);
    }
    return reports.length === 0 ? null : joined(reports);
  }

  #takeReferences(name: string): Promise<ImportReport | null> {
    const entry = this.#entries.get(name)!;
    if (entry.uncompressedSize > MOST_REFERENCE_BYTES) return Promise.resolve(null);
    return this.#unpacked(entry, null, async (path) => {
      const layout = await sniff(path);
      if (layout === 'pdf' || layout === 'zip' || layout === 'page') return null;
      const file: NamedReferences = { path, name: posix.basename(name), layout };
      const report = await importReferences(this.#context, file, this.#signal);
      return this.#takeFiles(name, report);
    });
  }

  async #takeFiles(name: string, report: ImportReport): Promise<ImportReport> {
    const { attachments = [], ...rest } = report;
    const problems = [...rest.problems];
    for (const { path, paperId, line } of attachments) {
      if (this.#signal.aborted) break;
      const reason = await this.#takeFile(posix.dirname(name), path, paperId);
      if (reason) problems.push({ line, reason });
    }
    return { ...rest, problems };
  }

  async #takeFile(folder: string, named: string, of: string) {
    const inside = posix.join(folder, named.replaceAll('\\', '/')).normalize('NFC');
    const entry = this.#entries.get(inside);
    if (!entry || entry.uncompressedSize > MAX_INCOMING_BYTES) return 'missing-file' as const;
    return this.#unpacked(entry, 'damaged' as const, async (path) => {
      const { ownPdfs } = this.#context;
      const done = await ownPdfs.import(path, posix.basename(inside), this.#signal, of);
      return done.ok ? null : done.reason;
    });
  }

  /** Runs `work` on a copy, which is thrown away; `damaged` where it cannot be unpacked. */
  async #unpacked<T, D>(
    entry: Entry,
    damaged: D,
    work: (path: string) => Promise<T>,
  ): Promise<T | D> {
    const folder = join(this.#context.dataDir, INCOMING_FOLDER);
    const path = join(folder, `${randomBytes(16).toString('hex')}.unpacked`);
    try {
      await mkdir(folder, { recursive: true });
      const content = await this.#zip.openReadStreamPromise(entry).catch(() => undefined);
      if (!content) return damaged;
      const isWritten = await pipeline(content, createWriteStream(path)).then(
        () => true,
        () => false,
      );
      return isWritten ? await work(path) : damaged;
    } finally {
      await rm(path, { force: true }).catch(() => {});
    }
  }
}

/** What several files of references told, in one. */
function joined(reports: readonly ImportReport[]): ImportReport {
  const sum = (key: 'papers' | 'new' | 'changed' | 'unresolved'): number =>
    reports.reduce((all, report) => all + report[key], 0);
  const left = reports.reduce((all, { problemsLeftOut = 0 }) => all + problemsLeftOut, 0);
  return {
    ...NOTHING,
    layout: 'zotero',
    ...{ papers: sum('papers'), new: sum('new'), changed: sum('changed') },
    unresolved: sum('unresolved'),
    ids: reports.flatMap(({ ids }) => ids).slice(0, 1_000),
    problems: reports.flatMap(({ problems }) => problems),
    ...(left > 0 && { problemsLeftOut: left }),
  };
}
