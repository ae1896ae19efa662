/** A piece of text without spaces and the middle of its box, points from the page's top left. */
export type Piece = { readonly text: string; readonly x: number; readonly y: number };

/** What a word is here, in few words. */
export const TOKENS =
  'runs of 2 or more letters after NFKC, in lower case, hyphens before letters and line ends joined';

/** A line's box `[x1, y1, x2, y2]`, points from the page's top left. */
export type LineBox = readonly [number, number, number, number];

/** Fewer words than this are a label, a cell or a piece of a formula. */
const fewestWords = 4;
/** Less than this share of words among a line's pieces is mathematics, code or a table. */
const wordShare = 0.6;

/** Whether a line counts: at least 4 words of two letters or more, and 3/5 of its pieces are. */
export function isProse(pieces: readonly string[]): boolean {
  const words = pieces.filter((piece) => /\p{L}{2}/u.test(piece));
  return words.length >= fewestWords && words.length >= wordShare * pieces.length;
}

/**
 * The words of a page as they are compared: of the pieces whose middle lies in one of the lines
 * that count, after NFKC and in lower case, with hyphens before letters and line ends taken away
 * (whether a hyphen at a line's end belongs to the word is not in the file, and no reader knows),
 * every run of two letters or more. Digits, symbols and single letters do not count. `lines`
 * undefined: every piece counts. Pieces in one of the boxes `apart` do not.
 */
export function tokensOf(
  pieces: readonly Piece[],
  lines: readonly LineBox[] | undefined,
  apart: readonly LineBox[] = [],
): string[] {
  const kept = pieces.filter(
    (piece) =>
      (!lines || lines.some((box) => lies(piece, box))) && !apart.some((box) => lies(piece, box)),
  );
  const joined = clean(kept.map(({ text }) => text).join(' '));
  const whole = joined.replace(/(\p{L})[-\u2010\u2011\u00ad\u00ac]\s*(?=\p{L})/gu, '$1');
  return whole.match(/\p{L}[\p{L}\p{M}]+/gu) ?? [];
}

function lies({ x, y }: Piece, [x1, y1, x2, y2]: LineBox): boolean {
  return x >= x1 && x <= x2 && y >= y1 && y <= y2;
}

/**
 * NFKC in lower case, a dotless i under an accent as i, and the order of alef and lam as one:
 * poppler writes the ligature of the two backwards.
 */
function clean(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\u0131(?=\p{M})/gu, 'i')
    .normalize('NFC')
    .replace(/[\u0622\u0623\u0625\u0627\u0644]{2,}/gu, (run) => [...run].sort().join(''));
}

/** Words that stand in the place of each other: ours, and the other's. */
export type Difference = { readonly own: readonly string[]; readonly other: readonly string[] };

const ligatures = /ffi|ffl|ff|fi|fl/u;

/**
 * Whether the other's words are ours without their ligatures: fonts that are pictures seldom say
 * which letters these are, and poppler then leaves them out.
 */
export function lacksLigatures({ own, other }: Difference): boolean {
  const left = own.flatMap((word) => word.split(ligatures)).filter((part) => part.length > 1);
  return own.some((word) => ligatures.test(word)) && left.join(' ') === other.join(' ');
}

/** Length of the longest common subsequence of two lists, and what is not in it, in order. */
export function commonTokens(
  ours: readonly string[],
  theirs: readonly string[],
): { count: number; differences: Difference[] } {
  const width = theirs.length + 1;
  const table = new Uint32Array((ours.length + 1) * width);
  for (let i = ours.length - 1; i >= 0; i--) {
    for (let k = theirs.length - 1; k >= 0; k--) {
      table[i * width + k] =
        ours[i] === theirs[k]
          ? table[(i + 1) * width + k + 1]! + 1
          : Math.max(table[(i + 1) * width + k]!, table[i * width + k + 1]!);
    }
  }
  return { count: table[0]!, differences: differencesIn(ours, theirs, table) };
}

/** What differs along the longest common subsequence. */
function differencesIn(
  ours: readonly string[],
  theirs: readonly string[],
  table: Uint32Array,
): Difference[] {
  const width = theirs.length + 1;
  const found: Difference[] = [];
  let [own, other]: [string[], string[]] = [[], []];
  let [i, k] = [0, 0];
  const flush = () => {
    if (own.length + other.length > 0) found.push({ own, other });
    [own, other] = [[], []];
  };
  while (i < ours.length || k < theirs.length) {
    if (i < ours.length && k < theirs.length && ours[i] === theirs[k]) {
      flush();
      i++;
      k++;
    } else if (k >= theirs.length || (i < ours.length && takesOwn(i, k))) own.push(ours[i++]!);
    else other.push(theirs[k++]!);
  }
  flush();
  return found;

  function takesOwn(at: number, against: number): boolean {
    return table[(at + 1) * width + against]! >= table[at * width + against + 1]!;
  }
}
