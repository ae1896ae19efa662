import type { FontName } from './metrics.ts';
import { makeRun, type Run, type Word } from './runs.ts';

/** One line of a paragraph, ready to draw. */
export type Line = {
  runs: readonly Run[] /** Points added to each space. */;
  wordSpacing: number;
  width: number;
};

/** A piece of a word between two places where a line may end. */
type Fragment = {
  runs: readonly Run[];
  width: number;
  startsWord: boolean /** A break after it shows a hyphen. */;
  hyphen: boolean;
};

const vowels = 'aeiouy';
const inseparable = new Set(
  'tw th ch sh ph ck ng qu gh wh tr pr br cr dr fr gr pl bl cl fl gl sl st sp sc ll'.split(' '),
);

/** Places where a word may be divided: between two consonants that stand between vowels. */
export function hyphenPoints(word: string): number[] {
  if (word.length < 7 || !/^[a-z]+$/.test(word.toLowerCase())) return [];
  const letters = word.toLowerCase();
  const isVowel = (i: number) => vowels.includes(letters[i]!);
  const points: number[] = [];
  for (let i = 3; i <= letters.length - 3; i++) {
    const between = !isVowel(i - 1) && !isVowel(i) && isVowel(i - 2) && isVowel(i + 1);
    if (between && !inseparable.has(letters.slice(i - 1, i + 1))) points.push(i);
  }
  return points;
}

function fragmentsOf(words: readonly Word[], hyphenate: boolean): Fragment[] {
  return words.flatMap((word) => (hyphenate ? divided(word) : [whole(word)]));
}

function whole(word: Word): Fragment {
  return { ...word, startsWord: true, hyphen: false };
}

function divided(word: Word): Fragment[] {
  const [run, more] = word.runs;
  if (!run || more || run.link?.startsWith('#')) return [whole(word)];
  const cuts = run.link ? addressPoints(run.text) : pointsIn(run.text);
  const ends = [...cuts, run.text.length];
  return ends.map((end, i) => {
    const text = run.text.slice(i === 0 ? 0 : ends[i - 1]!, end);
    const part = { ...run, ...makeEncoded(text, run) };
    const hyphen = !run.link && end < run.text.length && !text.endsWith('-');
    return { runs: [part], width: part.width, startsWord: i === 0, hyphen };
  });
}

/** The text is encoded already; letters outside ASCII stay as they are. */
function makeEncoded(text: string, run: Run): Run {
  return { ...run, text, width: makeRun(text, run.font, run.size).width };
}

/** A compound is divided at its own hyphen first, and its parts by syllables. */
function pointsIn(text: string): number[] {
  const points: number[] = [];
  let at = 0;
  for (const part of text.split(/(?<=-)/)) {
    const core = /[A-Za-z]+/.exec(part);
    if (at > 2) points.push(at);
    if (core && !text.includes('-'))
      points.push(...hyphenPoints(core[0]).map((p) => p + at + core.index));
    at += part.length;
  }
  return points;
}

/** Addresses may break after a slash, without a hyphen. */
function addressPoints(text: string): number[] {
  return [...text.matchAll(/(?<=[a-z0-9])\//g)]
    .map((match) => match.index + 1)
    .filter((at) => at < text.length);
}

const spaceOf = (font: FontName) => makeRun(' ', font, 1).width;

/** How paragraphs are broken. */
export type Setting = {
  width: number;
  font: FontName;
  size: number;
  justify: boolean;
  indent?: number;
};

/** Breaks words into lines with the least sum of bad spacing (Knuth and Plass, simplified). */
export function breakLines(words: readonly Word[], setting: Setting): Line[] {
  const fragments = fragmentsOf(words, setting.justify);
  const space = spaceOf(setting.font) * setting.size;
  const starts = chooseBreaks(fragments, setting, space);
  return starts.map((start, i) =>
    makeLine(
      fragments.slice(start, starts[i + 1]),
      setting,
      space,
      i === 0,
      i === starts.length - 1,
    ),
  );
}

/** The least that a space may shrink to, as a share of itself. */
const shrink = 0.72;

/** Indices of the fragments that begin a line. */
function chooseBreaks(fragments: readonly Fragment[], setting: Setting, space: number): number[] {
  const count = fragments.length;
  const best = new Float64Array(count + 1).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(count + 1);
  const hyphenWidth = makeRun('-', setting.font, setting.size).width;
  best[0] = 0;
  for (let start = 0; start < count; start++) {
    const room = setting.width - (start === 0 ? (setting.indent ?? 0) : 0);
    let width = 0;
    let spaces = 0;
    for (let end = start + 1; end <= count; end++) {
      const last = fragments[end - 1]!;
      if (end - 1 > start && last.startsWord) spaces += 1;
      width += last.width;
      const shown = width + (last.hyphen && end < count ? hyphenWidth : 0);
      if (width + spaces * space * shrink > room && end > start + 1) break;
      const cost =
        best[start]! +
        lineCost(room - shown, spaces, space, end === count, last.hyphen, setting.justify);
      if (cost < best[end]!) {
        best[end] = cost;
        from[end] = start;
      }
    }
  }
  const starts: number[] = [];
  for (let at = count; at > 0; at = from[at]!) starts.unshift(from[at]!);
  return starts;
}

/** `left` is the room less the text without its spaces. */
function lineCost(
  left: number,
  spaces: number,
  space: number,
  isLast: boolean,
  hyphen: boolean,
  justify: boolean,
): number {
  const slack = left - spaces * space;
  if (isLast && slack >= 0) return 10;
  if (!justify) return slack < 0 ? 1e7 : 10 + slack * slack;
  const ratio = spaces === 0 ? 9 : slack / (spaces * space);
  if (ratio < shrink - 1) return 1e6 * (1 - ratio);
  const bad = ratio < 0 ? Math.abs(ratio / (1 - shrink)) : ratio / 0.6;
  return 10 + 100 * bad ** 3 + (hyphen ? 45 : 0);
}

function makeLine(
  fragments: readonly Fragment[],
  setting: Setting,
  space: number,
  isFirst: boolean,
  isLast: boolean,
): Line {
  const runs: Run[] = [];
  fragments.forEach((fragment, i) => {
    if (i > 0 && fragment.startsWord) append(runs, makeRun(' ', setting.font, setting.size));
    for (const run of fragment.runs) append(runs, run);
  });
  if (!isLast && fragments.at(-1)?.hyphen) append(runs, makeRun('-', setting.font, setting.size));
  const width = runs.reduce((sum, run) => sum + run.width, 0);
  const spaces = runs.reduce((sum, run) => sum + run.text.split(' ').length - 1, 0);
  const slack = setting.width - (isFirst ? (setting.indent ?? 0) : 0) - width;
  const spread = setting.justify && spaces > 0 && (!isLast || slack < 0);
  return { runs, wordSpacing: spread ? Math.max(slack / spaces, -space * 0.4) : 0, width };
}

/** Runs of one kind become one, so that a line is a few strings and not dozens. */
function append(runs: Run[], run: Run): void {
  const last = runs.at(-1);
  const same =
    last &&
    last.font === run.font &&
    last.size === run.size &&
    last.link === run.link &&
    (last.rise ?? 0) === (run.rise ?? 0);
  if (!same || !last) runs.push(run);
  else
    runs[runs.length - 1] = { ...last, text: last.text + run.text, width: last.width + run.width };
}
