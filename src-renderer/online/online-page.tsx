import { useCallback, useEffect, useRef } from 'react';
import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import { Failure } from './failure.tsx';
import { FoundDetails } from './found-details.tsx';
import { FoundList } from './found-list.tsx';
import styles from './online.module.css';
import { selectFound, useAdding } from './online-acts.ts';
import { type Found, type Search, useFound, useSearch } from './online-search.ts';
import { SearchForm } from './search-form.tsx';

const texts = t.online;

/** Searching upstreams; each result is one key away from the library (LIST-8, LIST-9). */
export function OnlinePage() {
  const { source, query, selected } = useSearch();
  const search = { source, query };
  const found = useFound(search);
  const message = useAdding((state) => state.message);
  const list = useRef<HTMLDivElement>(null);
  const showMore = useShowMore(found, list);
  const { refetch, fetchNextPage, isFetchNextPageError } = found;
  const retry = useCallback(
    () => void (isFetchNextPageError ? fetchNextPage() : refetch()),
    [isFetchNextPageError, fetchNextPage, refetch],
  );
  return (
    <>
      <section className={styles.page} aria-label={texts.title}>
        <header className={styles.header}>
          <h1>{texts.title}</h1>
          <search>
            <SearchForm search={search} onDown={() => list.current?.focus()} />
          </search>
          <p className={styles.state} role="status">
            {message || stateOf(search, found)}
          </p>
          <Failure error={found.error} onRetry={retry} />
        </header>
        <div className={styles.results}>
          <FoundList
            ref={list}
            search={search}
            source={found.source}
            papers={found.papers}
            selected={selected}
          />
          {found.hasNextPage ? <Button onPress={showMore}>{texts.more}</Button> : null}
        </div>
      </section>
      <FoundDetails
        search={search}
        paper={found.papers.find((one) => one.arxivId === selected)}
        choice={found.papers.length > 0}
      />
    </>
  );
}

function stateOf(search: Search, found: Found): string {
  if (search.query === '') return texts.hint;
  if (found.isFetching) return texts.searching(search.source);
  if (!found.isSuccess) return '';
  const { papers, total, source } = found;
  if (papers.length === 0) return texts.none(source);
  const told = texts.found(papers.length, total, source);
  return source === search.source ? told : texts.elsewhere(search.source, told);
}

/** Asks for the next page, and goes to its first paper when it is here. */
function useShowMore(found: Found, list: { readonly current: HTMLElement | null }): () => void {
  const { papers, isFetching, fetchNextPage } = found;
  const before = useRef<number | null>(null);
  useEffect(() => {
    const first = before.current === null ? undefined : papers[before.current];
    if (!first) return;
    before.current = null;
    selectFound(first.arxivId);
    list.current?.focus({ preventScroll: true });
  }, [papers, list]);
  return () => {
    if (isFetching) return;
    before.current = papers.length;
    selectFound(null);
    void fetchNextPage();
  };
}
