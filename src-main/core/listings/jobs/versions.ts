import type { UpstreamFailure } from '../../../../src-shared/contract/index.ts';
import type { Clock } from '../clock.ts';
import { arxivIdOf, paperIdOf } from '../paper-id.ts';
import type { Arxiv, PaperSink } from '../types.ts';
import { ARXIV_BATCH } from './arxiv-asker.ts';
import type { ListingsJournal } from './journal.ts';
import type { ListingsLibrary } from './library.ts';
import { Since } from './timing.ts';
import type { Turns } from './turns.ts';

/** What looking for new versions works with. */
export type VersionsOptions = {
  readonly arxiv: Arxiv;
  readonly sink: PaperSink;
  readonly library: ListingsLibrary;
  readonly clock: Clock;
  readonly journal: ListingsJournal;
  readonly turns: Turns;
};

const HOUR_MS = 60 * 60 * 1000;
const WEEK_MS = 7 * 24 * HOUR_MS;

/**
 * Looks for new versions of the papers that the user works with (LIST-10): each is asked for once a
 * week, a hundred in a request. What was asked is remembered, so a failure or the program's end in
 * the middle costs one request.
 */
export class Versions {
  readonly #options: VersionsOptions;
  #looked: Since | undefined;
  #restMs = 0;

  constructor(options: VersionsOptions) {
    this.#options = options;
  }

  /** Looks hourly whether any is due. Throws what the sink throws, and where `signal` is aborted. */
  async look(signal: AbortSignal): Promise<void> {
    if (this.#looked && this.#looked.passed() < this.#restMs) return;
    const { library, clock } = this.#options;
    this.#looked = new Since(clock);
    this.#restMs = HOUR_MS;
    if (!(await library.settings()).watchVersions) return;
    const failure = await this.#askAll(await this.#due(), signal);
    if (failure?.retryAt) this.#restMs = Math.max(HOUR_MS, failure.retryAt - clock.now());
  }

  /** arXiv ids of the papers that nobody asked about for a week. */
  async #due(): Promise<string[]> {
    const { journal, clock, library } = this.#options;
    const due = new Set<string>();
    for await (const ids of library.watched()) {
      const now = clock.now();
      for (const id of journal.notAsked('version', ids, now - WEEK_MS, now)) due.add(id);
    }
    return [...due].flatMap((id) => arxivIdOf(id) ?? []);
  }

  async #askAll(
    arxivIds: readonly string[],
    signal: AbortSignal,
  ): Promise<UpstreamFailure | undefined> {
    for (let start = 0; start < arxivIds.length; start += ARXIV_BATCH) {
      const failure = await this.#ask(arxivIds.slice(start, start + ARXIV_BATCH), signal);
      if (failure) return failure;
    }
    return undefined;
  }

  async #ask(
    arxivIds: readonly string[],
    signal: AbortSignal,
  ): Promise<UpstreamFailure | undefined> {
    const { arxiv, sink, journal, clock, turns } = this.#options;
    const answer = await turns.background(() => arxiv.fetchByIds(arxivIds, signal), signal);
    if (!answer.ok) return answer.failure;
    const at = clock.now();
    await sink.merge({ papers: answer.value.papers, at });
    journal.saveAsked('version', arxivIds.map(paperIdOf), at);
    return undefined;
  }
}
