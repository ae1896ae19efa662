import type {
  AddResult,
  RefreshResult,
  UpstreamFailure,
} from '../../../../src-shared/contract/index.ts';
import { parseArxivId } from '../arxiv-id.ts';
import type { Clock } from '../clock.ts';
import type { PaperFacts } from '../merge-paper.ts';
import { arxivIdOf, paperIdOf } from '../paper-id.ts';
import type { HuggingFace, PaperSink, UpstreamPaper, UpstreamResult } from '../types.ts';
import { ARXIV_BATCH, type ArxivAsker } from './arxiv-asker.ts';
import type { ListingsJournal } from './journal.ts';
import type { ListingsLibrary, Pictures } from './library.ts';
import type { Searches } from './searches.ts';
import { isOld, Since } from './timing.ts';

/** What asking for single papers works with. */
export type PaperAskerOptions = {
  readonly huggingFace: HuggingFace;
  readonly arxiv: ArxivAsker;
  readonly searches: Searches;
  readonly sink: PaperSink;
  readonly library: ListingsLibrary;
  readonly pictures: Pictures;
  readonly clock: Clock;
  readonly journal: ListingsJournal;
  /** Ends what is asked. */
  readonly signal: AbortSignal;
  readonly onError: (error: unknown) => void;
};

/** What an upstream said of a paper: null where it does not know it, undefined where not asked. */
type Word = UpstreamResult<UpstreamPaper | null> | undefined;

const DAY_MS = 24 * 60 * 60 * 1000;
/** A PDF that a user wants to read does not wait longer for the number of its version. */
const VERSION_WAIT_MS = 8_000;
/** After arXiv could not be asked for a version. */
const VERSION_REST_MS = 10 * 60 * 1000;

/** Asks upstreams for single papers: to add them, for their details, for their version. */
export class PaperAsker {
  readonly #options: PaperAskerOptions;
  readonly #refreshing = new Map<string, Promise<RefreshResult>>();
  #versionFailed: Since | undefined;

  constructor(options: PaperAskerOptions) {
    this.#options = options;
  }

  /** Adds a paper by arXiv id or URL. One that is here, or was found lately, is not asked for. */
  async add(source: string): Promise<AddResult> {
    const arxivId = parseArxivId(source)?.id;
    if (!arxivId) return { ok: false, reason: 'bad-id' };
    const id = paperIdOf(arxivId);
    if (await this.#options.library.factsOf(id)) return { ok: true, id, isNew: false };
    const found = this.#options.searches.found(arxivId);
    const word: Word = found ? { ok: true, value: found } : await this.#askAnyone(arxivId);
    if (!word.ok) return { ok: false, reason: 'upstream', failure: word.failure };
    if (!word.value) return { ok: false, reason: 'upstream', failure: NOT_AT_ARXIV };
    const { new: added } = await this.#merge([word.value]);
    return { ok: true, id, isNew: added > 0 };
  }

  /** Asks for a paper's details, at most once a day unless `force`. Throws what the sink throws. */
  refresh(paperId: string, force: boolean): Promise<RefreshResult> {
    const known = this.#refreshing.get(paperId);
    if (known) return known;
    const asking = this.#refresh(paperId, force).finally(() => this.#refreshing.delete(paperId));
    this.#refreshing.set(paperId, asking);
    return asking;
  }

  /**
   * arXiv's newest version of a paper as far as it is known; asked for where it is not, in one request
   * with those of `alongside` (papers' ids) that were not asked about today. Null where arXiv does not
   * say so in time. Never rejects.
   */
  async versionOf(arxivId: string, alongside: () => readonly string[]): Promise<number | null> {
    try {
      const facts = await this.#options.library.factsOf(paperIdOf(arxivId));
      return facts?.arxiv?.version ?? (await this.#askVersion(arxivId, alongside));
    } catch (error) {
      this.#options.onError(error);
      return null;
    }
  }

  /** Hugging Face has papers before arXiv's API tells them, and while arXiv wants to be left alone. */
  async #askAnyone(arxivId: string): Promise<UpstreamResult<UpstreamPaper | null>> {
    const { arxiv, huggingFace, signal } = this.#options;
    const word = await arxiv.ask(arxivId);
    if (word.ok ? word.value !== null : word.failure.reason === 'cancelled') return word;
    const other = await huggingFace.fetchPaper(arxivId, signal);
    return other.ok && other.value.arxivId === arxivId ? other : word;
  }

  async #refresh(paperId: string, force: boolean): Promise<RefreshResult> {
    const { library, journal, clock } = this.#options;
    const facts = await library.factsOf(paperId);
    const isDue = force || isOld(journal.askedAt('details', paperId), clock.now(), DAY_MS);
    if (!facts?.arxivId || !isDue) return { ok: true, asked: false, changed: false };
    const { arxivId } = facts;
    const [hf, arxiv] = await Promise.all([
      this.#askHuggingFace(arxivId),
      force || lacksArxiv(facts) ? this.#options.arxiv.ask(arxivId) : undefined,
    ]);
    const papers = [hf, arxiv].flatMap((word) => (word?.ok && word.value ? [word.value] : []));
    const { changed } = await this.#merge(papers);
    this.#remember(paperId, hf, arxiv);
    void this.#showPicture(paperId);
    const failed = [hf, arxiv].find((word) => word?.ok === false);
    if (failed?.ok === false) return failed;
    return { ok: true, asked: true, changed: changed > 0 };
  }

  /** Not every paper of arXiv is at Hugging Face: that is no failure. */
  async #askHuggingFace(arxivId: string): Promise<UpstreamResult<UpstreamPaper | null>> {
    const answer = await this.#options.huggingFace.fetchPaper(arxivId, this.#options.signal);
    if (!answer.ok && answer.failure.reason === 'not-found') return { ok: true, value: null };
    if (!answer.ok) return answer;
    return { ok: true, value: answer.value.arxivId === arxivId ? answer.value : null };
  }

  #remember(paperId: string, hf: Word, arxiv: Word): void {
    const { journal, clock } = this.#options;
    const at = clock.now();
    if (arxiv?.ok) journal.saveAsked('version', [paperId], at);
    if (hf?.ok && arxiv?.ok !== false) journal.saveAsked('details', [paperId], at);
  }

  async #showPicture(paperId: string): Promise<void> {
    const { library, pictures, signal, onError } = this.#options;
    try {
      const url = (await library.factsOf(paperId))?.thumbnail;
      if (url && (await pictures.fetch(url, signal))) library.pictured([paperId]);
    } catch (error) {
      if (!signal.aborted) onError(error);
    }
  }

  async #askVersion(arxivId: string, alongside: () => readonly string[]): Promise<number | null> {
    const { clock, signal } = this.#options;
    if (this.#versionFailed && this.#versionFailed.passed() < VERSION_REST_MS) return null;
    if (this.#notAskedToday([paperIdOf(arxivId)]).length === 0) return null;
    const others = this.#notAskedToday(alongside()).flatMap((id) => arxivIdOf(id) ?? []);
    const asking = this.#bringVersions([...new Set([arxivId, ...others])].slice(0, ARXIV_BATCH));
    // What comes later is stored all the same.
    asking.catch(() => {});
    const inTime = new AbortController();
    const late = clock
      .sleep(VERSION_WAIT_MS, AbortSignal.any([signal, inTime.signal]))
      .then(() => null)
      .catch(() => null);
    try {
      const versions = await Promise.race([asking, late]);
      return versions?.get(arxivId) ?? null;
    } finally {
      inTime.abort();
    }
  }

  /** The newest version of each paper that arXiv knows. */
  async #bringVersions(arxivIds: readonly string[]): Promise<ReadonlyMap<string, number | null>> {
    const { arxiv, clock, journal } = this.#options;
    const words = await Promise.all(arxivIds.map((arxivId) => arxiv.ask(arxivId)));
    const isAnswered = words.every((word) => word.ok);
    this.#versionFailed = isAnswered ? undefined : new Since(clock);
    if (!isAnswered) return new Map();
    const papers = words.flatMap((word) => (word.ok && word.value ? [word.value] : []));
    await this.#merge(papers);
    journal.saveAsked('version', arxivIds.map(paperIdOf), clock.now());
    return new Map(papers.map((paper) => [paper.arxivId, paper.arxiv?.version ?? null]));
  }

  #notAskedToday(paperIds: readonly string[]): string[] {
    const { journal, clock } = this.#options;
    const now = clock.now();
    return journal.notAsked('version', paperIds, now - DAY_MS, now);
  }

  #merge(papers: readonly UpstreamPaper[]) {
    return this.#options.sink.merge({ papers, at: this.#options.clock.now() });
  }
}

function lacksArxiv({ arxiv }: PaperFacts): boolean {
  return (arxiv?.version ?? null) === null;
}

const NOT_AT_ARXIV: UpstreamFailure = {
  reason: 'not-found',
  host: 'arxiv.org',
  status: null,
  retryAt: null,
};
