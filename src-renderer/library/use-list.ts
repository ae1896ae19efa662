import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { FoundRow, ViewRequest } from '../../src-shared/contract/index.ts';
import { keys, type OpenView, queries, queryClient, WINDOW_ROWS } from '../queries.ts';
import { ListItems } from './list-items.ts';

/** Rows of closed views are of no use. */
const ROWS_KEPT_MS = 10_000;

/** The view of a request, the former one while the next is being opened. */
export function useView(request: ViewRequest) {
  const {
    data: view,
    isPlaceholderData,
    error,
  } = useQuery({
    ...queries.view(request),
    placeholderData: keepPreviousData,
  });
  const items = useMemo(() => {
    const { groups, total, request: asked } = view ?? { groups: [], total: 0, request };
    return new ListItems({ groups: asked.grouped ? groups : [], total });
  }, [view, request]);
  return { view, items, error, changing: isPlaceholderData };
}

/**
 * The loaded rows of a view, by index, for the lines that are shown. While the rows of a view that
 * was opened anew are on their way, those of the former view of the same request stand in.
 */
export function useRows(
  view: OpenView | undefined,
  items: ListItems,
  lines: readonly { readonly index: number }[],
) {
  const former = useFormerView(view);
  const windows = view ? windowsOfLines(items, lines) : [];
  const results = useQueries({
    queries: windows.map((window) => ({
      ...queries.rows(view?.viewId ?? '', window),
      gcTime: ROWS_KEPT_MS,
    })),
  });
  const rowAt = (row: number): FoundRow | undefined => {
    const window = Math.floor(row / WINDOW_ROWS);
    const rows = results[windows.indexOf(window)]?.data ?? rowsOf(former, window);
    return rows?.[row % WINDOW_ROWS];
  };
  /** Whether every row in sight is of this view, none of a former one. */
  const settled = results.every(({ data }) => data !== undefined);
  return { rowAt, settled };
}

/** The rows that are still kept of a view. */
function rowsOf(viewId: string | undefined, window: number): FoundRow[] | undefined {
  return viewId === undefined ? undefined : queryClient.getQueryData(keys.rows(viewId, window));
}

/** Rows beyond the lines that are asked for ahead, so that scrolling meets no empty row. */
const ROWS_AHEAD = 25;

/** The windows that hold the rows among some lines and near them, in order. */
function windowsOfLines(
  items: ListItems,
  lines: readonly { readonly index: number }[],
): readonly number[] {
  const windows = new Set<number>();
  for (const { index } of lines) {
    const item = index < items.count ? items.at(index) : undefined;
    if (item?.kind !== 'row') continue;
    for (const row of [item.row - ROWS_AHEAD, item.row, item.row + ROWS_AHEAD])
      if (row >= 0 && row < items.total) windows.add(Math.floor(row / WINDOW_ROWS));
  }
  return [...windows].sort((a, b) => a - b);
}

const hasRows = (viewId: string | undefined): boolean =>
  viewId !== undefined &&
  queryClient.getQueriesData({ queryKey: [...keys.allRows, viewId] }).some(([, rows]) => rows);

/** The id of the view that was shown before this one for the same request. */
function useFormerView(view: OpenView | undefined): string | undefined {
  const now = view?.viewId;
  const request = JSON.stringify(view?.request);
  const [shown, setShown] = useState<{ request: string; now?: string; before?: string }>({
    request,
    now,
  });
  if (now === shown.now) return shown.before;
  // One that was closed before its rows came has none to lend.
  const lender = hasRows(shown.now) ? shown.now : shown.before;
  const before = request === shown.request ? lender : undefined;
  setShown({ request, now, before });
  return before;
}
