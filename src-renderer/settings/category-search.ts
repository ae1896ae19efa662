import { ARXIV_CATEGORIES } from '../app/texts/en/arxiv-categories.ts';

/** A category of arXiv: its code and its name. */
export type Category = { readonly code: string; readonly name: string };

const ALL: readonly Category[] = Object.entries(ARXIV_CATEGORIES).map(([code, name]) => ({
  code,
  name,
}));

const NAMES = new Map(Object.entries(ARXIV_CATEGORIES));

const MAX_FOUND = 8;

/** A category's name, or null for one that this version does not know. */
export const categoryName = (code: string): string | null => NAMES.get(code) ?? null;

/**
 * The categories that a text may mean and that are not `taken`, the likeliest first: its code, codes
 * that begin so, names with a word that begins so, and what holds it anywhere.
 */
export function findCategories(text: string, taken: readonly string[]): readonly Category[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  return ALL.filter(({ code }) => !taken.includes(code))
    .map((category) => ({ category, place: placeOf(category, wanted) }))
    .filter(({ place }) => place < NOWHERE)
    .sort((a, b) => a.place - b.place)
    .slice(0, MAX_FOUND)
    .map(({ category }) => category);
}

const NOWHERE = 9;

function placeOf({ code, name }: Category, wanted: string): number {
  const lowCode = code.toLowerCase();
  const lowName = name.toLowerCase();
  if (lowCode === wanted) return 0;
  if (lowCode.startsWith(wanted) || lowCode.split('.')[1]?.startsWith(wanted)) return 1;
  if (lowName.startsWith(wanted)) return 2;
  if (lowName.split(/[ -]/).some((word) => word.startsWith(wanted))) return 3;
  return lowName.includes(wanted) || lowCode.includes(wanted) ? 4 : NOWHERE;
}
