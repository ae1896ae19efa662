import type {
  AddResult,
  Backfill,
  BackfillResult,
  ListingsStatus,
  RefreshResult,
  SyncReport,
  SyncRequest,
  UpstreamSearchRequest,
  UpstreamSearchResult,
} from '../../../src-shared/contract/index.ts';
import type { Clock } from './clock.ts';
import type { Http } from './http/index.ts';
import { ArxivAsker } from './jobs/arxiv-asker.ts';
import { type BackfillAct, Backfills } from './jobs/backfills.ts';
import { Categories } from './jobs/categories.ts';
import { Changes } from './jobs/changes.ts';
import { DaySync } from './jobs/day-sync.ts';
import type { ListingsJournal } from './jobs/journal.ts';
import type { ListingsLibrary, Pictures } from './jobs/library.ts';
import { PaperAsker } from './jobs/papers.ts';
import { everyBeat, RecentDays } from './jobs/rhythm.ts';
import { Searches } from './jobs/searches.ts';
import { Turns } from './jobs/turns.ts';
import { Versions } from './jobs/versions.ts';
import type { TitleResolver } from './titles/title-resolver.ts';
import type { Arxiv, HuggingFace, PaperSink } from './types.ts';

/**
 * The listings of a core: brings them, says how that goes, goes on by the clock. What cannot be
 * stored rejects; every failure of an upstream is a result.
 */
export interface Listings {
  /** Answers when every day was tried; a second sync waits for the first. */
  sync(request: SyncRequest): Promise<SyncReport>;
  status(): ListingsStatus;
  /** Calls the listener when the status changed, four times a second at most; returns what ends that. */
  onChange(listener: () => void): () => void;
  /** Ends the syncs under way, whose days are reported as `cancelled`, and what else a user waits for. */
  cancel(): void;
  /** Adds a paper by arXiv id or URL. */
  add(source: string): Promise<AddResult>;
  /** Asks for a paper's details, at most once a day unless `force`; `paperId` as it goes by now. */
  refresh(paperId: string, force: boolean): Promise<RefreshResult>;
  search(request: UpstreamSearchRequest): Promise<UpstreamSearchResult>;
  /** Begins to bring a range of days in the background; it goes on after `start`. */
  backfill(range: Pick<Backfill, 'from' | 'to'>): BackfillResult;
  steerBackfill(id: string, act: BackfillAct): BackfillResult;
  /** Reads the subscribed categories now; answers when each was tried. */
  readCategories(): Promise<void>;
  /**
   * arXiv's newest version of a paper, asked for where it is not known, together with those of
   * `alongside` (papers' ids); null where that takes long.
   */
  versionOf(arxivId: string, alongside?: () => readonly string[]): Promise<number | null>;
  /** Learns of changed settings. */
  settingsChanged(): void;
  /** Syncs the recent days, goes on with backfills, reads categories, looks for new versions. */
  start(): void;
  /** Ends what is under way; returns when nothing more will be merged. */
  close(): Promise<void>;
}

/** What listings work with. */
export type ListingsOptions = {
  readonly huggingFace: HuggingFace;
  readonly arxiv: Arxiv;
  readonly sink: PaperSink;
  readonly library: ListingsLibrary;
  readonly pictures: Pictures;
  readonly clock: Clock;
  readonly journal: ListingsJournal;
  /** Looks for papers that are known by their title alone, after `start`; nobody does when left out. */
  readonly titles?: TitleResolver;
  /** How each upstream does, and when that changed. */
  readonly health: Pick<Http, 'hosts' | 'onHealth'>;
  /** Told of what broke in the background, such as a store that cannot write. */
  readonly onError?: (error: unknown) => void;
};

/** Makes the listings; nothing is asked of an upstream before a call that says so, or `start`. */
export function createListings(options: ListingsOptions): Listings {
  return new LibraryListings(options);
}

class LibraryListings implements Listings {
  readonly #options: ListingsOptions;
  readonly #changes = new Changes();
  readonly #turns = new Turns();
  readonly #closing = new AbortController();
  readonly #days: DaySync;
  readonly #papers: PaperAsker;
  readonly #searches: Searches;
  readonly #backfills: Backfills;
  readonly #categories: Categories;
  /** What must have ended before nothing more is merged. */
  readonly #underWay = new Set<Promise<unknown>>();
  #cancelling = new AbortController();
  #isStarted = false;

  constructor(options: ListingsOptions) {
    this.#options = options;
    options.health.onHealth(this.#changes.tell);
    const { signal } = this.#closing;
    const shared = { ...options, turns: this.#turns, signal, onChange: this.#changes.tell };
    const parts = { ...shared, onError: this.#onError };
    this.#days = new DaySync(parts);
    this.#searches = new Searches(options.huggingFace, options.arxiv, options.library);
    const arxiv = new ArxivAsker(options.arxiv, signal);
    this.#papers = new PaperAsker({ ...parts, arxiv, searches: this.#searches });
    this.#categories = new Categories(parts);
    this.#backfills = new Backfills({
      ...parts,
      bring: (day, step) => this.#days.bring(day, step),
    });
  }

  status(): ListingsStatus {
    return {
      ...this.#days.status(),
      backfills: this.#backfills.list(),
      upstreams: [...this.#options.health.hosts()],
      categories: this.#categories.status(),
    };
  }

  onChange(listener: () => void): () => void {
    return this.#changes.listen(listener);
  }

  async sync(request: SyncRequest): Promise<SyncReport> {
    const report = await this.#track(this.#days.run(request, this.#signal()));
    if (report.days.length > 0) this.#backfills.wake();
    return report;
  }

  cancel(): void {
    this.#cancelling.abort();
    this.#cancelling = new AbortController();
  }

  add(source: string): Promise<AddResult> {
    return this.#asUser(() => this.#papers.add(source));
  }

  refresh(paperId: string, force: boolean): Promise<RefreshResult> {
    return this.#asUser(() => this.#papers.refresh(paperId, force));
  }

  search(request: UpstreamSearchRequest): Promise<UpstreamSearchResult> {
    const signal = this.#signal();
    return this.#asUser(() => this.#searches.search(request, signal));
  }

  backfill(range: Pick<Backfill, 'from' | 'to'>): BackfillResult {
    return this.#backfills.add(range);
  }

  steerBackfill(id: string, act: BackfillAct): BackfillResult {
    return this.#backfills.steer(id, act);
  }

  readCategories(): Promise<void> {
    const signal = this.#signal();
    return this.#track(this.#categories.read(true, (work) => this.#turns.user(work), signal));
  }

  versionOf(
    arxivId: string,
    alongside: () => readonly string[] = () => [],
  ): Promise<number | null> {
    return this.#asUser(() => this.#papers.versionOf(arxivId, alongside));
  }

  settingsChanged(): void {
    void this.#track(this.#categories.update()).catch(this.#onError);
  }

  start(): void {
    if (this.#isStarted || this.#closing.signal.aborted) return;
    this.#isStarted = true;
    const { signal } = this.#closing;
    const { clock, titles } = this.#options;
    const parts = { ...this.#options, turns: this.#turns, days: this.#days };
    const recent = new RecentDays({ ...parts, onError: this.#onError });
    const versions = new Versions(parts);
    const beat = (work: () => Promise<void>) =>
      void this.#track(everyBeat(clock, signal, work, this.#onError));
    beat(() => recent.sync(signal));
    beat(() => this.#readDue(signal));
    beat(() => versions.look(signal));
    beat(async () => titles?.look((request) => this.#turns.background(request, signal), signal));
    this.#backfills.start(signal);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled([...this.#underWay, this.#days.idle(), this.#backfills.ended()]);
    this.#changes.close();
  }

  #readDue(signal: AbortSignal): Promise<void> {
    const take: Parameters<Categories['read']>[1] = (work) => this.#turns.background(work, signal);
    return this.#categories.read(false, take, signal);
  }

  readonly #onError = (error: unknown): void => this.#options.onError?.(error);

  #signal(): AbortSignal {
    return AbortSignal.any([this.#cancelling.signal, this.#closing.signal]);
  }

  #asUser<T>(work: () => Promise<T>): Promise<T> {
    return this.#track(this.#turns.user(work));
  }

  #track<T>(work: Promise<T>): Promise<T> {
    const ended = work.catch(() => {}).finally(() => this.#underWay.delete(ended));
    this.#underWay.add(ended);
    return work;
  }
}
