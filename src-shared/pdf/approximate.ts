/** A place in a text that reads almost like a pattern; `errors` counts edited characters. */
export type ApproximateMatch = {
  readonly start: number;
  readonly end: number;
  readonly errors: number;
};

const wordSize = 32;

/**
 * The places in `text` whose edit distance from `pattern` is at most `maxErrors`, fewest errors
 * first, one for each stretch of the text, at most `limit`. Time grows with the text's length times
 * the pattern's length / 32 (Myers 1999, in blocks after Hyyrö 2003).
 */
export function findApproximately(
  pattern: string,
  text: string,
  maxErrors: number,
  limit = 4,
): ApproximateMatch[] {
  if (pattern === '' || limit < 1) return [];
  const ends = lowestEnds(distancesAt(pattern, text, 0), pattern.length, maxErrors, limit);
  return ends.map(({ end, errors }) => ({ start: startOf(pattern, text, end), end, errors }));
}

/** Edit distance of a pattern from what stands nearest to it at a text's very end, 0 to its length. */
export function errorsAtEnd(pattern: string, text: string): number {
  if (pattern === '') return 0;
  const window = text.slice(Math.max(0, text.length - 2 * pattern.length));
  const distances = distancesAt(reversed(pattern), reversed(window), 1);
  return Math.min(pattern.length, ...distances);
}

/** The same at the beginning of a text. */
export function errorsAtStart(pattern: string, text: string): number {
  if (pattern === '') return 0;
  return Math.min(pattern.length, ...distancesAt(pattern, text.slice(0, 2 * pattern.length), 1));
}

/** UTF-16 units from the last to the first. */
function reversed(text: string): string {
  let result = '';
  for (let i = text.length - 1; i >= 0; i--) result += text[i];
  return result;
}

type Ending = { readonly end: number; readonly errors: number };

/** The lowest distances, at least half a pattern apart from each other. */
function lowestEnds(
  distances: Int32Array,
  length: number,
  maxErrors: number,
  limit: number,
): Ending[] {
  const minima: Ending[] = [];
  for (let i = 0; i < distances.length; i++) {
    const errors = distances[i]!;
    if (errors > maxErrors) continue;
    const last = minima[minima.length - 1];
    const isNear = last && i + 1 - last.end < Math.max(1, length / 2);
    if (!isNear) minima.push({ end: i + 1, errors });
    else if (errors < last.errors) minima[minima.length - 1] = { end: i + 1, errors };
  }
  return minima.sort((a, b) => a.errors - b.errors).slice(0, limit);
}

/** Where the match begins that ends at `end`: of equally good places, the one of most like length. */
function startOf(pattern: string, text: string, end: number): number {
  const window = text.slice(Math.max(0, end - 2 * pattern.length), end);
  const distances = distancesAt(reversed(pattern), reversed(window), 1);
  let best = 0;
  for (let i = 1; i < distances.length; i++) {
    const less = distances[i]! - distances[best]!;
    const nearer = Math.abs(i + 1 - pattern.length) < Math.abs(best + 1 - pattern.length);
    if (less < 0 || (less === 0 && nearer)) best = i;
  }
  return end - best - 1;
}

/**
 * For each character of the text: the edit distance of the pattern from the text that ends there.
 * `skipCost` is what a character before the match costs: 0 to begin anywhere, 1 at the very start.
 */
function distancesAt(pattern: string, text: string, skipCost: 0 | 1): Int32Array {
  const blocks = Math.ceil(pattern.length / wordSize);
  const masks = masksOf(pattern, blocks);
  const none = new Int32Array(blocks);
  const up = new Int32Array(blocks).fill(-1);
  const down = new Int32Array(blocks);
  const lastBit = 1 << ((pattern.length - 1) % wordSize);
  const distances = new Int32Array(text.length);
  let distance = pattern.length;
  for (let i = 0; i < text.length; i++) {
    const mask = masks.get(text.charCodeAt(i)) ?? none;
    let carry: number = skipCost;
    for (let b = 0; b < blocks; b++) {
      const high = b === blocks - 1 ? lastBit : 1 << (wordSize - 1);
      const negative = carry >>> 31;
      const plus = up[b]!;
      const minus = down[b]!;
      const equal = mask[b]! | negative;
      const across = (((equal & plus) + plus) ^ plus) | equal;
      let plusAcross = minus | ~(across | plus);
      let minusAcross = plus & across;
      const carried = plusAcross & high ? 1 : minusAcross & high ? -1 : 0;
      plusAcross = (plusAcross << 1) | ((carry + 1) >>> 1);
      minusAcross = (minusAcross << 1) | negative;
      const vertical = mask[b]! | minus;
      up[b] = minusAcross | ~(vertical | plusAcross);
      down[b] = plusAcross & vertical;
      carry = carried;
    }
    distance += carry;
    distances[i] = distance;
  }
  return distances;
}

/** For each character code of the pattern: the places where it stands, a bit each. */
function masksOf(pattern: string, blocks: number): Map<number, Int32Array> {
  const masks = new Map<number, Int32Array>();
  for (let i = 0; i < pattern.length; i++) {
    const code = pattern.charCodeAt(i);
    let mask = masks.get(code);
    if (!mask) {
      mask = new Int32Array(blocks);
      masks.set(code, mask);
    }
    const block = Math.floor(i / wordSize);
    mask[block] = mask[block]! | (1 << (i % wordSize));
  }
  return masks;
}
