import type { FoundPaper, SearchSource } from '../../src-shared/contract/index.ts';

/** One answer of a search. */
export type FoundPage = {
  readonly source: SearchSource;
  readonly papers: readonly FoundPaper[];
  readonly total: number | null;
  readonly hasMore: boolean;
};

/** Beyond it the core does not ask. */
const MAX_OFFSET = 30_000;

/** Where the next page begins; undefined where there is none, or the last one brought nothing. */
export function nextOffset(pages: readonly FoundPage[]): number | undefined {
  const last = pages.at(-1);
  if (!last?.hasMore || last.papers.length === 0) return undefined;
  const offset = pages.reduce((sum, { papers }) => sum + papers.length, 0);
  return offset <= MAX_OFFSET ? offset : undefined;
}

/** The papers of all pages, each once: pages overlap where papers came in between. */
export function papersOf(pages: readonly FoundPage[]): FoundPaper[] {
  const papers = new Map<string, FoundPaper>();
  for (const page of pages)
    for (const paper of page.papers)
      if (!papers.has(paper.arxivId)) papers.set(paper.arxivId, paper);
  return [...papers.values()];
}
