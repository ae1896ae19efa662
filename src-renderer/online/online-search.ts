import { useInfiniteQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import type { FoundPaper, SearchSource, UpstreamFailure } from '../../src-shared/contract/index.ts';
import { client } from '../client.ts';
import { keys, queryClient } from '../queries.ts';
import { texText } from '../ui/tex-text.ts';
import { type FoundPage, nextOffset, papersOf } from './found-pages.ts';

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

/** What was found is kept while the user reads elsewhere: asking again costs the upstream. */
const KEPT_MS = 60 * 60_000;

const keyOf = ({ source, query }: Search) => [...keys.online, source, query];

/** What an upstream found so far; asks only when the user has said what for. */
export function useFound(search: Search) {
  const answer = useInfiniteQuery({
    queryKey: keyOf(search),
    enabled: search.query !== '',
    retry: false,
    gcTime: KEPT_MS,
    initialPageParam: 0,
    queryFn: ({ pageParam }) => ask(search, pageParam),
    getNextPageParam: (_last: FoundPage, pages: FoundPage[]) => nextOffset(pages),
  });
  const pages = answer.data?.pages ?? [];
  return {
    ...answer,
    papers: papersOf(pages),
    total: pages[0]?.total ?? null,
    /** Who found them, which may be another than was asked. */
    source: pages[0]?.source ?? search.source,
  };
}

/** A search under way or done. */
export type Found = ReturnType<typeof useFound>;

async function ask({ source, query }: Search, offset: number): Promise<FoundPage> {
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
  const mark = (paper: FoundPaper) => (paper.arxivId === arxivId ? { ...paper, paperId } : paper);
  queryClient.setQueryData<{ pages: FoundPage[]; pageParams: unknown[] }>(
    keyOf(search),
    (found) =>
      found && {
        ...found,
        pages: found.pages.map((page) => ({ ...page, papers: page.papers.map(mark) })),
      },
  );
}
