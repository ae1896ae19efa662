import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { EvictResult, KeptBecause } from '../../../src-shared/contract/index.ts';
import { Serial } from '../store/index.ts';
import { remove } from './disk.ts';
import { type KeepFacts, keptBecause, type ReadTimes } from './keeping.ts';
import { type Content, type Held, Ledger, type ReadFiles } from './ledger.ts';
import { PaperWords } from './paper-words.ts';
import { PDF_FOLDER, pdfPath } from './paths.ts';
import { chooseForRoom, evictableBytes } from './room.ts';
import { piecesOfList } from './turns.ts';
import type { PdfRoom } from './types.ts';
import { Unsettled } from './unsettled.ts';

/** What the shelf asks of the library. */
export type ShelfLibrary = {
  readonly readFiles: ReadFiles;
  readonly readTimes: ReadTimes;
  /** Ids of files whose papers bear marks, those in the trash included, as far as lists know. */
  annotatedFiles(): ReadonlySet<string>;
  /** Ids of files of these papers, under whatever id they were stored. */
  filesOf(paperIds: readonly string[]): ReadonlySet<string>;
  /** Every id that a paper has gone by. */
  idsOf(paperId: string): readonly string[];
  /** Papers that have a tab. */
  openPapers(): readonly string[];
  /** Ids of files that a policy wants to be here. */
  wantedFiles(): ReadonlySet<string>;
  /** Whether any of these papers bears marks, those in the trash included. */
  areMarked(paperIds: readonly string[]): Promise<boolean>;
  /**
   * Takes the documents of these files out of the library, in one go that no mark can come between,
   * except of papers that bear marks after all. Answers with those taken out.
   */
  release(files: readonly Held[]): Promise<readonly Held[]>;
  /** As `release`, of papers that were let go for ever, marks or not. */
  remove(files: readonly Held[]): Promise<readonly Held[]>;
};

/** What the shelf works with. */
export type ShelfOptions = {
  readonly dataDir: string;
  /** Holds pins and what is unsettled in plain tables, `pdf_…`. */
  readonly db: DatabaseSync;
  readonly library: ShelfLibrary;
  /** Bytes; null without bounds. */
  readonly quota: () => number | null;
  /** Told after an eviction; `byUser` says whether by hand. */
  readonly onEvicted: (files: readonly Held[], byUser: boolean) => void;
};

/** For whom a file is placed. */
type Placing = 'own' | 'user' | 'policy' | 'spare';

/** Files whose documents are taken out at a time. */
const GROUP = 25;

/** The PDFs on this machine: what they use, what may go, and the quota (FILE-5). */
export class Shelf implements PdfRoom {
  readonly ledger: Ledger;
  readonly #options: ShelfOptions;
  readonly #pins: PaperWords<'pinned'>;
  readonly #unsettled: Unsettled;
  /** Whoever puts a file into the folder or takes one out does so one after the other. */
  readonly #serial = new Serial();

  constructor(options: ShelfOptions) {
    this.#options = options;
    this.ledger = new Ledger(options.library.readFiles);
    this.#pins = new PaperWords(options.db, 'pdf_pins');
    this.#unsettled = new Unsettled(options.db);
  }

  isPinned(paperId: string): boolean {
    const isAny = this.#pins.size > 0;
    return isAny && this.#options.library.idsOf(paperId).some((id) => this.#pins.has(id));
  }

  /** Keeps PDFs of papers from eviction, or lets them go. */
  pin(paperIds: readonly string[], pinned: boolean): void {
    if (pinned) this.#pins.set(paperIds, 'pinned');
    else this.#pins.remove(paperIds);
  }

  /** What keeps PDFs at the moment, as far as lists know. */
  facts(): KeepFacts {
    const { library } = this.#options;
    const annotated = library.annotatedFiles();
    const papers = new Set(library.openPapers());
    const open = library.filesOf([...papers]);
    const pinned = library.filesOf([...this.#pins.keys()]);
    return {
      // Asked both ways, as lists may lag.
      isPinned: ({ id, paperId }) => this.#pins.has(paperId) || pinned.has(id),
      isAnnotated: ({ id }) => annotated.has(id),
      isOpen: ({ id, paperId }) => papers.has(paperId) || open.has(id),
    };
  }

  mayHold(bytes: number, by: 'user' | 'policy'): boolean {
    const quota = this.#options.quota();
    if (quota === null) return true;
    const excess = this.ledger.total.bytes + bytes - quota;
    return excess <= 0 || evictableBytes(this.ledger, this.facts(), this.#spared(by)) >= excess;
  }

  /**
   * As the queue's room; the user's `own` file is always placed, and what may go for it goes; for a
   * `spare` one nothing goes.
   */
  place(
    { sha256, bytes }: { readonly sha256: string; readonly bytes: number },
    by: Placing,
    work: () => Promise<void>,
  ): Promise<boolean> {
    return this.#serial.run(async () => {
      await this.ledger.catchUp();
      const coming = this.ledger.content(sha256) ? 0 : bytes;
      const isRoom = await this.#makeRoom(coming, by);
      if (!isRoom && by !== 'own') return false;
      this.#unsettled.begin([sha256]);
      try {
        await work();
      } finally {
        await this.ledger.catchUp();
        await this.#settle([sha256]);
      }
      return true;
    });
  }

  /**
   * As `place`, of a file that nobody asked for by itself: what may not be evicted is always placed,
   * anything else where there is room without evicting for it.
   */
  async receive(
    file: Pick<Held, 'paperId' | 'sha256' | 'bytes' | 'origin' | 'url'>,
    work: () => Promise<void>,
  ): Promise<boolean> {
    const { areMarked } = this.#options.library;
    const isLasting = file.origin === 'own' || !URL.canParse(file.url);
    const stays = isLasting || this.isPinned(file.paperId) || (await areMarked([file.paperId]));
    return this.place(file, stays ? 'own' : 'spare', work);
  }

  /** Evicts what may go until the quota is kept, as after it was lowered. */
  async enforce(): Promise<void> {
    await this.#serial.run(async () => {
      await this.ledger.catchUp();
      await this.#makeRoom(0, 'own');
    });
  }

  /** Takes PDFs of papers off this machine, as far as they may go. */
  async evict(paperIds: readonly string[]): Promise<EvictResult> {
    const evicted: string[] = [];
    const kept: { id: string; because: KeptBecause }[] = [];
    let freed = 0;
    for (const ids of piecesOfList([...new Set(paperIds)], GROUP)) {
      const result = await this.#serial.run(() => this.#evictPapers(ids));
      freed += result.freed;
      evicted.push(...result.evicted);
      kept.push(...result.kept);
    }
    return { freed, evicted, kept };
  }

  /** Takes every PDF of those of the papers that are gone for good off this machine. */
  async discard(paperIds: readonly string[]): Promise<void> {
    await this.#serial.run(async () => {
      await this.ledger.catchUp();
      const { library } = this.#options;
      const ids = paperIds.flatMap((id) => library.idsOf(id));
      const files = ids.flatMap((id) => this.ledger.ofPaper(id));
      await this.#take(files, (going) => library.remove(going));
      const isWithout = (id: string): boolean => this.ledger.ofPaper(id).length === 0;
      this.pin(ids.filter(isWithout), false);
    });
  }

  /** Finishes what a crash left between the library and the disk. */
  async tidy(): Promise<void> {
    await this.#serial.run(async () => {
      const hashes = this.#unsettled.all();
      if (hashes.length === 0) return;
      await this.ledger.catchUp();
      await this.#settle(hashes);
    });
  }

  /** Learns what is stored: before, it takes the shelf for empty. To be called at the start. */
  learn(): Promise<void> {
    return this.#serial.run(() => this.ledger.catchUp());
  }

  /** Resolves when nothing of what was asked for goes on any more. */
  idle(): Promise<void> {
    return this.#serial.idle();
  }

  #spared(by: Placing): ReadonlySet<string> {
    return by === 'policy' ? this.#options.library.wantedFiles() : new Set();
  }

  /** Whether so many bytes more keep the quota now; nothing goes where that is not enough. */
  async #makeRoom(coming: number, by: Placing): Promise<boolean> {
    const spared = new Set(this.#spared(by));
    for (;;) {
      const quota = this.#options.quota();
      const excess = quota === null ? 0 : this.ledger.total.bytes + coming - quota;
      if (excess <= 0) return true;
      if (by === 'spare') return false;
      const { library } = this.#options;
      const { readTimes, areMarked } = library;
      const rules = { facts: this.facts(), spared, readTimes, areMarked };
      const { chosen, isEnough } = await chooseForRoom(this.ledger, excess, rules);
      if (chosen.length === 0 || (!isEnough && by !== 'own')) return false;
      await this.#evictContents(chosen);
      // What is still here has got marks meanwhile.
      for (const { sha256 } of chosen)
        for (const { id } of this.ledger.content(sha256)?.files ?? []) spared.add(id);
    }
  }

  async #evictContents(contents: readonly Content[]): Promise<void> {
    for (const group of piecesOfList(contents, GROUP)) {
      const released = await this.#release(group.flatMap(({ files }) => files));
      if (released.length > 0) this.#options.onEvicted(released, false);
    }
  }

  async #evictPapers(paperIds: readonly string[]): Promise<EvictResult> {
    await this.ledger.catchUp();
    const facts = this.facts();
    const filesOf = (id: string): readonly Held[] =>
      this.#options.library.idsOf(id).flatMap((each) => this.ledger.ofPaper(each));
    const files = paperIds.flatMap(filesOf);
    const had = paperIds.filter((id) => filesOf(id).length > 0);
    const before = this.ledger.total.bytes;
    const released = await this.#release(files.filter((file) => keptBecause(file, facts) === null));
    if (released.length > 0) this.#options.onEvicted(released, true);
    // One that was not kept before has got a mark meanwhile.
    const kept = had.flatMap((id) =>
      filesOf(id)
        .slice(0, 1)
        .map((file) => ({ id, because: keptBecause(file, facts) ?? ('annotated' as const) })),
    );
    const evicted = had.filter((id) => filesOf(id).length === 0);
    return { freed: before - this.ledger.total.bytes, evicted, kept };
  }

  /** Documents first, then files: what a crash leaves in between is a file that nobody names. */
  async #take(
    files: readonly Held[],
    release: (files: readonly Held[]) => Promise<readonly Held[]>,
  ): Promise<readonly Held[]> {
    if (files.length === 0) return [];
    const hashes = [...new Set(files.map(({ sha256 }) => sha256))];
    this.#unsettled.begin(hashes);
    const released = await release(files);
    await this.ledger.catchUp();
    await this.#settle(hashes);
    return released;
  }

  #release(files: readonly Held[]): Promise<readonly Held[]> {
    return this.#take(files, (going) => this.#options.library.release(going));
  }

  /** Removes files that no document names. One that is in use on Windows waits for the next start. */
  async #settle(hashes: readonly string[]): Promise<void> {
    const done: string[] = [];
    for (const sha256 of hashes) {
      try {
        const folder = join(this.#options.dataDir, PDF_FOLDER);
        if (!this.ledger.content(sha256)) await remove(pdfPath(folder, sha256));
        done.push(sha256);
      } catch {
        // Stays noted.
      }
    }
    this.#unsettled.end(done);
  }
}
