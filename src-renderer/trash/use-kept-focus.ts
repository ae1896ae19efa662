import { type FocusEvent, type RefObject, useEffect, useRef } from 'react';

/** A button of a row, by the places of both. */
type Place = { readonly row: number; readonly button: number };

const FIRST: Place = { row: 0, button: 0 };

/**
 * Keeps the focus on a page whose rows go as their buttons are used: on the same button of the row
 * that moved up, or on `fallback` where none is left. Rows carry `data-row`.
 */
export function useKeptFocus(
  page: RefObject<HTMLElement | null>,
  fallback: RefObject<HTMLElement | null>,
) {
  const last = useRef<Place | null>(null);
  const rowsOf = (): Element[] => [...(page.current?.querySelectorAll('[data-row]') ?? [])];
  useEffect(() => {
    if (last.current === null || document.activeElement !== document.body) return;
    if (!focusAt(rowsOf(), last.current)) fallback.current?.focus();
  });
  const onFocus = ({ target }: FocusEvent): void => {
    last.current = placeOf(target, rowsOf());
  };
  const step = (by: number): void => {
    const { row, button } = last.current ?? FIRST;
    focusAt(rowsOf(), { row: Math.max(0, row + by), button });
  };
  return { onFocus, step };
}

function placeOf(target: Element, rows: readonly Element[]): Place {
  const row = target.closest('[data-row]');
  if (!row) return FIRST;
  const button = [...row.querySelectorAll('button')].indexOf(target as HTMLButtonElement);
  return { row: rows.indexOf(row), button: Math.max(0, button) };
}

function focusAt(rows: readonly Element[], { row, button }: Place): boolean {
  const buttons = rows[Math.min(row, rows.length - 1)]?.querySelectorAll('button');
  const found = buttons?.[button];
  found?.focus();
  return found !== undefined;
}
