import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type SearchSource, searchSource } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import styles from './online.module.css';
import { selectFound } from './online-acts.ts';
import { type Search, useSearch } from './online-search.ts';

const texts = t.online;

/** What to search for, and where; `onDown` goes to the results. */
export function SearchForm({ search, onDown }: { search: Search; onDown: () => void }) {
  const [typed, setTyped] = useState(search.query);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
  }, []);
  // Other parts of the window search too.
  useEffect(() => setTyped(search.query), [search.query]);
  const submit = (source: SearchSource): void => {
    selectFound(null);
    useSearch.setState({ source, query: typed.trim() });
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
        dir="auto"
        aria-label={texts.label}
        placeholder={texts.placeholder}
        maxLength={1_000}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={onKeyDown}
      />
      <Button primary submits>
        {texts.search}
      </Button>
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
