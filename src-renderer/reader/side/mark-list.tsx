import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Annotation } from '../../../src-shared/contract/index.ts';
import { useContextMenu } from '../../app/context-menu.tsx';
import { t } from '../../app/texts/index.ts';
import { Button } from '../../ui/button.tsx';
import { inCarriedOrder } from '../marks/carried.ts';
import { useMarksInFile } from '../pdf-marks/pdf-marks.tsx';
import css from '../reader.module.css';
import type { ReaderSession } from '../reader-session.ts';
import type { ReaderStore } from '../reader-store.ts';
import { FilterBar } from './filter-bar.tsx';
import { MarkDetails } from './mark-details.tsx';
import { filterMarks, type MarkFilter, NO_FILTER } from './mark-filter.ts';
import { MarkItem } from './mark-item.tsx';
import side from './side.module.css';

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
  readonly paperId: string;
  readonly sha256: string;
  readonly marks: readonly Annotation[];
  readonly session: ReaderSession | null;
  readonly store: ReaderStore;
};

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** The marks that the filter lets through; one whose comment is wanted is never hidden. */
function useFiltered(marks: readonly Annotation[], store: ReaderStore) {
  const [filter, setFilter] = useState<MarkFilter>(NO_FILTER);
  const commenting = useStore(store, (state) => state.commenting);
  const shown = filterMarks(marks, filter);
  const hidden = commenting !== null && !shown.some(({ id }) => id === commenting);
  useEffect(() => {
    if (hidden) setFilter(NO_FILTER);
  }, [hidden]);
  return { filter, setFilter, shown };
}

/** Page of a mark, from 0; null where its words are not in the open file. */
function pageOf(mark: Annotation, pages: ReadonlyMap<string, number | null>): number | null {
  const page = pages.get(mark.id);
  return page === undefined ? (mark.anchor.pages[0]?.page ?? 0) : page;
}

/** Shows the item of a mark that was selected on the pages. */
function useItemInSight(selectedMark: string | null) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const item = box.current?.querySelector(`[data-mark-item="${selectedMark}"]`);
    item?.closest('li')?.scrollIntoView({ block: 'nearest' });
  }, [selectedMark]);
  return box;
}

/** Says what to do for a first mark; those that the PDF brings along are painted, yet not here. */
function NoMarks({ paperId, sha256 }: { readonly paperId: string; readonly sha256: string }) {
  const own = useMarksInFile(paperId, sha256);
  return (
    <div className={css.empty}>
      <strong>{t.reader.list.empty}</strong>
      <span>{t.reader.list.emptyHint}</span>
      {own > 0 && (
        <div className={side.ownMarks}>
          <span>{t.pdfMarks.notInList(own)}</span>
          <Button action="reader.takeOverMarks">{t.pdfMarks.takeOver}</Button>
        </div>
      )}
    </div>
  );
}

/** A paper's marks in reading order. Enter or a click goes there, Delete deletes. */
export function MarkList({ paperId, sha256, marks, session, store }: ListProps) {
  const now = useNow();
  const pages = useStore(store, ({ markPages }) => markPages);
  const selectedMark = useStore(store, (state) => state.selectedMark);
  const box = useItemInSight(selectedMark);
  const carried = useStore(store, (state) => state.carried);
  const inOrder = useMemo(() => inCarriedOrder(marks, carried), [marks, carried]);
  const { filter, setFilter, shown } = useFiltered(inOrder, store);
  const [focused, setFocused] = useState<string | null>(null);
  const found = shown.filter((mark) => pageOf(mark, pages) !== null);
  const lost = shown.filter((mark) => pageOf(mark, pages) === null);
  const all = [...found, ...lost];
  const reachable = all.some(({ id }) => id === focused) ? focused : (all[0]?.id ?? null);

  useContextMenu('[data-mark-item]', ({ dataset: { markItem } }) => {
    if (!session || markItem === undefined) return null;
    session.goTo({ annotationId: markItem });
    return { kind: 'highlight', id: markItem, label: t.menus.of.highlight };
  });

  const focusItem = (index: number) => {
    const id = all[Math.min(Math.max(0, index), all.length - 1)]?.id;
    box.current?.querySelector<HTMLElement>(`[data-mark-item="${id}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // Keys in a comment are the comment's.
    if (!(event.target as HTMLElement).closest('[data-mark-item]')) return;
    const index = all.findIndex(({ id }) => id === focused);
    const mark = all[index];
    const step = STEPS[event.key];
    if (step !== undefined) focusItem(index + step);
    else if (event.key === 'Delete' && mark) {
      if (all.length === 1) session?.engine.scroller.focus({ preventScroll: true });
      else focusItem(index + 1 < all.length ? index + 1 : index - 1);
      session?.marks.remove(mark);
    } else return;
    event.preventDefault();
  };
  const item = (mark: Annotation): ReactNode => (
    <MarkItem
      key={mark.id}
      mark={mark}
      page={pageOf(mark, pages)}
      confidence={carried.get(mark.id)?.confidence}
      now={now}
      selected={mark.id === selectedMark}
      reachable={mark.id === reachable}
      onGo={() => session?.goTo({ annotationId: mark.id })}
      onDelete={() => session?.marks.remove(mark)}
      onFocus={() => setFocused(mark.id)}
      details={
        session && mark.id === selectedMark ? (
          <MarkDetails mark={mark} session={session} store={store} />
        ) : null
      }
    />
  );
  if (marks.length === 0) return <NoMarks paperId={paperId} sha256={sha256} />;
  return (
    <div ref={box}>
      <FilterBar filter={filter} onFilter={setFilter} marks={marks} shown={all.length} />
      <ul className={css.marks} aria-label={t.reader.list.label} onKeyDown={onKeyDown}>
        {found.map(item)}
      </ul>
      {lost.length > 0 && (
        <>
          <h2 className={side.lostTitle}>{t.reader.list.lostTitle(lost.length)}</h2>
          <ul className={css.marks} aria-label={t.reader.list.lost} onKeyDown={onKeyDown}>
            {lost.map(item)}
          </ul>
        </>
      )}
    </div>
  );
}
