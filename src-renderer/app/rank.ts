/**
 * How well a title answers what was typed: higher is better, null where it does not. Words that
 * start with it come before a match inside, that before letters in the same order.
 */
export function matchScore(query: string, title: string): number | null {
  const wanted = fold(query);
  if (wanted === '') return 0;
  const text = fold(title);
  if (text.startsWith(wanted)) return 4;
  if (text.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 3;
  if (wanted.split(' ').every((part) => text.includes(part))) return 2;
  return isSubsequence(wanted.replaceAll(' ', ''), text) ? 1 : null;
}

/** The items whose titles answer, best first; equal ones stay in order. */
export function rank<Item extends { readonly title: string }>(
  query: string,
  items: readonly Item[],
): Item[] {
  return items
    .map((item) => ({ item, score: matchScore(query, item.title) }))
    .filter(({ score }) => score !== null)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ item }) => item);
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim().replace(/\s+/g, ' ');
}

function isSubsequence(wanted: string, text: string): boolean {
  let from = 0;
  for (const letter of wanted) {
    from = text.indexOf(letter, from) + 1;
    if (from === 0) return false;
  }
  return true;
}
