/** Rows of a view from `first` to `last`, both in it; `whole` is every row, however many come. */
export type Span = {
  readonly first: number;
  readonly last: number;
  /** The papers at the ends, where known, by which the span is found again in a list that changed. */
  readonly firstId?: string | undefined;
  readonly lastId?: string | undefined;
  readonly whole?: boolean;
};

/**
 * What is selected beside the cursor: papers that were picked, each with its row, and spans of rows,
 * sorted and apart, less some papers. No pick stands in a span, every exception does. Where nothing
 * is, the paper of the cursor is the one that is selected.
 */
export type Selection = {
  readonly picks: ReadonlyMap<string, number>;
  readonly spans: readonly Span[];
  readonly except: ReadonlyMap<string, number>;
};

/** Nothing beside the cursor. */
export const NOTHING: Selection = { picks: new Map(), spans: [], except: new Map() };

/** A paper and where it stands. */
export type Place = { readonly row: number; readonly id: string };

/** The paper at a row, where that is loaded. */
export type IdAt = (row: number) => string | undefined;

/** Spans up to this long are held by their papers, if those are loaded. */
const SHORT = 200;

const inSpan = (spans: readonly Span[], row: number): boolean =>
  spans.some(({ first, last }) => first <= row && row <= last);

/** Whether a row is selected; `id` undefined where it is not loaded. */
export function isSelected(selection: Selection, row: number, id: string | undefined): boolean {
  if (id !== undefined && selection.picks.has(id)) return true;
  return inSpan(selection.spans, row) && !(id !== undefined && selection.except.has(id));
}

/** How many papers are selected. */
export function countOf({ picks, spans, except }: Selection): number {
  const inSpans = spans.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  return picks.size + inSpans - except.size;
}

/** Adds a paper to the selection, or takes it out. */
export function toggle(selection: Selection, { row, id }: Place): Selection {
  if (inSpan(selection.spans, row)) {
    const except = new Map(selection.except);
    if (!except.delete(id)) except.set(id, row);
    return { ...selection, except };
  }
  const picks = new Map(selection.picks);
  if (!picks.delete(id)) picks.set(id, row);
  return { ...selection, picks };
}

/** Selects the rows between two, and nothing else. */
export function between(from: number, to: number, idAt: IdAt): Selection {
  return withBetween(NOTHING, from, to, idAt);
}

/** Selects the rows between two as well. */
export function withBetween(selection: Selection, from: number, to: number, idAt: IdAt): Selection {
  const first = Math.min(from, to);
  const last = Math.max(from, to);
  const places = loadedPlaces(first, last, idAt);
  if (places === null)
    return withSpan(selection, { first, last, firstId: idAt(first), lastId: idAt(last) });
  const picks = new Map(selection.picks);
  const except = new Map(selection.except);
  for (const { row, id } of places)
    if (inSpan(selection.spans, row)) except.delete(id);
    else picks.set(id, row);
  return { ...selection, picks, except };
}

/** The papers of a short stretch of rows, if all are loaded. */
function loadedPlaces(first: number, last: number, idAt: IdAt): Place[] | null {
  if (last - first >= SHORT) return null;
  const places: Place[] = [];
  for (let row = first; row <= last; row++) {
    const id = idAt(row);
    if (id === undefined) return null;
    places.push({ row, id });
  }
  return places;
}

/** Every row of a list. */
export const wholeOf = (total: number): Selection =>
  total === 0 ? NOTHING : { ...NOTHING, spans: [{ first: 0, last: total - 1, whole: true }] };

function withSpan(selection: Selection, added: Span): Selection {
  const inside = (row: number): boolean => added.first <= row && row <= added.last;
  return {
    picks: new Map([...selection.picks].filter(([, row]) => !inside(row))),
    spans: joined([...selection.spans, added]),
    except: new Map([...selection.except].filter(([, row]) => !inside(row))),
  };
}

/** Spans that touch or overlap become one. */
function joined(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.first - b.first);
  const result: Span[] = [];
  for (const span of sorted) {
    const former = result.at(-1);
    if (!former || span.first > former.last + 1) result.push(span);
    else result[result.length - 1] = joinedTwo(former, span);
  }
  return result;
}

function joinedTwo(former: Span, span: Span): Span {
  const end = span.last > former.last ? span : former;
  const whole = former.whole === true || span.whole === true;
  return {
    first: former.first,
    firstId: former.firstId,
    last: end.last,
    lastId: end.lastId,
    whole,
  };
}
