import {
  defaultRangeExtractor,
  type Range,
  useVirtualizer,
  type Virtualizer,
} from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ViewRequest } from '../../src-shared/contract/index.ts';
import { useNavigation } from '../app/navigation.ts';
import { client } from '../client.ts';
import { FOUND_ID } from '../search/search-state.ts';
import { rowBeside } from './cursor.ts';
import type { ListItems } from './list-items.ts';
import { keepPlace, placeIn } from './list-places.ts';
import { forgetRemoved, isRemoved } from './removed.ts';
import type { ListSection } from './sections.ts';
import { useCursor } from './use-cursor.ts';
import { useRows, useView } from './use-list.ts';
import { useListSelection } from './use-list-selection.ts';
import { useRequest } from './use-request.ts';

/** Heights of a line before it was measured, in CSS pixels at a text size of 16. */
const HEADING_HEIGHT = 31;
const ROW_HEIGHT = 57;
const HIT_HEIGHT = 76;
const OVERSCAN = 10;

/** The list's view, its virtual lines and its cursor; how `PaperList` knows what to show. */
export function usePaperList(section: ListSection) {
  const request = useRequest(section);
  const { view, items, error } = useView(request);
  const scroller = useRef<HTMLDivElement>(null);
  const cursorItem = useRef(-1);
  const scale = useMemo(textScale, []);
  const total = view?.total ?? 0;
  const rowHeight = scale * (request.query === '' ? ROW_HEIGHT : HIT_HEIGHT);
  const [left] = useState(() => placeIn(section.id, view?.viewId));

  const virtualizer = useVirtualizer({
    count: items.count,
    getScrollElement: () => scroller.current,
    estimateSize: (item) =>
      items.at(item).kind === 'heading' ? scale * HEADING_HEIGHT : rowHeight,
    overscan: OVERSCAN,
    scrollPaddingStart: items.total < items.count ? scale * HEADING_HEIGHT : 0,
    rangeExtractor: (range) => linesOf(range, items, cursorItem.current),
    ...(left ? { initialOffset: left.offset, initialMeasurementsCache: left.measurements } : {}),
  });
  useKeptPlace(section.id, view?.viewId, virtualizer);
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
  const isFound = section.id === FOUND_ID;
  // While the next query is answered, the rows are still those of the former one.
  const query = isFound ? (view?.request.query ?? request.query) : '';
  const cursor = useCursor({ idAt, total, query, onShift: shift });
  cursorItem.current = cursor.row < 0 ? -1 : items.ofRow(cursor.row);
  useScrollToTop(scroller, request);

  const wanted = useRef<number | null>(null);
  useEffect(() => {
    // Once more when the row is loaded: its height was a guess before.
    if (wanted.current === null || !rowAt(wanted.current)) return;
    virtualizer.scrollToIndex(items.ofRow(wanted.current));
    wanted.current = null;
  });
  /** Moves the cursor and brings its row into sight. */
  const moveTo = (row: number): void => {
    cursor.moveTo(row);
    if (row < 0) return;
    wanted.current = row;
    virtualizer.scrollToIndex(items.ofRow(row));
  };
  const viewId = isFound ? undefined : view?.viewId;
  useShownSelected({ viewId, row: cursor.row, idAt, moveTo, stays: left !== undefined });
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
    Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
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
    idAt,
    settled,
    row: cursor.row,
    moveTo,
    ...selecting,
    viewId: view?.viewId ?? null,
    leave,
    pageRows,
  };
}

/** Keeps where the list is when it goes, and where it comes back. */
function useKeptPlace(
  section: string,
  viewId: string | undefined,
  virtualizer: Virtualizer<HTMLDivElement, Element>,
): void {
  const leave = useRef<() => void>(() => undefined);
  useEffect(() => {
    leave.current = () => {
      if (viewId === undefined || virtualizer.scrollOffset === null) return;
      const { scrollOffset: offset, measurementsCache: measurements } = virtualizer;
      keepPlace(section, { viewId, offset, measurements });
    };
  });
  useEffect(() => () => leave.current(), []);
}

type Shown = {
  /** Undefined where the cursor is not to follow what is selected elsewhere. */
  readonly viewId: string | undefined;
  readonly row: number;
  readonly idAt: (row: number) => string | undefined;
  readonly moveTo: (row: number) => void;
  /** Whether the list came back to where it was left. */
  readonly stays: boolean;
};

/** Brings a paper that was selected elsewhere into sight, wherever in the list it is. */
function useShownSelected({ viewId, row, idAt, moveTo, stays }: Shown): void {
  const selected = useNavigation((state) => state.selectedPaper);
  const shown = useRef(stays ? selected : null);
  const onRow = row >= 0 ? idAt(row) : undefined;
  const latest = useRef(moveTo);
  useEffect(() => {
    latest.current = moveTo;
    if (onRow === undefined || onRow !== selected) return;
    // What the cursor is on was brought into sight by whatever moved it there, the first apart.
    const isFirst = shown.current === null;
    shown.current = selected;
    if (isFirst) moveTo(row);
  });
  useEffect(() => {
    if (viewId === undefined || selected === null || shown.current === selected) return undefined;
    let left = false;
    const go = async (): Promise<void> => {
      const answer = await client.library.locate({ viewId, paperId: selected });
      if (left || !answer.ok) return;
      shown.current = selected;
      if (answer.row !== null) latest.current(answer.row);
    };
    void go().catch(() => undefined);
    return () => {
      left = true;
    };
  }, [viewId, selected]);
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
  const heading = items.count > 0 ? items.headingOf(range.startIndex) : -1;
  if (heading >= 0) lines.add(heading);
  if (cursorItem >= 0 && cursorItem < items.count) lines.add(cursorItem);
  return [...lines].sort((a, b) => a - b);
}

/** How much larger than usual the user has text. */
function textScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}
