/** The number before a heading: `3.2` is [3, 2], `B.1` [2, 1] of letters, `IV.` [4] in Roman. */
export type SectionNumber = {
  readonly kind: 'arabic' | 'roman' | 'letter';
  readonly parts: readonly number[];
};

const WORD = '(?:chapter|section|part|appendix|kapitel|abschnitt|anhang)\\s+';
const ARABIC = new RegExp(
  `^(?:${WORD})?(\\d{1,2}(?:\\.\\d{1,2}){0,4})[.):]?(?:\\s+(?=\\p{L})|$)`,
  'iu',
);
const ROMAN = /^((?:X{0,2})(?:IX|IV|V?I{1,3}|V|X))\.\s+(?=\p{L})/u;
const LETTER = new RegExp(`^(?:${WORD})?([A-Z](?:\\.\\d{1,2}){0,3})[.):]?\\s+(?=\\p{Lu})`, 'u');
const APPENDIX = /^appendix\s+([A-Z](?:\.\d{1,2}){0,3})[.):]?(?:\s|$)/iu;

/** The number that a heading begins with, or null. */
export function sectionNumber(text: string): SectionNumber | null {
  const arabic = ARABIC.exec(text)?.[1];
  // "18 miles" is a measure, "3.1 setup" a heading.
  const isMeasure = arabic && /^\d+\s+\p{Ll}/u.test(text);
  if (arabic && !isMeasure) return { kind: 'arabic', parts: arabic.split('.').map(Number) };
  const roman = ROMAN.exec(text)?.[1];
  if (roman) return { kind: 'roman', parts: [romanValue(roman)] };
  const letter = (APPENDIX.exec(text) ?? LETTER.exec(text))?.[1];
  if (!letter) return null;
  const [first, ...rest] = letter.toUpperCase().split('.');
  return { kind: 'letter', parts: [first!.charCodeAt(0) - 64, ...rest.map(Number)] };
}

const ROMAN_DIGITS: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };

function romanValue(text: string): number {
  const digits = [...text].map((digit) => ROMAN_DIGITS[digit]!);
  return digits.reduce((sum, value, i) => sum + (value < (digits[i + 1] ?? 0) ? -value : value), 0);
}

/** Negative where one number comes before another of its kind. */
export function compareNumbers(a: SectionNumber, b: SectionNumber): number {
  for (let i = 0; i < Math.max(a.parts.length, b.parts.length); i++) {
    const difference = (a.parts[i] ?? 0) - (b.parts[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * The heaviest of the rows of things in their order whose numbers rise; that leaves out list items
 * and table cells that begin with a number by chance.
 */
export function risingRow<T>(
  things: readonly T[],
  numberOf: (thing: T) => SectionNumber,
  weightOf: (thing: T) => number,
): T[] {
  const best: number[] = [];
  const before: number[] = [];
  for (const [i, thing] of things.entries()) {
    before[i] = -1;
    best[i] = weightOf(thing);
    for (let j = 0; j < i; j++) {
      const weight = best[j]! + weightOf(thing);
      const rises = compareNumbers(numberOf(things[j]!), numberOf(thing)) < 0;
      if (rises && weight > best[i]!) [best[i], before[i]] = [weight, j];
    }
  }
  const row: T[] = [];
  for (let i = best.indexOf(Math.max(...best)); i >= 0; i = before[i]!) row.unshift(things[i]!);
  return row;
}
