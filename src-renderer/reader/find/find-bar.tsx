import { CaseSensitive, ChevronDown, ChevronUp, Section, WholeWord, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { runAction } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import readerCss from '../reader.module.css';
import css from './find-bar.module.css';
import type { FindSession } from './find-session.ts';

function Tool(props: {
  readonly action: string;
  readonly label: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}) {
  const { action, label, pressed, disabled, children } = props;
  return (
    <button
      type="button"
      className={readerCss.tool}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      aria-disabled={disabled}
      onClick={() => runAction(action)}
    >
      {children}
    </button>
  );
}

/** "3 of 17", with a sign that more pages are being looked through. */
function Counter({ find }: { readonly find: FindSession }) {
  const { query, rank, count, isScanning } = useStore(find.state);
  const isNone = count === 0 && !isScanning && query.trim() !== '';
  return (
    <span className={isNone ? css.none : css.counter} data-scanning={isScanning}>
      {t.find.counter(rank, count, isScanning, query.trim() !== '')}
    </span>
  );
}

function onKey(event: KeyboardEvent<HTMLElement>): void {
  if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const isField = event.target instanceof HTMLInputElement;
  const action =
    event.key === 'Escape'
      ? 'reader.findClose'
      : event.key === 'Enter' && isField
        ? event.shiftKey
          ? 'reader.findPrevious'
          : 'reader.findNext'
        : null;
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  runAction(action);
}

/** The bar over the pages in which words of the document are looked for. */
export function FindBar({ find }: { readonly find: FindSession }) {
  const isOpen = useStore(find.state, (state) => state.isOpen);
  return isOpen ? <OpenBar find={find} /> : null;
}

function OpenBar({ find }: { readonly find: FindSession }) {
  const { asked, query, matchCase, wholeWord, section, count } = useStore(find.state);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (asked === 0) return;
    input.current?.focus();
    input.current?.select();
  }, [asked]);
  return (
    <search className={css.bar} aria-label={t.find.label} onKeyDown={onKey}>
      <input
        ref={input}
        className={css.field}
        aria-label={t.find.field}
        placeholder={t.find.field}
        value={query}
        spellCheck={false}
        autoComplete="off"
        onChange={({ target }) => find.setQuery(target.value)}
      />
      <Counter find={find} />
      <Tool action="reader.findPrevious" label={t.find.acts.previous} disabled={count === 0}>
        <ChevronUp size="1.15em" aria-hidden />
      </Tool>
      <Tool action="reader.findNext" label={t.find.acts.next} disabled={count === 0}>
        <ChevronDown size="1.15em" aria-hidden />
      </Tool>
      <Tool action="reader.findCase" label={t.find.acts.matchCase} pressed={matchCase}>
        <CaseSensitive size="1.25em" aria-hidden />
      </Tool>
      <Tool action="reader.findWholeWord" label={t.find.acts.wholeWord} pressed={wholeWord}>
        <WholeWord size="1.25em" aria-hidden />
      </Tool>
      <Tool
        action="reader.findInSection"
        label={t.find.inSection(section)}
        pressed={section !== null}
      >
        <Section size="1.15em" aria-hidden />
      </Tool>
      <Tool action="reader.findClose" label={t.find.acts.close}>
        <X size="1.15em" aria-hidden />
      </Tool>
    </search>
  );
}
