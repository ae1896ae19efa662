import type { Unit } from './line-units.ts';

/** What stands between two lines: nothing, nothing and the hyphen goes, a space, a line break. */
export type Joint = 'none' | 'drop' | 'space' | 'paragraph';

/** "pre- and postwar": the hyphen stands for the word that is left out. */
const suspended = /^(and|or|to|und|oder|bis|et|ou|y|e)$/u;

/**
 * How a line goes on from `text`. `follows`: it belongs to the same paragraph; `isClose`: it is at
 * least the next line of the same size, so that a broken word may go on there.
 */
export function jointOf(
  text: string,
  next: readonly Unit[],
  follows: boolean,
  isClose: boolean,
): Joint {
  if (text === '') return 'paragraph';
  const plain: Joint = follows ? 'space' : 'paragraph';
  if (!/[-\u2010\u00ad]/u.test(text[text.length - 1]!)) return plain;
  const word = /(\S*[\p{L}\p{N}]).$/u.exec(text.slice(-60))?.[1];
  if (word === undefined) return plain;
  const start = firstWord(next);
  const isBroken = /\p{L}$/u.test(word) && /^\p{Ll}/u.test(start);
  if (!follows && !(isClose && isBroken)) return 'paragraph';
  if (suspended.test(start)) return 'space';
  return isBroken ? brokenWord(text, word) : /^[\p{L}\p{N}]/u.test(start) ? 'none' : plain;
}

/** A word that has a hyphen already ("state-of-the-") keeps this one too. */
function brokenWord(text: string, word: string): Joint {
  return text.endsWith('\u00ad') || !/\p{L}[-\u2010]\p{L}/u.test(word) ? 'drop' : 'none';
}

function firstWord(units: readonly Unit[]): string {
  let word = '';
  for (const { text } of units) {
    if (text === ' ') break;
    word += text;
  }
  return word;
}

/**
 * The same choice between the end of one page's text and the start of the next one's, for copying:
 * the text of both, joined.
 */
export function joinAcrossPages(before: string, after: string): string {
  if (before === '' || after === '') return before + after;
  const flows = !/[.!?:。！？][)\]”’"']*$/u.test(before) && /^\p{Ll}/u.test(after);
  const joint = jointOf(before, [...after.slice(0, 60)].map(toUnit), flows, flows);
  if (joint === 'drop') return before.slice(0, -1) + after;
  return before + { none: '', space: ' ', paragraph: '\n' }[joint] + after;
}

function toUnit(text: string): Unit {
  return { text: /\s/u.test(text) ? ' ' : text, glyph: -1 };
}
