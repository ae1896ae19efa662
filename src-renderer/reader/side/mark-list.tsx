import { X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Annotation } from '../../../src-shared/contract/index.ts';
import { anchorText } from '../../../src-shared/pdf/index.ts';
import { useContextMenu } from '../../app/context-menu.tsx';
import { formatAge } from '../../app/texts/format.ts';
import { t } from '../../app/texts/index.ts';
import { colourTitle } from '../colour-names.ts';
import { swatchClass, useColourNames } from '../colours.tsx';
import css from '../reader.module.css';
import type { ReaderSession } from '../reader-session.ts';
import type { ReaderStore } from '../reader-store.ts';

const MINUTE_MS = 60_000;

function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

type ListProps = {
  readonly marks: readonly Annotation[];
  readonly session: ReaderSession | null;
  readonly store: ReaderStore;
};

type ItemProps = {
  readonly mark: Annotation;
  /** From 0; null where the words are not in this file. */
  readonly page: number | null;
  readonly now: number;
  readonly selected: boolean;
  /** In the list's tab order; the arrow keys go to the others. */
  readonly reachable: boolean;
  readonly onGo: () => void;
  readonly onDelete: () => void;
  readonly onFocus: () => void;
};

function MarkItem(props: ItemProps) {
  const { mark, page, now, selected, reachable, onGo, onDelete, onFocus } = props;
  const words = anchorText(mark.anchor);
  const name = colourTitle(mark.colour, useColourNames());
  const shown = (page ?? mark.anchor.pages[0]?.page ?? 0) + 1;
  return (
    <li className={`${css.item} ${selected ? css.itemSelected : ''}`}>
      <button
        type="button"
        className={css.itemButton}
        data-mark-item={mark.id}
        tabIndex={reachable ? 0 : -1}
        aria-current={selected ? 'true' : undefined}
        aria-keyshortcuts="Delete"
        onClick={onGo}
        onFocus={onFocus}
      >
        <span className="visually-hidden">{t.reader.list.lead(mark.kind, name, shown)} </span>
        <q className={`${css.quote} ${swatchClass(mark.colour)}`}>{words}</q>
        <span className={css.where}>
          {t.reader.list.where(shown, formatAge(mark.createdAt, now))}
          {page === null && <span className={css.lost}> · {t.reader.list.lost}</span>}
        </span>
      </button>
      <button
        type="button"
        className={css.itemDelete}
        tabIndex={-1}
        aria-label={t.reader.acts.removeMark}
        title={t.reader.acts.removeMark}
        onClick={onDelete}
      >
        <X size="1.1em" aria-hidden />
      </button>
    </li>
  );
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** A paper's highlights in reading order. Enter or a click goes there, Delete deletes. */
export function MarkList({ marks, session, store }: ListProps) {
  const now = useNow();
  const list = useRef<HTMLUListElement>(null);
  const pages = useStore(store, ({ markPages }) => markPages);
  const selectedMark = useStore(store, (state) => state.selectedMark);
  const [focused, setFocused] = useState<string | null>(null);
  const reachable = marks.some(({ id }) => id === focused) ? focused : (marks[0]?.id ?? null);

  useContextMenu('[data-mark-item]', ({ dataset: { markItem } }) => {
    if (!session || markItem === undefined) return null;
    session.goTo({ annotationId: markItem });
    return { kind: 'highlight', id: markItem, label: t.menus.of.highlight };
  });

  const focusItem = (index: number) => {
    const id = marks[Math.min(Math.max(0, index), marks.length - 1)]?.id;
    list.current?.querySelector<HTMLElement>(`[data-mark-item="${id}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    const index = marks.findIndex(({ id }) => id === focused);
    const mark = marks[index];
    const step = STEPS[event.key];
    if (step !== undefined) focusItem(index + step);
    else if (event.key === 'Delete' && mark) {
      if (marks.length === 1) session?.engine.scroller.focus({ preventScroll: true });
      else focusItem(index + 1 < marks.length ? index + 1 : index - 1);
      session?.remove(mark);
    } else return;
    event.preventDefault();
  };
  if (marks.length === 0) {
    return (
      <div className={css.empty}>
        <strong>{t.reader.list.empty}</strong>
        <span>{t.reader.list.emptyHint}</span>
      </div>
    );
  }
  return (
    <ul ref={list} className={css.marks} aria-label={t.reader.list.label} onKeyDown={onKeyDown}>
      {marks.map((mark) => (
        <MarkItem
          key={mark.id}
          mark={mark}
          page={
            pages.get(mark.id) ?? (pages.has(mark.id) ? null : (mark.anchor.pages[0]?.page ?? 0))
          }
          now={now}
          selected={mark.id === selectedMark}
          reachable={mark.id === reachable}
          onGo={() => session?.goTo({ annotationId: mark.id })}
          onDelete={() => session?.remove(mark)}
          onFocus={() => setFocused(mark.id)}
        />
      ))}
    </ul>
  );
}
