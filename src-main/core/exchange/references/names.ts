import type { CslName } from '../../listings/index.ts';

/** Words before a family name that belong to it: `Vincent van Gogh`. */
const PARTICLE =
  /^(?:van|von|der|den|de|del|della|di|da|dos|das|du|la|le|ter|ten|zu|zum|zur|af|av|el|al|bin|ibn|y)$/;
const SUFFIX = /^(?:Jr|Sr|I{2,3}|IV)\.?$/;
/** Who signs as many is no person. */
const GROUP =
  /\b(?:team|group|collaboration|consortium|project|community|foundation|institute|university|lab|labs|research|committee|initiative|alliance|inc|et al)\b|^the\s/i;

/** What CSL calls the author who is shown as `Vincent van Gogh`; a name of one word is a literal. */
export function cslName(shown: string): CslName {
  const name = shown.trim().replace(/\s+/g, ' ');
  const words = name.split(' ');
  if (words.length === 1 || GROUP.test(name)) return { literal: name };
  const last = words.at(-1)!;
  const suffix = words.length > 2 && SUFFIX.test(last) ? last : undefined;
  const people = suffix === undefined ? words : words.slice(0, -1);
  const start = particleOf(people);
  return {
    family: people.at(-1)!,
    given: people.slice(0, start).join(' ').replace(/,$/, ''),
    ...(start < people.length - 1 && {
      'non-dropping-particle': people.slice(start, -1).join(' '),
    }),
    ...(suffix !== undefined && { suffix }),
  };
}

/** Where the words of the family name begin; there is always one before them. */
function particleOf(words: readonly string[]): number {
  let start = words.length - 1;
  while (start > 1 && PARTICLE.test(words[start - 1]!)) start--;
  return start;
}

/** A name as it is shown: `Vincent van Gogh`. */
export function shownName({ literal, given, family, suffix, ...name }: CslName): string {
  if (literal !== undefined) return literal;
  const particle = name['non-dropping-particle'];
  return [given, particle, family, suffix].filter(Boolean).join(' ');
}

/** A name as BibTeX and RIS have it: `van Gogh, Vincent`; undefined for a literal. */
export function invertedName({ literal, given, family, suffix, ...name }: CslName): string {
  if (literal !== undefined) return literal;
  const last = [name['non-dropping-particle'], family].filter(Boolean).join(' ');
  return [last, suffix, given].filter(Boolean).join(', ');
}

/** The name in `van Gogh, Vincent`, `Last, Jr., First` or `Vincent van Gogh`. */
export function parsedName(text: string): CslName {
  const parts = text.split(',').map((part) => part.trim());
  const [last = '', second = '', third] = parts;
  if (parts.length === 1) return cslName(text);
  if (last === '') return cslName(second);
  const [suffix, given] = third === undefined ? [undefined, second] : [second, third];
  const words = last.split(/\s+/);
  const start = words.findIndex((word, at) => at === words.length - 1 || !PARTICLE.test(word));
  return {
    family: words.slice(start).join(' '),
    ...(given !== '' && { given }),
    ...(start > 0 && { 'non-dropping-particle': words.slice(0, start).join(' ') }),
    ...(suffix && { suffix }),
  };
}
