import { useInfiniteQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import type { FoundPaper, SearchSource, UpstreamFailure } from '../../src-shared/contract/index.ts';
import { client } from '../client.ts';
import { queryClient } from '../queries.ts';
import { texText } from '../ui/tex-text.ts';

/** What was searched for last; it stays while the user looks elsewhere. */
export type Search = { readonly source: SearchSource; readonly query: string };

/** The search of this window and the result that is selected in it. */
export const useSearch = create<Search & { readonly selected: string | null }>(() => ({
  source: 'huggingface',
  query: '',
  selected: null,
}));

/** An upstream's refusal, thrown so that it is shown and can be tried again. */
export class SearchFailed extends Error {
  readonly failure: UpstreamFailure;

  constructor(failure: UpstreamFailure) {
    super(failure.reason);
    this.failure = failure;
  }
}

type Page = {
  readonly papers: readonly FoundPaper[];
  readonly total: number | null;
  readonly hasMore: boolean;
};

const keyOf = ({ source, query }: Search) => ['online', source, query];

/** What an upstream found so far; asks only when the user has said what for. */
export function useFound(search: Search) {
  const answer = useInfiniteQuery({
    queryKey: keyOf(search),
    enabled: search.query !== '',
    retry: false,
    initialPageParam: 0,
    queryFn: ({ pageParam }) => ask(search, pageParam),
    getNextPageParam: (last: Page, pages: Page[]) =>
      last.hasMore ? pages.reduce((sum, { papers }) => sum + papers.length, 0) : undefined,
  });
  const papers = answer.data?.pages.flatMap((page) => page.papers) ?? [];
  return { ...answer, papers, total: answer.data?.pages[0]?.total ?? null };
}

async function ask({ source, query }: Search, offset: number): Promise<Page> {
  const answer = await client.listings.search({ source, query, offset });
  if (!answer.ok) throw new SearchFailed(answer.failure);
  return { ...answer, papers: answer.papers.map(shown) };
}

function shown(paper: FoundPaper): FoundPaper {
  const { title, abstract } = paper;
  return {
    ...paper,
    title: texText(title),
    abstract: abstract === null ? null : texText(abstract),
  };
}

/** Notes in what was found that a paper is in the library now. */
export function markAdded(search: Search, arxivId: string, paperId: string): void {
  queryClient.setQueryData<{ pages: Page[]; pageParams: unknown[] }>(keyOf(search), (found) =>
    found
      ? {
          ...found,
          pages: found.pages.map((page) => ({
            ...page,
            papers: page.papers.map((one) => (one.arxivId === arxivId ? { ...one, paperId } : one)),
          })),
        }
      : found,
  );
}
