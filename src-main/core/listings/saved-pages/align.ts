/** What the alignment looks at in a line of text. */
export type Block = {
  readonly length: number;
  /** Whether it ends like a sentence. */
  readonly isSentence: boolean;
  /** Whether it could be a title or an abstract at all. */
  readonly isProse: boolean;
  /** How it stands among blank lines: 0 as others do, 1 or 2 where one or both sides differ. */
  readonly misplaced: number;
};

/** `stray`: part of no record. */
export type Role = 'title' | 'abstract' | 'stray';

const TITLE = 0;
const ABSTRACT = 1;
/** Stray text while a title waits for its abstract, and while none does. */
const STRAY_INSIDE = 2;
const STRAY_OUTSIDE = 3;
const STATES = 4;

/** A title without abstract, or an abstract without title. */
const ORPHAN = 3;
/** A little more, so that what might be an orphan is told as one; much more for what is long. */
const STRAY = 3.25;
const STRAY_LONG = 5;
const LONG = 200;
/** A title that ends its record, when details vouch for the record. */
const BARE_TITLE = 4;
/** The same where nothing else is there that could be the abstract. */
const ONLY_TITLE = 2.5;
const IMPOSSIBLE = 1e6;
const LONGEST_TITLE = 300;
/** An abstract of one sentence. */
const SENTENCE = 60;

/**
 * Tells titles from abstracts where either may be missing or strange: the cheapest sequence of roles
 * (Viterbi), in which titles and abstracts alternate, lengths are as usual, and each fault costs. A
 * fault costs less than to shift its neighbours, so they stay whole. Linear.
 */
export function alignBlocks(blocks: readonly Block[], hasDetails: boolean): Role[] {
  if (hasDetails && isPair(blocks)) return ['title', 'abstract'];
  const origins = new Uint8Array(blocks.length * STATES);
  let costs = new Array<number>(STATES).fill(IMPOSSIBLE).with(STRAY_OUTSIDE, 0);
  for (const [index, block] of blocks.entries()) {
    costs = emissions(block).map((emission, state) => {
      const origin = cheapest((from) => costs[from]! + transition(from, state));
      origins[index * STATES + state] = origin;
      return costs[origin]! + transition(origin, state) + emission;
    });
  }
  const bare = blocks.length === 1 ? ONLY_TITLE : BARE_TITLE;
  const end = (state: number) => (isWaiting(state) ? (hasDetails ? bare : ORPHAN) : 0);
  return trace(
    origins,
    blocks.length,
    cheapest((state) => costs[state]! + end(state)),
  );
}

/** Two lines before details are the title and the abstract, unless they look like anything else. */
function isPair([title, abstract, ...others]: readonly Block[]): boolean {
  if (!title || !abstract || others.length > 0) return false;
  const isUsual = [title, abstract].every(({ isProse, misplaced }) => isProse && misplaced === 0);
  const { length } = abstract;
  return isUsual && title.length <= LONGEST_TITLE && length >= SENTENCE && title.length <= length;
}

function trace(origins: Uint8Array, length: number, last: number): Role[] {
  const roles = new Array<Role>(length);
  let state = last;
  for (let index = length - 1; index >= 0; index--) {
    roles[index] = state === TITLE ? 'title' : state === ABSTRACT ? 'abstract' : 'stray';
    state = origins[index * STATES + state]!;
  }
  return roles;
}

function cheapest(cost: (state: number) => number): number {
  let best = 0;
  for (let state = 1; state < STATES; state++) if (cost(state) < cost(best)) best = state;
  return best;
}

function isWaiting(state: number): boolean {
  return state === TITLE || state === STRAY_INSIDE;
}

function transition(from: number, to: number): number {
  if (to === TITLE) return isWaiting(from) ? ORPHAN : 0;
  if (to === ABSTRACT) return isWaiting(from) ? 0 : ORPHAN;
  return isWaiting(from) === (to === STRAY_INSIDE) ? 0 : IMPOSSIBLE;
}

/**
 * How unusual a block is in each role. On the given pages titles have 17 to 129 characters and
 * abstracts 304 to 1,920; arXiv allows titles of 250 and knows abstracts of one sentence.
 */
function emissions({ length, isSentence, isProse, misplaced }: Block): number[] {
  if (!isProse) return [IMPOSSIBLE, IMPOSSIBLE, STRAY, STRAY];
  const asTitle = within((length - 160) / 40, 8) + (isSentence ? 1 : 0);
  const asAbstract = within((260 - length) / 32, 7) + (isSentence ? 0 : 0.5);
  const stray = length < LONG ? STRAY : STRAY_LONG;
  // So little that it only decides between two lines that both may be the title.
  const asShort = within((40 - length) / 200, 0.2);
  return [asTitle + asShort + misplaced, asAbstract + misplaced, stray, stray];
}

function within(cost: number, most: number): number {
  return Math.min(Math.max(cost, 0), most);
}
