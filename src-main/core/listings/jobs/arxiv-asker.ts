import { setTimeout as wait } from 'node:timers/promises';
import type { Arxiv, UpstreamPaper, UpstreamResult } from '../types.ts';

/** What arXiv says of each paper that it knows, by arXiv id. */
type Answers = UpstreamResult<ReadonlyMap<string, UpstreamPaper>>;

type Question = { readonly ids: Set<string>; readonly answer: Promise<Answers> };

/** Questions that come together are one request. */
const GATHER_MS = 20;
/** Ids of one request. */
export const ARXIV_BATCH = 100;

/** Asks arXiv for single papers, those that are wanted at about the same time in one request. */
export class ArxivAsker {
  readonly #arxiv: Arxiv;
  readonly #signal: AbortSignal;
  #gathering: Question | undefined;

  /** `signal` ends what is asked. */
  constructor(arxiv: Arxiv, signal: AbortSignal) {
    this.#arxiv = arxiv;
    this.#signal = signal;
  }

  /** A paper at its newest version; null where arXiv does not know it. */
  async ask(arxivId: string): Promise<UpstreamResult<UpstreamPaper | null>> {
    const { ids, answer } = this.#question();
    ids.add(arxivId);
    const answers = await answer;
    return answers.ok ? { ok: true, value: answers.value.get(arxivId) ?? null } : answers;
  }

  #question(): Question {
    const open = this.#gathering;
    if (open && open.ids.size < ARXIV_BATCH) return open;
    const ids = new Set<string>();
    this.#gathering = { ids, answer: this.#askAll(ids) };
    return this.#gathering;
  }

  async #askAll(ids: Set<string>): Promise<Answers> {
    await wait(GATHER_MS);
    if (this.#gathering?.ids === ids) this.#gathering = undefined;
    const answer = await this.#arxiv.fetchByIds([...ids], this.#signal);
    if (!answer.ok) return answer;
    const { papers } = answer.value;
    return { ok: true, value: new Map(papers.map((paper) => [paper.arxivId, paper])) };
  }
}
