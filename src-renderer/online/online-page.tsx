import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type SearchSource, searchSource } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/use-now.ts';
import { FoundDetails } from './found-details.tsx';
import { FoundList } from './found-list.tsx';
import styles from './online.module.css';
import { useAdding } from './online-acts.ts';
import { type Search, SearchFailed, useFound, useSearch } from './online-search.ts';

const texts = t.online;

/** Searching upstreams; each result is one key away from the library (LIST-8, LIST-9). */
export function OnlinePage() {
  const { source, query, selected } = useSearch();
  const search = { source, query };
  const found = useFound(search);
  const { message } = useAdding();
  const list = useRef<HTMLDivElement>(null);
  const focusList = (): void => list.current?.focus();
  return (
    <>
      <section className={styles.page} aria-label={texts.title}>
        <header className={styles.header}>
          <h1>{texts.title}</h1>
          <search>
            <SearchForm search={search} onDown={focusList} />
          </search>
          <p className={styles.state} role="status">
            {message || stateOf(search, found)}
          </p>
          <Failure error={found.error} onRetry={() => void found.refetch()} />
        </header>
        <FoundList
          ref={list}
          search={search}
          papers={found.papers}
          selected={selected}
          more={
            found.hasNextPage ? (
              <Button disabled={found.isFetching} onPress={() => void found.fetchNextPage()}>
                {texts.more}
              </Button>
            ) : null
          }
        />
      </section>
      <FoundDetails search={search} paper={found.papers.find((one) => one.arxivId === selected)} />
    </>
  );
}

function stateOf(search: Search, found: ReturnType<typeof useFound>): string {
  if (search.query === '') return texts.hint;
  if (found.isFetching) return texts.searching(search.source);
  if (!found.isSuccess) return '';
  const { papers, total } = found;
  return papers.length === 0
    ? texts.none(search.source)
    : texts.found(papers.length, total, search.source);
}

function Failure({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  const now = useNow();
  if (!error) return null;
  const words = error instanceof SearchFailed ? texts.failed(error.failure, now) : t.errors.core;
  return (
    <div className={styles.failure} role="alert">
      <p>{words}</p>
      <Button onPress={onRetry}>{texts.retry}</Button>
    </div>
  );
}

function SearchForm({ search, onDown }: { search: Search; onDown: () => void }) {
  const [typed, setTyped] = useState(search.query);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const submit = (source: SearchSource): void => {
    useAdding.setState({ message: '' });
    useSearch.setState({ source, query: typed.trim(), selected: null });
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    submit(search.source);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    onDown();
  };
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <input
        ref={input}
        type="search"
        aria-label={texts.label}
        placeholder={texts.placeholder}
        maxLength={1_000}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" className={styles.submit}>
        {texts.search}
      </button>
      <fieldset className={styles.sources}>
        <legend className="visually-hidden">{texts.source}</legend>
        {searchSource.options.map((source) => (
          <label key={source}>
            <input
              type="radio"
              name="search-source"
              checked={search.source === source}
              onChange={() => submit(source)}
            />
            {texts.sources[source]}
          </label>
        ))}
      </fieldset>
    </form>
  );
}
