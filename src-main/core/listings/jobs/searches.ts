import type {
  FoundPaper,
  UpstreamSearchRequest,
  UpstreamSearchResult,
} from '../../../../src-shared/contract/index.ts';
import type { Arxiv, HuggingFace, UpstreamPaper } from '../types.ts';
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

  async search(
    { source, query, offset }: UpstreamSearchRequest,
    signal: AbortSignal,
  ): Promise<UpstreamSearchResult> {
    const answer = await this.#upstreams[source].search({ query, offset }, signal);
    if (!answer.ok) return answer;
    const { papers, total, hasMore } = answer.value;
    for (const paper of papers) this.#remember(paper);
    const shown = this.#library.shown(papers.map(({ arxivId }) => arxivId));
    const found = papers.map((paper) => toFound(paper, shown.get(paper.arxivId) ?? null));
    return { ok: true, papers: found, total, hasMore };
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

function toFound(paper: UpstreamPaper, paperId: string | null): FoundPaper {
  const { arxivId, title, abstract, publishedAt, upvotes, authors, arxiv } = paper;
  const said = { arxivId, title, abstract, publishedAt, upvotes, paperId };
  return { ...said, authors: [...(authors ?? [])], categories: [...(arxiv?.categories ?? [])] };
}
