import type {
  FoundPaper,
  UpstreamSearchRequest,
  UpstreamSearchResult,
} from '../../../../src-shared/contract/index.ts';
import { parseArxivId } from '../arxiv-id.ts';
import type { Arxiv, HuggingFace, SearchAnswer, UpstreamPaper, UpstreamResult } from '../types.ts';
import type { ListingsLibrary } from './library.ts';

/** Results that are remembered, so that adding one asks nothing more. */
const MOST_FOUND = 1_000;

/** Searches upstream for papers (LIST-8, LIST-9), and remembers what was found. */
export class Searches {
  readonly #upstreams: { readonly huggingface: HuggingFace; readonly arxiv: Arxiv };
  readonly #library: ListingsLibrary;
  readonly #found = new Map<string, UpstreamPaper>();

  constructor(huggingface: HuggingFace, arxiv: Arxiv, library: ListingsLibrary) {
    this.#upstreams = { huggingface, arxiv };
    this.#library = library;
  }

  /** A paper that is asked for by its id is looked for on arXiv where Hugging Face lacks it. */
  async search(request: UpstreamSearchRequest, signal: AbortSignal): Promise<UpstreamSearchResult> {
    const { source, query, offset } = request;
    const answer = await this.#upstreams[source].search({ query, offset }, signal);
    const isById = source === 'huggingface' && parseArxivId(query) !== undefined;
    if (isById && lacksIt(answer)) return this.search({ ...request, source: 'arxiv' }, signal);
    if (!answer.ok) return answer;
    const { papers, total, hasMore } = answer.value;
    for (const paper of papers) this.#remember(paper);
    const shown = this.#library.shown(papers.map(({ arxivId }) => arxivId));
    const found = papers.map((paper) => toFound(paper, shown.get(paper.arxivId) ?? null));
    return { ok: true, source, papers: found, total, hasMore };
  }

  /** A paper that a search has found lately. */
  found(arxivId: string): UpstreamPaper | undefined {
    return this.#found.get(arxivId);
  }

  #remember(paper: UpstreamPaper): void {
    this.#found.delete(paper.arxivId);
    this.#found.set(paper.arxivId, paper);
    if (this.#found.size > MOST_FOUND) this.#found.delete(this.#found.keys().next().value!);
  }
}

function lacksIt(answer: UpstreamResult<SearchAnswer>): boolean {
  return answer.ok ? answer.value.papers.length === 0 : answer.failure.reason === 'not-found';
}

function toFound(paper: UpstreamPaper, paperId: string | null): FoundPaper {
  const { arxivId, title, abstract, publishedAt, upvotes, authors, arxiv } = paper;
  const said = { arxivId, title, abstract, publishedAt, upvotes, paperId };
  return { ...said, authors: [...(authors ?? [])], categories: [...(arxiv?.categories ?? [])] };
}
