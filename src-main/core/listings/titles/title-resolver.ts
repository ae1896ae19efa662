import { setImmediate } from 'node:timers/promises';
import type { UpstreamReason } from '../../../../src-shared/contract/index.ts';
import type { Clock } from '../clock.ts';
import { Since } from '../jobs/timing.ts';
import type { Upstream, UpstreamPaper } from '../types.ts';
import { chooseNearExact } from './near-exact.ts';
import type { Told } from './same-paper.ts';
import type { TitleJournal } from './title-journal.ts';

/** What the resolver asks of the library; ids are of papers whose arXiv id is not known. */
export interface TitleLibrary {
  /** Papers without arXiv id that lie not in the trash, those that came last first. */
  unresolved(): readonly string[];
  /** Undefined where the paper goes by another id by now, or nothing tells which one it is. */
  told(id: string): Promise<Told | undefined>;
  /** Whether the library has the paper under an arXiv id by now, so that both are one again. */
  adopt(id: string): Promise<boolean>;
  /** Makes the paper the one that an upstream found. */
  resolve(id: string, paper: UpstreamPaper): Promise<void>;
}

/** What the resolver works with; the upstreams are asked in this order. */
export type TitleResolverOptions = {
  readonly upstreams: readonly Upstream[];
  readonly library: TitleLibrary;
  readonly journal: TitleJournal;
  readonly clock: Clock;
};

/** Runs a request when its turn has come. */
export type Ask = <T>(request: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/** How many papers were looked for, and found, at upstreams or in the library itself. */
export type TitlesReport = { readonly asked: number; readonly resolved: number };

const HOUR_MS = 60 * 60 * 1000;
/** Papers that are looked for in one go, and in a day: each is two requests at most. */
const BUDGET = 40;
const DAYS_BUDGET = 300;
/** What is not among the first is not what was asked for. */
const RESULTS = 10;
/** Failures that the next paper would meet too. */
const STOPS: readonly UpstreamReason[] = [
  ...(['offline', 'rate-limited', 'timeout', 'refused', 'cancelled'] as const),
];

/** Finds the arXiv ids of papers of saved pages, which tell titles alone (LIST-7), and of own PDFs. */
export class TitleResolver {
  readonly #options: TitleResolverOptions;
  #looked: Since | undefined;
  #restMs = 0;

  constructor(options: TitleResolverOptions) {
    this.#options = options;
  }

  /** Looks hourly, but not at the first call: the listings come first. Rejects with what the library throws, and where `signal` is aborted. */
  async look(ask: Ask, signal: AbortSignal): Promise<void> {
    const isFirst = this.#looked === undefined;
    if (this.#looked && this.#looked.passed() < this.#restMs) return;
    this.#looked = new Since(this.#options.clock);
    this.#restMs = isFirst ? 0 : HOUR_MS;
    if (isFirst) return;
    await this.resolveTitles(ask, signal);
  }

  /** Looks for `budget` papers at most, each of them only a few times ever, less and less often. */
  async resolveTitles(ask: Ask, signal: AbortSignal, budget = BUDGET): Promise<TitlesReport> {
    const { library, journal, clock } = this.#options;
    const most = Math.min(budget, DAYS_BUDGET - journal.lately(clock.now()));
    const run = new Run(this.#options, ask, signal);
    let asked = 0;
    let resolved = 0;
    for (const id of journal.due(library.unresolved(), clock.now())) {
      signal.throwIfAborted();
      if (await library.adopt(id)) resolved++;
      else if (asked < most && !run.isOver) {
        const told = await library.told(id);
        if (told) asked++;
        if (told && (await run.resolve(id, told))) resolved++;
      }
      await setImmediate();
    }
    return { asked, resolved };
  }
}

/** One go; an upstream that cannot be asked is left alone to its end. */
class Run {
  readonly #options: TitleResolverOptions;
  readonly #ask: Ask;
  readonly #signal: AbortSignal;
  readonly #open: Set<Upstream>;

  constructor(options: TitleResolverOptions, ask: Ask, signal: AbortSignal) {
    this.#options = options;
    this.#ask = ask;
    this.#signal = signal;
    this.#open = new Set(options.upstreams);
  }

  get isOver(): boolean {
    return this.#open.size === 0;
  }

  async resolve(id: string, told: Told): Promise<boolean> {
    const { library, journal, clock } = this.#options;
    let wasAnswered = false;
    for (const upstream of this.#open) {
      const answer = await this.#search(upstream, told.title);
      if (answer === undefined) continue;
      wasAnswered = true;
      const found = chooseNearExact(told, answer);
      if (!found) continue;
      await library.resolve(id, found);
      return true;
    }
    // A paper that no upstream could be asked for was not looked for.
    if (wasAnswered) journal.save(id, clock.now());
    return false;
  }

  /** Undefined where the upstream cannot be asked for anything now. */
  async #search(upstream: Upstream, title: string): Promise<readonly UpstreamPaper[] | undefined> {
    const query = upstream.source === 'arxiv' ? `ti:"${title.replaceAll('"', ' ')}"` : title;
    const signal = this.#signal;
    const request = () => upstream.search({ query, limit: RESULTS }, signal);
    const answer = await this.#ask(request, signal);
    if (answer.ok) return answer.value.papers;
    if (!STOPS.includes(answer.failure.reason)) return [];
    this.#open.delete(upstream);
    return undefined;
  }
}
