/** A stretch of a text: words, or a formula in TeX. */
export type TextPart =
  | { readonly kind: 'words'; readonly text: string }
  | {
      readonly kind: 'formula';
      /** As it stands in the text, with what it stands between. */
      readonly text: string;
      readonly tex: string;
      readonly display: boolean;
    };

/**
 * What stands between dollars or TeX's brackets. A single dollar opens where no space follows, and
 * closes where none is before it and no digit after, so that "$5 and $10" are prices.
 */
const FORMULA =
  /\$\$(?<shown>[^$]+?)\$\$|\\\[(?<boxed>.+?)\\\]|\\\((?<inline>.+?)\\\)|(?<!\\)\$(?<plain>(?!\s)(?:\\.|[^$\\\n]|\n(?!\n))+?(?<![\s\\]))\$(?!\d)/gsu;

/** A text parted into its words and its formulas, in order. */
export function partsOf(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(FORMULA)) {
    const { shown, boxed, inline, plain } = match.groups ?? {};
    if (match.index > end) parts.push({ kind: 'words', text: text.slice(end, match.index) });
    const tex = shown ?? boxed ?? inline ?? plain ?? '';
    const display = (shown ?? boxed) !== undefined;
    parts.push({ kind: 'formula', text: match[0], tex, display });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ kind: 'words', text: text.slice(end) });
  return parts;
}
