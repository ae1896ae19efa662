import type { ListingsStatus, UpstreamFailure } from '../../../../src-shared/contract/index.ts';
import type { Clock } from '../clock.ts';
import type { Arxiv, PaperSink } from '../types.ts';
import { addDays, dayOf } from './calendar.ts';
import type { CategoryMemory, ListingsJournal } from './journal.ts';
import type { ListingsLibrary } from './library.ts';
import { isOld, Since } from './timing.ts';

/** What reading categories works with. */
export type CategoriesOptions = {
  readonly arxiv: Arxiv;
  readonly sink: PaperSink;
  readonly library: ListingsLibrary;
  readonly clock: Clock;
  readonly journal: ListingsJournal;
  readonly onChange: () => void;
};

/** Does one request in its turn, the user's or the background's. */
export type TakeTurn = <T>(work: () => Promise<T>) => Promise<T>;

type Sweep = NonNullable<CategoryMemory['sweep']>;
type Trouble = {
  readonly failure: UpstreamFailure;
  readonly since: Since;
  readonly restMs: number;
};

const HOUR_MS = 60 * 60 * 1000;
const READ_EVERY_MS = 12 * HOUR_MS;
/** More is read an hour later: arXiv is everyone's. */
const MOST_PAPERS = 500;
/** What a new subscription begins with, in days. */
const FIRST_DAYS = 3;
/** A longer absence than this, in days, is not made up for. */
const LONGEST_ABSENCE = 30;
const RETRY_MS = 15 * 60 * 1000;

/**
 * Reads the arXiv categories that the user subscribed to: what was announced since they were read
 * last, page by page. How far a reading came is remembered after each page.
 */
export class Categories {
  readonly #options: CategoriesOptions;
  readonly #troubles = new Map<string, Trouble>();
  readonly #lastRead = new Map<string, Since>();
  #subscribed: readonly string[] = [];

  constructor(options: CategoriesOptions) {
    this.#options = options;
  }

  status(): ListingsStatus['categories'] {
    return this.#subscribed.map((category) => ({
      category,
      readAt: this.#options.journal.category(category).readAt,
      failure: this.#troubles.get(category)?.failure ?? null,
    }));
  }

  /** Learns what the user is subscribed to now. */
  async update(): Promise<void> {
    const { arxivCategories } = await this.#options.library.settings();
    if (arxivCategories.join() === this.#subscribed.join()) return;
    this.#subscribed = arxivCategories;
    this.#options.onChange();
  }

  /** Reads those that are due, or `all`. Throws what the sink throws, and where `signal` is aborted. */
  async read(all: boolean, take: TakeTurn, signal: AbortSignal): Promise<void> {
    await this.update();
    for (const category of this.#subscribed) {
      if (signal.aborted) return;
      if (all || this.#isDue(category)) await this.#read(category, take, signal);
    }
  }

  #isDue(category: string): boolean {
    const trouble = this.#troubles.get(category);
    if (trouble) return trouble.since.passed() >= trouble.restMs;
    const { readAt, sweep } = this.#options.journal.category(category);
    const read = this.#lastRead.get(category);
    if (sweep) return read === undefined || read.passed() >= HOUR_MS;
    if (read) return read.passed() >= READ_EVERY_MS;
    return isOld(readAt, this.#options.clock.now(), READ_EVERY_MS);
  }

  async #read(category: string, take: TakeTurn, signal: AbortSignal): Promise<void> {
    const { journal, clock, onChange } = this.#options;
    let sweep: Sweep | null = this.#begin(journal.category(category));
    for (let taken = 0; sweep && taken < MOST_PAPERS; ) {
      const { since, offset }: Sweep = sweep;
      const answer = await take(() =>
        this.#options.arxiv.fetchRecent({ category, since, offset }, signal),
      );
      if (!answer.ok) return this.#failed(category, answer.failure);
      const { papers, problems, next } = answer.value;
      await this.#options.sink.merge({ papers, at: clock.now() });
      taken += Math.max(1, papers.length + problems.length);
      sweep = this.#turnPage(category, sweep, next);
    }
    this.#troubles.delete(category);
    this.#lastRead.set(category, new Since(clock));
    onChange();
  }

  #begin({ readAt, sweep }: CategoryMemory): Sweep {
    if (sweep) return sweep;
    const now = this.#options.clock.now();
    const today = dayOf(now);
    // A time that lies ahead was told by a clock that was wrong.
    const isKnown = readAt !== null && readAt <= now;
    const wanted = isKnown ? dayOf(readAt) : addDays(today, -FIRST_DAYS);
    const earliest = addDays(today, -LONGEST_ABSENCE);
    return { since: wanted < earliest ? earliest : wanted, offset: 0, beganAt: now };
  }

  /** What is announced while a reading goes on, for days perhaps, is read by the next. */
  #turnPage(category: string, sweep: Sweep, next: number | null): Sweep | null {
    const { journal } = this.#options;
    const isOver = next === null || next <= sweep.offset;
    const { readAt } = journal.category(category);
    const rest = isOver ? null : { ...sweep, offset: next };
    journal.saveCategory(category, { readAt: isOver ? sweep.beganAt : readAt, sweep: rest });
    return rest;
  }

  #failed(category: string, failure: UpstreamFailure): void {
    if (failure.reason === 'cancelled') return;
    const { clock, onChange } = this.#options;
    const restMs = failure.retryAt ? failure.retryAt - clock.now() : RETRY_MS;
    // arXiv will not get to know the category within minutes.
    const isWrong = failure.reason === 'bad-request' || failure.reason === 'not-found';
    const trouble = { since: new Since(clock), restMs: isWrong ? READ_EVERY_MS : restMs };
    this.#troubles.set(category, { failure, ...trouble });
    onChange();
  }
}
