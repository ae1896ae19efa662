import { type PlacedTerm, placedTerms } from './terms.ts';

/** A stretch of a text; marked where it met the query. */
export type Part = { readonly text: string; readonly marked: boolean };

/** Whether a term of a text is one that was looked for. */
export type IsMeant = (term: string) => boolean;

/** The whole text in parts, or null where nothing in it is meant. */
export function markAll(text: string, isMeant: IsMeant): Part[] | null {
  const terms = placedTerms(text).filter(({ term }) => isMeant(term));
  return terms.length === 0 ? null : partsOf(text, 0, text.length, terms);
}

/**
 * At most about `length` characters of a text around the place where most different words that are
 * meant stand together, cut at words; an ellipsis where it is cut. Null where nothing is meant.
 */
export function snippetOf(text: string, isMeant: IsMeant, length: number): Part[] | null {
  const terms = placedTerms(text);
  const meant = terms.filter(({ term }) => isMeant(term));
  if (meant.length === 0) return null;
  const window = bestWindow(meant, length);
  const spare = Math.max(0, length - (window.end - window.start));
  const from = text.length <= length ? 0 : startNear(terms, window.start - Math.floor(spare / 3));
  const to =
    text.length <= length ? text.length : endNear(terms, Math.max(window.end, from + length));
  const parts = partsOf(text, from, to, meant);
  const before: Part[] = from > 0 ? [{ text: '… ', marked: false }] : [];
  const after: Part[] = to < text.length ? [{ text: ' …', marked: false }] : [];
  return joined([...before, ...parts, ...after]);
}

/** The words that are marked, as they stand in the text, each once, at most `limit`. */
export function markedWords(text: string, isMeant: IsMeant, limit: number): string[] {
  const words = placedTerms(text).filter(({ term }) => isMeant(term));
  return [...new Set(words.map(({ start, end }) => text.slice(start, end)))].slice(0, limit);
}

function bestWindow(meant: readonly PlacedTerm[], length: number): { start: number; end: number } {
  let best = { start: meant[0]!.start, end: meant[0]!.end };
  let most = 0;
  const inside = new Map<string, number>();
  let first = 0;
  for (const last of meant) {
    inside.set(last.term, (inside.get(last.term) ?? 0) + 1);
    for (; last.end - meant[first]!.start > length && meant[first] !== last; first++) {
      const left = inside.get(meant[first]!.term)! - 1;
      if (left > 0) inside.set(meant[first]!.term, left);
      else inside.delete(meant[first]!.term);
    }
    if (inside.size <= most) continue;
    most = inside.size;
    best = { start: meant[first]!.start, end: last.end };
  }
  return best;
}

function startNear(terms: readonly PlacedTerm[], wanted: number): number {
  if (wanted <= 0) return 0;
  return terms.find(({ start }) => start >= wanted)?.start ?? wanted;
}

function endNear(terms: readonly PlacedTerm[], wanted: number): number {
  return terms.findLast(({ end }) => end <= wanted)?.end ?? wanted;
}

function partsOf(text: string, from: number, to: number, meant: readonly PlacedTerm[]): Part[] {
  const parts: Part[] = [];
  let at = from;
  for (const { start, end } of meant) {
    if (start < at || end > to) continue;
    parts.push({ text: text.slice(at, start), marked: false });
    parts.push({ text: text.slice(start, end), marked: true });
    at = end;
  }
  parts.push({ text: text.slice(at, to), marked: false });
  return joined(parts);
}

/** Without empty parts; neighbours of the same kind as one. */
function joined(parts: readonly Part[]): Part[] {
  const all: Part[] = [];
  for (const part of parts) {
    if (part.text === '') continue;
    const last = all.at(-1);
    if (last?.marked === part.marked)
      all[all.length - 1] = { ...last, text: last.text + part.text };
    else all.push(part);
  }
  return all;
}
