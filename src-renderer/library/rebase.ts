import { MAX_IDS } from '../../src-shared/contract/index.ts';
import { NOTHING, type Selection, type Span } from './selection.ts';

/** What a list that was opened anew can be asked; both answer null where that cannot be told. */
export type NewView = {
  readonly total: number;
  readonly rowOf: (id: string) => Promise<number | null>;
  /** The papers of some rows. */
  readonly ids: (offset: number, limit: number) => Promise<readonly string[]>;
};

/** How far from where they stood papers are looked for all at once. */
const NEAR = 500;

/**
 * The selection in a list that was opened anew: papers that were picked stay selected where they
 * are still in it, spans keep the papers at their ends.
 */
export async function rebase(selection: Selection, view: NewView): Promise<Selection> {
  const picks = await placesIn(selection.picks, view);
  const spans = await Promise.all(selection.spans.map((span) => spanIn(span, view)));
  const left = spans.filter((span) => span !== null);
  if (picks.size === 0 && left.length === 0) return NOTHING;
  const except = await placesIn(selection.except, view);
  return { picks, spans: left, except };
}

async function placesIn(
  places: ReadonlyMap<string, number>,
  view: NewView,
): Promise<ReadonlyMap<string, number>> {
  if (places.size === 0) return places;
  const near = await rowsNear([...places.values()], view);
  const found = new Map<string, number>();
  for (const id of places.keys()) {
    const row = near.get(id) ?? (await view.rowOf(id));
    if (row !== null) found.set(id, row);
  }
  return found;
}

/** The papers about some rows, with where they stand. */
async function rowsNear(rows: readonly number[], view: NewView): Promise<Map<string, number>> {
  const lowest = rows.reduce((a, b) => Math.min(a, b));
  const highest = rows.reduce((a, b) => Math.max(a, b));
  const offset = Math.max(0, lowest - NEAR);
  const ids = await view.ids(offset, Math.min(MAX_IDS, highest - offset + NEAR));
  return new Map(ids.map((id, index) => [id, offset + index]));
}

async function spanIn(span: Span, view: NewView): Promise<Span | null> {
  if (view.total === 0) return null;
  if (span.whole) return { ...span, first: 0, last: view.total - 1 };
  const [from, to] = await Promise.all([endIn(span.firstId, view), endIn(span.lastId, view)]);
  const length = span.last - span.first;
  // One end may have left the list: the other says where the span is now.
  const first = from ?? (to === null ? span.first : to - length);
  const last = to ?? first + length;
  const bounded = { first: Math.max(0, first), last: Math.min(view.total - 1, last) };
  return bounded.first > bounded.last ? null : { ...span, ...bounded };
}

const endIn = (id: string | undefined, view: NewView): Promise<number | null> =>
  id === undefined ? Promise.resolve(null) : view.rowOf(id);
