/**
 * What English forms of a word have in common, roughly: "pruning", "pruned" and "prunes" to one.
 * Right enough to compare two texts, too rough to be searched for. Other words stay.
 */
export function stem(word: string): string {
  if (word.length < 5 || !/^[a-z]+$/.test(word)) return word;
  const singular = word.replace(/ies$/, 'y').replace(/(?<!s)s$/, '');
  const root = singular.replace(/(?:ing|ed|e)$/, '');
  return root.length >= 4 ? root : singular;
}
