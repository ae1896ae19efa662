/** Lines that belong to the page, compared without white space and in lower case. */
const LINES = new Set(
  [
    'new',
    'Get trending papers in your email inbox!',
    'Get trending papers in your email inbox once a day!',
    'Subscribe',
    'Daily Papers',
    'Trending Papers',
    'by AK and the research community',
    'Hugging Face',
    'Models',
    'Datasets',
    'Spaces',
    'Buckets',
    'Community',
    'Docs',
    'Enterprise',
    'Pricing',
    'Log In',
    'Sign Up',
    'Papers',
    'Daily',
    'Weekly',
    'Monthly',
    'Trending',
    'Previous',
    'Next',
    'Upvote',
    'GitHub',
    'arXiv Page',
    'Project Page',
    'View all',
    'Company',
    'TOS',
    'Privacy',
    'About',
    'Careers',
    'Website',
    'System theme',
  ].map(keyOf),
);

/** Phrases that no title begins with, so that they may be cut off where a line is glued to them. */
const PREFIXES = [
  'Get trending papers in your email inbox once a day!',
  'Get trending papers in your email inbox!',
  'byAK and the research community',
  'by AK and the research community',
];
/** A number by itself, or of what: `98`, `1.2k`, `GitHub 1.2k`, `Upvote 98`. */
const COUNT = /^(?:(?:github|upvotes?|comments?|models?|datasets?|spaces?) )?[\d.,]{1,8}[km]?$/i;
const EMAIL = 'Get trending papers in your email';
const BUTTON = 'Subscribe';
const LONGEST = 120;

/** A line without the chrome at its begin; `rest` is empty where nothing else is on it. */
export type Peeled = {
  readonly rest: string;
  readonly hadChrome: boolean;
  /** Whether the last chrome was the newsletter's call, after which its button is expected. */
  readonly isCall: boolean;
};

/** Whether a line, trimmed, is the page's own and no part of a paper. A lone number is. */
export function isChrome(line: string): boolean {
  return line.length <= LONGEST && (LINES.has(keyOf(line)) || COUNT.test(line));
}

/**
 * Cuts the chrome off that is glued to a line's begin. `afterCall`: the line before was the
 * newsletter's call without its button.
 */
export function peel(line: string, afterCall: boolean): Peeled {
  let at = 0;
  let isCall = afterCall;
  for (let phrase = phraseAt(line, at); phrase; phrase = phraseAt(line, at)) {
    at = skipSpaces(line, at + phrase.length);
    isCall = phrase.startsWith(EMAIL);
  }
  if (hasButton(line, at, isCall)) {
    at = skipSpaces(line, at + BUTTON.length);
    isCall = false;
  }
  return { rest: line.slice(at), hadChrome: at > 0, isCall: isCall && at >= line.length };
}

function phraseAt(line: string, at: number): string | undefined {
  return PREFIXES.find((prefix) => line.startsWith(prefix, at));
}

/** A title may itself begin with the button's word: `Subscribers`, `Subscribe to …`. */
function hasButton(line: string, at: number, isCall: boolean): boolean {
  if (!line.startsWith(BUTTON, at)) return false;
  return isCall || /^[\p{Lu}\p{N}[(`'"“‘$\\]/u.test(line.slice(at + BUTTON.length, at + 16));
}

function skipSpaces(line: string, start: number): number {
  let at = start;
  while (line[at] === ' ' || line[at] === '\t') at++;
  return at;
}

function keyOf(line: string): string {
  return line.replace(/\s+/g, '').toLowerCase();
}
