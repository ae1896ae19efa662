import { Search, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { MOST_TYPED } from '../../src-shared/contract/index.ts';
import { parseQuery } from '../../src-shared/query/index.ts';
import { type Action, runAction, useActions, useKeyOf } from '../app/actions.ts';
import { formatChord } from '../app/keys.ts';
import { activateTab } from '../app/navigation.ts';
import { isMac } from '../app/platform.ts';
import { t } from '../app/texts/index.ts';
import { type Stretch, stretchesOf } from './problems.ts';
import styles from './search-box.module.css';
import { clearSearch, openBest, typeSearch, useSearch } from './search-state.ts';
import { Suggestions } from './suggestions.tsx';
import { useCompletion } from './use-completion.ts';

const texts = t.search;

/** The box that searches the library as it is typed into (FIND-1). */
export function SearchBox() {
  const { text, query } = useSearch();
  const input = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState(0);
  const list = useId();
  const completion = useCompletion(text, caret);
  // What is still being typed is not complained of.
  const wrong = useWrong(text, query === text);
  useLeaving(query !== '');

  const complete = (value: string | undefined): void => {
    const next = value === undefined ? undefined : completion.complete(value);
    if (!next) return;
    typeSearch(next.text);
    requestAnimationFrame(() => input.current?.setSelectionRange(next.caret, next.caret));
    setCaret(next.caret);
  };
  const chosen = completion.values[completion.active];
  return (
    <search className={styles.box}>
      <Search className={styles.icon} size="0.875rem" aria-hidden="true" />
      <div className={styles.field}>
        <Wrong stretches={wrong} input={input.current} />
        <input
          ref={input}
          id={BOX}
          className={styles.input}
          type="text"
          role="combobox"
          enterKeyHint="search"
          maxLength={MOST_TYPED}
          aria-label={texts.label}
          aria-autocomplete="list"
          aria-invalid={wrong.length > 0}
          aria-expanded={completion.values.length > 0}
          aria-controls={list}
          aria-activedescendant={chosen === undefined ? undefined : `${list}-${completion.active}`}
          placeholder={texts.placeholder}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onFocus={() => useSearch.setState({ typing: true })}
          onBlur={() => {
            completion.close();
            useSearch.setState({ typing: false });
          }}
          onChange={({ target }) => {
            typeSearch(target.value);
            setCaret(target.selectionStart ?? target.value.length);
          }}
          onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart ?? 0)}
          onKeyDown={(event) => onKey(event, completion, () => complete(chosen))}
        />
      </div>
      {text === '' ? <Hints /> : <Clear />}
      <Suggestions id={list} completion={completion} onChoose={complete} />
    </search>
  );
}

const BOX = 'search-box';

const SEARCH: readonly Action[] = [
  {
    id: 'app.search',
    title: t.actions.search,
    keys: ['/', 'Mod+Shift+F'],
    scope: 'app',
    run: () => {
      // What is typed right behind the key belongs into the box already.
      if (focusBox()) return;
      activateTab(null);
      requestAnimationFrame(focusBox);
    },
  },
];

function focusBox(): boolean {
  const input = document.getElementById(BOX);
  if (!(input instanceof HTMLInputElement)) return false;
  input.focus();
  input.select();
  return true;
}

/** The act that goes to the box from wherever the user is. */
export const useSearchAction = (): void => useActions(SEARCH);

function useLeaving(isSearching: boolean): void {
  useActions(useMemo(() => (isSearching ? [LEAVE] : []), [isSearching]));
}

const LEAVE: Action = {
  id: 'library.clear-search',
  title: t.actions.clearSearch,
  keys: ['Escape'],
  scope: 'library',
  run: leave,
};

function leave(): void {
  clearSearch();
  focusList();
}

/** Puts the focus into the list of papers, once it is there. */
function focusList(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-paper-list]')?.focus());
}

function onKey(
  event: KeyboardEvent,
  { values, active, setActive, close }: ReturnType<typeof useCompletion>,
  complete: () => void,
): void {
  if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const open = values.length > 0;
  const isChosen = active >= 0;
  const acts: Readonly<Record<string, (() => void) | undefined>> = {
    ArrowDown: open ? () => setActive(Math.min(values.length - 1, active + 1)) : focusList,
    ArrowUp: open ? () => setActive(Math.max(-1, active - 1)) : undefined,
    Enter: isChosen ? complete : openBest,
    Tab: isChosen ? complete : undefined,
    Escape: open ? close : leave,
  };
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

/** A text in stretches once the search has come to it; empty where all of it makes sense. */
function useWrong(text: string, shown: boolean): readonly Stretch[] {
  return useMemo(() => {
    const parsed = parseQuery(text);
    return shown && !parsed.ok ? stretchesOf(text, parsed.problems) : [];
  }, [text, shown]);
}

type WrongProps = {
  readonly stretches: readonly Stretch[];
  readonly input: HTMLInputElement | null;
};

/** Underlines what makes no sense, under the text of the box. */
function Wrong({ stretches, input }: WrongProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const follow = (): void => {
      if (element.current && input) element.current.scrollLeft = input.scrollLeft;
    };
    follow();
    input?.addEventListener('scroll', follow);
    return () => input?.removeEventListener('scroll', follow);
  });
  if (stretches.length === 0) return null;
  let start = 0;
  return (
    <div ref={element} className={styles.wrong} aria-hidden="true">
      {stretches.map((stretch) => {
        const key = start;
        start += stretch.text.length;
        return stretch.wrong ? (
          <s key={key}>{stretch.text}</s>
        ) : (
          <span key={key}>{stretch.text}</span>
        );
      })}
    </div>
  );
}

function Hints() {
  const own = useKeyOf('app.search');
  const palette = useKeyOf('app.palette');
  return (
    <>
      <span className={styles.hint} aria-hidden="true">
        {own ? <kbd>{formatChord(own, isMac)}</kbd> : null}
      </span>
      <button
        type="button"
        className={styles.commands}
        aria-haspopup="dialog"
        title={t.app.commands}
        onClick={() => runAction('app.palette')}
      >
        <span className="visually-hidden">{t.app.commands}</span>
        {palette ? <kbd>{formatChord(palette, isMac)}</kbd> : t.app.commands}
      </button>
    </>
  );
}

function Clear() {
  return (
    <button
      type="button"
      className={styles.clear}
      aria-label={texts.clear}
      title={texts.clear}
      onClick={leave}
    >
      <X size="0.875rem" aria-hidden="true" />
    </button>
  );
}
