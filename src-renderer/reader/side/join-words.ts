/** A stretch of a text, and what stands in its place; characters from `from` up to `to`. */
export type Patch = { readonly from: number; readonly to: number; readonly text: string };

/**
 * What is to be changed in `mine` so that it has what `theirs` changed as well, both having begun at
 * one of `bases`. Where both changed the same words, theirs come on a line after mine: none is lost.
 */
export function patchFor(bases: readonly string[], mine: string, theirs: string): Patch | null {
  const [base = ''] = [...bases].sort((a, b) => distance(a, theirs) - distance(b, theirs));
  const their = changeOf(base, theirs);
  const own = changeOf(base, mine);
  if (their.from === their.to && their.text === '') return null;
  if (own.text.includes(their.text) && touch(their, own)) return null;
  if (their.text.includes(own.text) && touch(their, own) && covers(their, own))
    return changeOf(mine, theirs);
  if (!touch(their, own)) {
    const moved = their.from >= own.to ? mine.length - base.length : 0;
    return { ...their, from: their.from + moved, to: their.to + moved };
  }
  const end = own.from + own.text.length;
  return { from: end, to: end, text: `${/^\s|^$/.test(their.text) ? '' : '\n'}${their.text}` };
}

/** The one stretch in which a text differs from what it was. */
function changeOf(before: string, after: string): Patch {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let behind = 0;
  while (behind < shorter - from && before.at(-1 - behind) === after.at(-1 - behind)) behind++;
  return { from, to: before.length - behind, text: after.slice(from, after.length - behind) };
}

function distance(before: string, after: string): number {
  const { from, to, text } = changeOf(before, after);
  return to - from + text.length;
}

/** Whether two changes of one text are about the same words, or stand at the same spot. */
function touch(a: Patch, b: Patch): boolean {
  return a.from <= b.to && b.from <= a.to;
}

function covers(a: Patch, b: Patch): boolean {
  return a.from <= b.from && a.to >= b.to;
}
