/** Digits of keys, in the order in which text is compared. */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LOWEST = DIGITS[0]!;
const BASE = DIGITS.length;
/** Steps at an open end are this many digits long, so that keys there grow slowly. */
const STEP_DIGITS = 4;

/**
 * A fractional key between two others (null: the open end), for orders that a user makes by hand: a
 * thing is moved by one new key, and the others keep theirs. Keys compare as text and never end in
 * the lowest digit, so that there is always one in between. Throws where `low` is not below `high`.
 */
export function keyBetween(low: string | null, high: string | null): string {
  if (low !== null && high !== null && low >= high) throw new RangeError(`${low} >= ${high}`);
  if (low === null) return high === null ? middle('', null) : ahead(high);
  return high === null ? after(low) : middle(low, high);
}

/** The first key after `low` in steps of `STEP_DIGITS` digits; a long tail of `low` is cut. */
function after(low: string): string {
  const head = low.slice(0, STEP_DIGITS).padEnd(STEP_DIGITS, LOWEST);
  for (let at = STEP_DIGITS - 1; at >= 0; at--) {
    const next = DIGITS.indexOf(head[at]!) + 1;
    if (next < BASE) return head.slice(0, at) + DIGITS[next]!;
  }
  return middle(low, null);
}

/** The last key ahead of `high` in such steps. */
function ahead(high: string): string {
  const head = high.slice(0, STEP_DIGITS).padEnd(STEP_DIGITS, LOWEST);
  const value = [...head].reduce((sum, digit) => sum * BASE + DIGITS.indexOf(digit), 0) - 1;
  const key = digitsOf(value % BASE === 0 ? value - 1 : value);
  return value > 1 ? key : middle('', high);
}

function digitsOf(value: number): string {
  const places = Array.from({ length: STEP_DIGITS }, (_, n) => BASE ** (STEP_DIGITS - 1 - n));
  return places.map((place) => DIGITS[Math.floor(value / place) % BASE]).join('');
}

/** A shortest key strictly between two, digit by digit. */
function middle(low: string, high: string | null): string {
  let prefix = '';
  let ceiling = high;
  for (let at = 0; ; at++) {
    const from = at < low.length ? DIGITS.indexOf(low[at]!) : 0;
    const to = ceiling !== null && at < ceiling.length ? DIGITS.indexOf(ceiling[at]!) : BASE;
    if (ceiling !== null && from === to) {
      prefix += DIGITS[from]!;
      continue;
    }
    if (to - from > 1) return prefix + DIGITS[Math.floor((from + to) / 2)]!;
    // Neighbours: what follows is above `low` and needs no ceiling any more.
    prefix += DIGITS[from]!;
    ceiling = null;
  }
}

/** A thing in an order by hand; null: it has no key yet and stands behind those that have. */
export type Ordered = { readonly id: string; readonly key: string | null };

/**
 * The keys that have to be written so that `moved` stand, in their order, in front of `before`, or
 * at the end; `current` is the order of now.
 */
export function arrangeKeys(
  current: readonly Ordered[],
  moved: readonly string[],
  before: string | null,
): Map<string, string> {
  const leaving = new Set(moved);
  const rest = current.filter(({ id }) => !leaving.has(id));
  const found = rest.findIndex(({ id }) => id === before);
  const at = found < 0 ? rest.length : found;
  const keys = new Map<string, string>();
  let low: string | null = null as string | null;
  for (const [index, { id, key }] of rest.slice(0, at).entries()) {
    const kept: string | null = key !== null && (low === null || key > low) ? key : null;
    low = kept ?? keyBetween(low, nextAbove(rest, index + 1, low));
    if (kept === null) keys.set(id, low);
  }
  const high = nextAbove(rest, at, low);
  for (const id of moved) {
    low = keyBetween(low, high);
    keys.set(id, low);
  }
  // Where machines gave equal keys, what follows has to be moved out of the way.
  for (const { id, key } of rest.slice(at)) {
    if (key === null || low === null || key > low) break;
    low = keyBetween(low, nextAbove(rest, at, low));
    keys.set(id, low);
  }
  return keys;
}

function nextAbove(rest: readonly Ordered[], from: number, low: string | null): string | null {
  const next = rest.slice(from).find(({ key }) => key !== null && (low === null || key > low));
  return next?.key ?? null;
}
