import {
  type CaretUnit,
  comparePoints,
  moveCaret,
  type PageOf,
  paragraphAt,
  rangeOf,
  type TextPoint,
  type TextRange,
  wordAt,
} from '../../../src-shared/pdf/index.ts';

/** What one press takes hold of: a click a place, two a word, three a paragraph. */
export type SelectionUnit = 'character' | 'word' | 'paragraph';

/**
 * A selection over the text model. It runs from `anchor`, which stays, to `focus`, which moves;
 * `origin` is what the first press took, so that dragging back never loses it.
 */
export type Selection = {
  readonly unit: SelectionUnit;
  readonly origin: TextRange;
  readonly anchor: TextPoint;
  readonly focus: TextPoint;
};

/** The range that is selected. */
export function selectedRange({ anchor, focus }: Selection): TextRange {
  return rangeOf(anchor, focus);
}

/** Whether nothing is selected: the selection is a caret. */
export function isCaret({ anchor, focus }: Selection): boolean {
  return comparePoints(anchor, focus) === 0;
}

/** A caret at a place. */
export function caretAt(point: TextPoint): Selection {
  return { unit: 'character', origin: { start: point, end: point }, anchor: point, focus: point };
}

/** What is held by so many clicks in a row. */
export function unitOfClicks(clicks: number): SelectionUnit {
  if (clicks >= 3) return 'paragraph';
  return clicks === 2 ? 'word' : 'character';
}

function unitAround(pageOf: PageOf, point: TextPoint, unit: SelectionUnit): TextRange {
  const page = pageOf(point.page);
  if (!page || unit === 'character') return { start: point, end: point };
  const range = unit === 'word' ? wordAt(page, point.offset) : paragraphAt(page, point.offset);
  return {
    start: { page: point.page, offset: range.start },
    end: { page: point.page, offset: range.end },
  };
}

/** A press begins a selection at a place. */
export function pressAt(pageOf: PageOf, point: TextPoint, unit: SelectionUnit): Selection {
  const origin = unitAround(pageOf, point, unit);
  return { unit, origin, anchor: origin.start, focus: origin.end };
}

/** The pointer, or a click with Shift, takes the selection to a place, by whole units. */
export function dragTo(pageOf: PageOf, selection: Selection, point: TextPoint): Selection {
  const { origin, unit } = selection;
  const reached = unitAround(pageOf, point, unit);
  if (comparePoints(reached.start, origin.start) < 0) {
    return { ...selection, anchor: origin.end, focus: reached.start };
  }
  const end = comparePoints(reached.end, origin.end) > 0 ? reached.end : origin.end;
  return { ...selection, anchor: origin.start, focus: end };
}

/**
 * A key takes the caret on, with `extend` the selection's moving end. Without it, a selection
 * collapses to the end that the key points to, as in every editor.
 */
export function moveFocus(
  pageOf: PageOf,
  pageCount: number,
  selection: Selection,
  move: { unit: CaretUnit; direction: 1 | -1; extend: boolean },
): Selection {
  const { unit, direction, extend } = move;
  if (!extend && !isCaret(selection) && unit === 'character') {
    const { start, end } = selectedRange(selection);
    return caretAt(direction > 0 ? end : start);
  }
  const focus = moveCaret(pageOf, pageCount, selection.focus, unit, direction);
  if (!extend) return caretAt(focus);
  const { anchor } = selection;
  return { unit: 'character', origin: { start: anchor, end: anchor }, anchor, focus };
}
