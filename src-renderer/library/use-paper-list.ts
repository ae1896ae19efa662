import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { ViewRequest } from '../../src-shared/contract/index.ts';
import { useNavigation } from '../app/navigation.ts';
import { rowBeside } from './cursor.ts';
import type { ListItems } from './list-items.ts';
import { canGroup, useListSettings } from './list-settings.ts';
import { forgetRemoved, isRemoved } from './removed.ts';
import type { ListSection } from './sections.ts';
import { useCursor } from './use-cursor.ts';
import { useRows, useView } from './use-list.ts';
import { useListSelection } from './use-list-selection.ts';

/** Heights of a line before it was measured, in CSS pixels at a text size of 16. */
const HEADING_HEIGHT = 31;
const ROW_HEIGHT = 57;
const OVERSCAN = 10;

/** The list's view, its virtual lines and its cursor; how `PaperList` knows what to show. */
export function usePaperList(section: ListSection) {
  const request = useRequest(section);
  const { view, items, error } = useView(request);
  const scroller = useRef<HTMLDivElement>(null);
  const cursorItem = useRef(-1);
  const scale = useMemo(textScale, []);
  const total = view?.total ?? 0;

  const virtualizer = useVirtualizer({
    count: items.count,
    getScrollElement: () => scroller.current,
    estimateSize: (item) =>
      scale * (items.at(item).kind === 'heading' ? HEADING_HEIGHT : ROW_HEIGHT),
    overscan: OVERSCAN,
    scrollPaddingStart: scale * HEADING_HEIGHT,
    rangeExtractor: (range) => linesOf(range, items, cursorItem.current),
  });
  const lines = virtualizer.getVirtualItems();
  const { rowAt, settled } = useRows(view, items, lines);

  const leaving = useRef(false);
  const shift = (from: number, to: number): void => {
    // What is removed by hand is closed up from below, as what stands above is being looked at.
    const closesUp = leaving.current;
    leaving.current = false;
    if (closesUp) return;
    const start = (row: number) => virtualizer.measurementsCache[items.ofRow(row)]?.start ?? 0;
    if (scroller.current?.scrollTop) scroller.current.scrollTop += start(to) - start(from);
  };
  // Rows of a former view that stand in may be of papers that this one does not hold.
  const seen = useRef(0);
  const revision = settled ? (view?.revision ?? 0) : seen.current;
  useEffect(() => {
    seen.current = revision;
    forgetRemoved(revision);
  }, [revision]);
  const idAt = (row: number): string | undefined => {
    const id = rowAt(row)?.id;
    return id !== undefined && isRemoved(id, revision) ? undefined : id;
  };
  const cursor = useCursor(idAt, total, shift);
  cursorItem.current = cursor.row < 0 ? -1 : items.ofRow(cursor.row);
  useScrollToTop(scroller, request);

  const wanted = useRef<number | 'selected' | null>('selected');
  useEffect(() => {
    // Once more when the row is loaded: its height was a guess before.
    const paper = rowAt(wanted.current === 'selected' ? cursor.row : (wanted.current ?? -1));
    if (!paper) return;
    if (wanted.current === 'selected' && paper.id !== useNavigation.getState().selectedPaper)
      return;
    if (cursor.row >= 0) virtualizer.scrollToIndex(items.ofRow(cursor.row));
    wanted.current = null;
  });
  /** Moves the cursor and brings its row into sight. */
  const moveTo = (row: number): void => {
    cursor.moveTo(row);
    if (row < 0) return;
    wanted.current = row;
    virtualizer.scrollToIndex(items.ofRow(row));
  };
  const selecting = useListSelection({ view, row: cursor.row, total, idAt, moveTo });
  /** Moves the cursor off rows whose papers are about to be removed. */
  const leave = (): void => {
    const stays = (row: number): string | undefined =>
      row === cursor.row || selecting.has(row) ? undefined : idAt(row);
    const next = rowBeside(cursor.row, stays, total);
    selecting.clear();
    leaving.current = next > cursor.row;
    if (next < 0) cursor.letGo();
    else moveTo(next);
  };
  const pageRows = (): number =>
    Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (ROW_HEIGHT * scale)) - 1);
  return {
    request,
    view,
    items,
    error,
    total,
    scroller,
    virtualizer,
    lines,
    rowAt,
    row: cursor.row,
    moveTo,
    ...selecting,
    viewId: view?.viewId ?? null,
    leave,
    pageRows,
  };
}

function useRequest(section: ListSection): ViewRequest {
  const { scope, query = '' } = section;
  const { sort, filters, grouped } = useListSettings(section);
  return useMemo(
    () => ({ scope, sort, filters: [...filters], grouped: grouped && canGroup(sort), query }),
    [scope, sort, filters, grouped, query],
  );
}

/** Another order or filter is another list. */
function useScrollToTop(
  scroller: React.RefObject<HTMLDivElement | null>,
  request: ViewRequest,
): void {
  const shown = useRef(request);
  useEffect(() => {
    if (shown.current === request) return;
    shown.current = request;
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [scroller, request]);
}

/** The lines to render: those in sight, the heading that they stand under, and the cursor's. */
function linesOf(range: Range, items: ListItems, cursorItem: number): number[] {
  const lines = new Set(defaultRangeExtractor(range));
  if (items.count > 0) lines.add(items.headingOf(range.startIndex));
  if (cursorItem >= 0 && cursorItem < items.count) lines.add(cursorItem);
  return [...lines].sort((a, b) => a - b);
}

/** How much larger than usual the user has text. */
function textScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}
