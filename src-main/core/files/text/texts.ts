import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type NoAnswer, PdfThread, type ThreadLimits } from '../../threads/index.ts';
import { lengthOf } from '../disk.ts';
import { PDF_FOLDER, pdfPath } from '../paths.ts';
import { type Holder, TextStore } from './text-store.ts';
import type {
  ExtractedPage,
  TextAnswer,
  TextEntry,
  TextQuestion,
  TextReason,
  TextState,
} from './types.ts';

/** A page of what the store says of stored PDFs, oldest first, deleted ones included. */
export type HolderChanges = {
  readonly holders: readonly Holder[];
  readonly lastSequence: number;
};

/** What extraction needs to know. */
export type TextsOptions = {
  readonly dataDir: string;
  /** Random id of the store's history; another one means that all of it is followed anew. */
  readonly generation: string;
  /** At most `most` changes of stored PDFs after `sequence`. */
  readonly readChanges: (sequence: number, most: number) => HolderChanges;
  /** What can be read again later failed: the disk, not a PDF. */
  readonly onError: (error: unknown) => void;
  readonly limits?: Partial<ThreadLimits>;
};

/** How many PDFs are read, of how many; those that failed are no part of `done`. */
export type TextsStatus = {
  readonly done: number;
  readonly total: number;
  readonly failed: number;
};

/** The text of every stored PDF, extracted in the background (FILE-6). */
export interface Texts {
  /** Reads what waits, and from then on what comes. */
  start(): void;
  /** To be called after stored PDFs came or went. */
  wake(): void;
  status(): TextsStatus;
  /** Undefined where no PDF of this content was ever stored. */
  entry(sha256: string): TextEntry | undefined;
  /** Pages from `from` (counted from 1) on, in order, as far as they are read. */
  pages(sha256: string, from?: number, most?: number): readonly ExtractedPage[];
  /**
   * Texts whose outcome changed after `sequence`, in order: read, failed or removed. A follower
   * keeps `generation` beside the last sequence and starts at 0 when it differs.
   */
  changedSince(sequence: number, most: number): readonly TextEntry[];
  readonly generation: string;
  /** Reads everything again; texts stay until they are read anew. */
  rebuild(): void;
  /** Tells when the outcome of a PDF changed. Returns what ends that. */
  onChange(listener: () => void): () => void;
  /** Resolves when nothing waits any more, or reading was stopped. */
  idle(): Promise<void>;
  /** Stops; the rest is read after the next start. */
  close(): Promise<void>;
}

const LIMITS: ThreadLimits = { answerMs: 20_000, idleMs: 10_000, memory: 1.5 * 2 ** 30 };
/** Of documents and of pages at a time: some milliseconds. */
const FOLLOW_STEP = 250;
const PAGES_STEP = 16;
/** Times that a file may end the program, and pages that may end the worker. */
const MOST_TRIES = 3;
const MOST_LOST = 3;
/** What one file may take in all. */
const MOST_PAGES = 20_000;
const MOST_LETTERS = 64_000_000;
const MOST_MS = 10 * 60_000;

/** Opens the texts of a data folder. Nothing is read before `start`. Throws what SQLite throws. */
export function createTexts(options: TextsOptions): Texts {
  return new Extraction(options);
}

class Extraction implements Texts {
  readonly #options: TextsOptions;
  readonly #store: TextStore;
  readonly #thread: PdfThread<TextQuestion, TextAnswer>;
  readonly #listeners = new Set<() => void>();
  readonly #abort = new AbortController();
  #counts: ReadonlyMap<TextState, number> | undefined;
  #isStarted = false;
  #isAwake = false;
  #running: Promise<void> | undefined;

  constructor(options: TextsOptions) {
    this.#options = options;
    this.#store = new TextStore(options.dataDir);
    const program = new URL('./text-worker.ts', import.meta.url);
    this.#thread = new PdfThread(program, { ...LIMITS, ...options.limits });
  }

  get generation(): string {
    return this.#store.generation;
  }

  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#store.renew();
    this.wake();
  }

  wake(): void {
    this.#isAwake = true;
    if (!this.#isStarted || this.#abort.signal.aborted) return;
    this.#running ??= this.#run()
      .catch((error) => this.#options.onError(error))
      .finally(() => {
        this.#running = undefined;
        // It was woken after it had looked for the last time.
        if (this.#isAwake) this.wake();
      });
  }

  status(): TextsStatus {
    this.#counts ??= this.#store.counts();
    const count = (state: TextState): number => this.#counts?.get(state) ?? 0;
    const [done, failed] = [count('done') + count('no-text'), count('failed')];
    return { done, failed, total: done + failed + count('waiting') };
  }

  entry(sha256: string): TextEntry | undefined {
    return this.#store.get(sha256);
  }

  pages(sha256: string, from = 1, most = 100): readonly ExtractedPage[] {
    return this.#store.pages(sha256, from, most);
  }

  changedSince(sequence: number, most: number): readonly TextEntry[] {
    return this.#store.changedSince(sequence, most);
  }

  rebuild(): void {
    this.#store.rebuild();
    this.#announce();
    this.wake();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async close(): Promise<void> {
    this.#abort.abort();
    await this.idle();
    await this.#thread.close();
    this.#listeners.clear();
    this.#store.close();
  }

  async #run(): Promise<void> {
    await this.#follow();
    this.#store.sweep();
    this.#announce();
    for (let next = this.#store.next(); next && !this.#isClosed; next = this.#store.next()) {
      if (!(await this.#read(next))) return;
      this.#announce();
      if (this.#isAwake) await this.#follow();
    }
  }

  get #isClosed(): boolean {
    return this.#abort.signal.aborted;
  }

  /** Takes in which PDFs the store has now, giving way to other work between steps. */
  async #follow(): Promise<void> {
    this.#isAwake = false;
    const { generation, readChanges } = this.#options;
    for (let more = true; more && !this.#isClosed; ) {
      const followed = this.#store.followed(generation);
      const { holders, lastSequence } = readChanges(followed, FOLLOW_STEP);
      more = holders.length === FOLLOW_STEP;
      if (holders.length > 0 || followed === 0) {
        this.#store.follow(generation, lastSequence, holders, followed === 0);
        this.#counts = undefined;
      }
      await setImmediate();
    }
  }

  /** Reads one PDF to its end. False where reading has to stop. */
  async #read({ sha256, reached, pages }: TextEntry): Promise<boolean> {
    const path = pdfPath(join(this.#options.dataDir, PDF_FOLDER), sha256);
    if (this.#store.begin(sha256) > MOST_TRIES) return this.#fail(sha256, 'crashed');
    if ((await lengthOf(path)) === 0) return this.#fail(sha256, 'disk-error');
    const task = new Task({ path, from: reached + 1, total: pages });
    while (this.#isStill(sha256, task)) {
      const answered = await this.#thread.ask(task.question, this.#abort.signal);
      if (answered.ok) this.#take(sha256, task, answered.answer);
      else if (answered.reason === 'aborted' || answered.reason === 'unavailable') return false;
      else this.#miss(sha256, task, answered.reason);
    }
    return true;
  }

  /** Not where it was read, removed or begun anew meanwhile. */
  #isStill(sha256: string, task: Task): boolean {
    const entry = this.#store.get(sha256);
    return entry?.state === 'waiting' && entry.reached === task.from - 1;
  }

  #take(sha256: string, task: Task, answer: TextAnswer): void {
    if (!answer.ok) {
      const state = answer.reason === 'encrypted' ? 'no-text' : 'failed';
      this.#store.end(sha256, state, answer.reason);
      return;
    }
    const excess = task.advance(answer);
    if (excess) this.#fail(sha256, excess);
    else this.#store.add(sha256, answer);
  }

  /** Without an answer, the page that cost it is looked for and passed over. */
  #miss(sha256: string, task: Task, reason: Exclude<NoAnswer, 'aborted' | 'unavailable'>): void {
    if (!task.isAlone) task.isAlone = true;
    else if (task.total === null || task.missed >= MOST_LOST) this.#fail(sha256, reason);
    else this.#store.add(sha256, task.pass(task.total));
  }

  #fail(sha256: string, reason: TextReason): true {
    this.#store.end(sha256, 'failed', reason);
    return true;
  }

  #announce(): void {
    this.#counts = undefined;
    for (const listener of this.#listeners) listener();
  }
}

/** Where the reading of one PDF is. */
class Task {
  readonly #path: string;
  readonly #began = Date.now();
  from: number;
  #letters = 0;
  total: number | null;
  /** Whether pages are asked for one by one, to find the one that costs the worker. */
  isAlone = false;
  missed = 0;

  constructor({ path, from, total }: { path: string; from: number; total: number | null }) {
    this.#path = path;
    this.from = from;
    this.total = total;
  }

  get question(): TextQuestion {
    return { path: this.#path, from: this.from, most: this.isAlone ? 1 : PAGES_STEP };
  }

  /** Goes on behind an answer; the reason where the file takes more than a file may. */
  advance({ total, pages }: TextAnswer & { ok: true }): 'too-large' | 'timeout' | null {
    this.total = total;
    this.from += pages.length;
    this.isAlone = false;
    for (const { text } of pages) this.#letters += text.length;
    if (total > MOST_PAGES || this.#letters > MOST_LETTERS) return 'too-large';
    return Date.now() - this.#began > MOST_MS ? 'timeout' : null;
  }

  /** Passes over the page that was asked for. */
  pass(total: number): TextAnswer & { ok: true } {
    const page = this.from++;
    this.missed++;
    return { ok: true, total, pages: [{ page, text: '' }], lost: 1 };
  }
}
