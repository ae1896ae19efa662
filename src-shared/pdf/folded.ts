/** Text without white space and hyphens, in one case, with the offset of each character. */
export type Folded = { readonly text: string; readonly offsets: readonly number[] };

/** What is left of a text when line ends, spacing, hyphens and capitals do not count. */
export function fold(text: string): Folded {
  const offsets: number[] = [];
  let folded = '';
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (/[\s\u00ad\u2010-\u2015-]/u.test(character)) continue;
    const lower = character.toLowerCase();
    folded += lower;
    for (let k = 0; k < lower.length; k++) offsets.push(i);
  }
  return { text: folded, offsets };
}
