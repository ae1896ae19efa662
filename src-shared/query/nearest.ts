import { FIELDS, type Field, HAS_VALUES, IS_VALUES } from './types.ts';

/** What people write in place of our fields' names. */
const OTHER_NAMES: ReadonlyMap<string, Field> = new Map(
  Object.entries({
    by: 'author',
    collection: 'in',
    content: 'text',
    folder: 'in',
    fulltext: 'text',
    keyword: 'tag',
    label: 'tag',
    likes: 'upvotes',
    organisation: 'org',
    organization: 'org',
    pdf: 'text',
    published: 'date',
    status: 'is',
    votes: 'upvotes',
  } as const),
);

/** The field that is probably meant by a name that there is not (`unknown-field`), or null. */
export function nearestField(name: string): Field | null {
  return OTHER_NAMES.get(name.toLowerCase()) ?? nearest(name, FIELDS);
}

/** The value of `is:` or `has:` that is probably meant (`bad-value`), or null. */
export function nearestValue(text: string): string | null {
  return nearest(text, [...IS_VALUES, ...HAS_VALUES]);
}

function nearest<Name extends string>(text: string, names: readonly Name[]): Name | null {
  const wanted = text.toLowerCase().slice(0, 30);
  const begun = wanted.length >= 2 ? names.find((name) => name.startsWith(wanted)) : undefined;
  if (begun !== undefined) return begun;
  const distances = names.map((name) => ({ name, distance: distance(wanted, name) }));
  const best = distances.reduce((a, b) => (b.distance < a.distance ? b : a));
  return best.distance <= (best.name.length > 4 ? 2 : 1) ? best.name : null;
}

/** Letters to insert, delete, replace, or exchange with their neighbour. */
function distance(a: string, b: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? before[j - 2]! + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, replaced, swapped));
    }
    [before, row] = [row, next];
  }
  return row[b.length]!;
}
