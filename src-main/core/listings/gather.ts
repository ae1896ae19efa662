import type { UpstreamReason } from '../../../src-shared/contract/index.ts';
import type { EntryProblem, PapersAnswer, UpstreamPaper, UpstreamResult } from './types.ts';

/** An entry as read: its paper, or undefined and the id that it claims. */
export type ReadPaper = {
  readonly paper: UpstreamPaper | undefined;
  readonly claimedId: string | null;
};

/** Papers over the pages of an answer, each once, in the order in which they came. */
export class GatheredPapers {
  readonly #papers = new Map<string, UpstreamPaper>();
  readonly #problems: EntryProblem[] = [];
  #seen = 0;

  /** Whether a page holds a paper that is not known yet. */
  wouldLearn(entries: readonly ReadPaper[]): boolean {
    return entries.some(({ paper }) => paper && !this.#papers.has(paper.arxivId));
  }

  /** Takes a page in; false where it held nothing that is new. */
  take(entries: readonly ReadPaper[]): boolean {
    const before = this.#papers.size;
    for (const entry of entries) this.#takeEntry(entry);
    return this.#papers.size > before;
  }

  /** Entries came, and none of them was one. */
  get isUnreadable(): boolean {
    return this.#seen > 0 && this.#papers.size === 0;
  }

  answer(): PapersAnswer {
    return { papers: [...this.#papers.values()], problems: this.#problems };
  }

  #takeEntry({ paper, claimedId }: ReadPaper): void {
    const position = this.#seen++;
    if (!paper) this.#problems.push({ position, arxivId: claimedId, reason: 'bad-entry' });
    else if (!this.#papers.has(paper.arxivId)) this.#papers.set(paper.arxivId, paper);
  }
}

/** The failure of an answer that came well and was not what it should be. */
export function failedAt(url: string, reason: UpstreamReason): UpstreamResult<never> {
  const { hostname: host } = new URL(url);
  return { ok: false, failure: { reason, host, status: 200, retryAt: null } };
}

/** An answer with nothing in it. */
export const NO_PAPERS: PapersAnswer = { papers: [], problems: [] };
