import { setImmediate } from 'node:timers/promises';
import type { Entry } from 'yauzl';
import type { EventKind } from '../../../../src-shared/contract/index.ts';
import type { Shelf } from '../../files/index.ts';
import { isUnresolved, type Mutations, purgedAmong } from '../../library/index.ts';
import {
  type CollectionName,
  type Fields,
  type FileDocument,
  latestClock,
  putMany,
  readMany,
} from '../../store/index.ts';
import { type ArchiveFailure, ArchiveRefusal, archiveFailure } from './failure.ts';
import { documentsName, pdfName } from './format.ts';
import { OUR_LIBRARY, runArchiveJob } from './job.ts';
import { linesOf, parseDocument } from './lines.ts';
import { type AnyDocument, mergeDocument } from './merge-document.ts';
import { storePdf } from './store-pdfs.ts';
import { type OpenArchive, openArchive } from './zip-file.ts';

/** The library that an archive is taken into. */
export type ImportContext = {
  readonly dataDir: string;
  readonly mutations: Mutations;
  /** Where PDFs go, so that the quota is kept (FILE-5). */
  readonly shelf: Pick<Shelf, 'receive'>;
};

/** What an import did. `new` and `changed` count documents of every kind. */
export type ArchiveImport =
  | {
      readonly ok: true;
      readonly documents: number;
      readonly new: number;
      readonly changed: number;
      /** Papers in the archive. */
      readonly papers: number;
      readonly newPapers: number;
      /** Papers that were known and of which anything is new: a fact, a mark, a note, a PDF. */
      readonly changedPapers: number;
      /** Ids of the archive's papers, the first thousand of them. */
      readonly ids: readonly string[];
      /** Papers whose arXiv id is not known. */
      readonly unresolved: number;
      /** PDFs that were not here. */
      readonly newPdfs: number;
      /** PDFs for which the quota had no room; they can be fetched again. */
      readonly pdfsLeftOut: number;
    }
  | ArchiveFailure;

/** Papers before what hangs on them. Files come last: marks keep their PDFs. */
const ORDER: readonly CollectionName[] = [
  'papers',
  'aliases',
  'listings',
  'states',
  'collections',
  'memberships',
  'annotations',
  'notes',
  'searches',
  'settings',
  'devices',
];

const KINDS: readonly EventKind[] = [
  'papers',
  'annotations',
  'notes',
  'files',
  'listings',
  'settings',
  'trash',
];

/** Documents of one transaction: a user's own write never waits long. */
const CHUNK = 50;
const MOST_IDS = 1_000;

/**
 * Takes an archive into the library by merging: what is the same or newer here stays. It is read to
 * its end and checked before anything is changed. An import that was cut short can simply be run
 * again. Never rejects; `stopped` when it was aborted, and what was taken in by then stays.
 */
export async function importArchive(
  context: ImportContext,
  path: string,
  signal: AbortSignal,
): Promise<ArchiveImport> {
  const examined = await runArchiveJob({ kind: 'examine', path, library: OUR_LIBRARY }, signal);
  if (!examined.ok) return examined;
  const work = new Import(context, signal);
  try {
    const archive = await openArchive(path, OUR_LIBRARY);
    try {
      return await work.run(archive);
    } finally {
      archive.close();
    }
  } catch (error) {
    return archiveFailure(error);
  } finally {
    work.announce();
  }
}

class Import {
  readonly #context: ImportContext;
  readonly #signal: AbortSignal;
  readonly #ids: string[] = [];
  #unresolved = 0;
  #documents = 0;
  #new = 0;
  #changed = 0;
  #newPdfs = 0;
  #pdfsLeftOut = 0;
  readonly #newPapers = new Set<string>();
  readonly #touchedPapers = new Set<string>();

  constructor(context: ImportContext, signal: AbortSignal) {
    this.#context = context;
    this.#signal = signal;
  }

  async run(archive: OpenArchive): Promise<ArchiveImport> {
    for (const collection of ORDER) await this.#takeIn(archive, collection);
    await this.#takeInFiles(archive);
    return {
      ok: true,
      documents: this.#documents,
      new: this.#new,
      changed: this.#changed,
      papers: archive.manifest.documents.papers?.count ?? 0,
      newPapers: this.#newPapers.size,
      changedPapers: [...this.#touchedPapers].filter((id) => !this.#newPapers.has(id)).length,
      ids: this.#ids,
      unresolved: this.#unresolved,
      newPdfs: this.#newPdfs,
      pdfsLeftOut: this.#pdfsLeftOut,
    };
  }

  /** Tells whoever listens that anything may be another now. */
  announce(): void {
    if (this.#new + this.#changed === 0) return;
    const { events } = this.#context.mutations.context;
    for (const kind of KINDS) events.changed(kind, 'many');
  }

  async #takeIn(archive: OpenArchive, collection: CollectionName): Promise<void> {
    let chunk: AnyDocument[] = [];
    for await (const document of this.#documentsOf(archive, collection)) {
      if (collection === 'papers') this.#note(document.id);
      chunk.push(document);
      if (chunk.length < CHUNK) continue;
      await this.#merge(collection, chunk);
      chunk = [];
    }
    if (chunk.length > 0) await this.#merge(collection, chunk);
  }

  async *#documentsOf(
    archive: OpenArchive,
    collection: CollectionName,
  ): AsyncGenerator<AnyDocument> {
    const entry = archive.entries.get(documentsName(collection));
    if (!entry) return;
    for await (const line of linesOf(await archive.read(entry))) {
      this.#documents += 1;
      yield parseDocument(line) as AnyDocument;
    }
  }

  /** A document of a file says that it is here, so each comes with its PDF or not at all. */
  async #takeInFiles(archive: OpenArchive): Promise<void> {
    for await (const document of this.#documentsOf(archive, 'files')) {
      const file = document as unknown as FileDocument;
      const entry = archive.entries.get(pdfName(String(file.sha256)));
      if (entry && !(await this.#isPurged(file.paperId)))
        await this.#takeInFile(archive, entry, file);
    }
  }

  async #takeInFile(archive: OpenArchive, entry: Entry, file: FileDocument): Promise<void> {
    this.#requireGoingOn();
    const { dataDir, shelf } = this.#context;
    const target = { dataDir, tick: () => this.#requireGoingOn() };
    const sized = { ...file, bytes: entry.uncompressedSize };
    const isPlaced = await shelf.receive(sized, async () => {
      if (await storePdf(archive, entry, file.sha256, target)) this.#newPdfs += 1;
      await this.#merge('files', [sized]);
    });
    if (!isPlaced) this.#pdfsLeftOut += 1;
  }

  /** What was let go for ever here does not come back by itself. */
  async #isPurged(paperId: string): Promise<boolean> {
    return (await purgedAmong(this.#context.mutations, [paperId])).has(paperId);
  }

  #note(paperId: string): void {
    if (this.#ids.length < MOST_IDS) this.#ids.push(paperId);
    if (isUnresolved(paperId)) this.#unresolved += 1;
  }

  async #merge(collection: CollectionName, told: readonly AnyDocument[]): Promise<void> {
    this.#requireGoingOn();
    const { mutations } = this.#context;
    await mutations.exclusively(async () => {
      // The collections differ in their documents' types; what comes was checked to be one of ours.
      const documents = mutations.context.store.collections[collection] as never;
      const known = await readMany<AnyDocument>(
        documents,
        told.map(({ id }) => id),
      );
      const written = told.filter((one) => this.#isNews(collection, known.get(one.id), one));
      const merged = written.map((one) => {
        const before = known.get(one.id);
        return before ? mergeDocument(collection, before, one) : one;
      });
      for (const one of merged) this.#observe(one);
      await putMany<AnyDocument>(documents, merged);
      await mutations.follower.follow();
    });
    await setImmediate();
  }

  #isNews(collection: CollectionName, known: AnyDocument | undefined, told: AnyDocument): boolean {
    if (known && mergeDocument(collection, known, told) === known) return false;
    if (known) this.#changed += 1;
    else this.#new += 1;
    const paperId = paperOf(collection, told);
    if (paperId !== null) this.#touchedPapers.add(paperId);
    if (paperId !== null && collection === 'papers' && !known) this.#newPapers.add(paperId);
    return true;
  }

  /** What is written next must count as later than what came. */
  #observe({ fields }: AnyDocument): void {
    if (fields) this.#context.mutations.context.clock.observe(latestClock(fields as Fields));
  }

  #requireGoingOn(): void {
    if (this.#signal.aborted) throw new ArchiveRefusal('stopped', 'it was cancelled');
  }
}

/** The paper that a document speaks of; null where it is of none. */
function paperOf(collection: CollectionName, { id, paperId }: AnyDocument): string | null {
  if (collection === 'papers' || collection === 'states') return id;
  return typeof paperId === 'string' ? paperId : null;
}
