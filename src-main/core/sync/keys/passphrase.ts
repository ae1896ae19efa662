import { randomInt } from 'node:crypto';

const LEAST_CHARACTERS = 8;
/** Five bits each, without letters that look like others. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const GROUPS = 5;
const GROUP = 4;
const PROPOSED = new RegExp(
  `^[0-9a-z]{${GROUP}}(?:[-\\s]+[0-9a-z]{${GROUP}}){${GROUPS - 1}}$`,
  'i',
);

/** Whether a passphrase may be chosen; anything may be tried. */
export function isGoodPassphrase(passphrase: string): boolean {
  const typed = typedPassphrase(passphrase);
  return [...typed].length >= LEAST_CHARACTERS && new Set(typed).size > 2 && !looksLikeCode(typed);
}

/** A passphrase of 100 random bits, in groups that are easily read and typed. */
export function newPassphrase(): string {
  const letter = (): string => LETTERS[randomInt(LETTERS.length)]!;
  const group = (): string => Array.from({ length: GROUP }, letter).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** The same text for the same passphrase, whichever keyboard or sheet it came from. */
export function typedPassphrase(passphrase: string): string {
  const typed = passphrase.normalize('NFC').trim();
  if (!PROPOSED.test(typed)) return typed;
  const lower = typed.toLowerCase().replaceAll('o', '0').replace(/[il]/g, '1');
  return lower.replace(/[-\s]+/g, '-');
}

/** Whether what somebody typed is meant as a recovery code. */
export function looksLikeCode(typed: string): boolean {
  return /^AGE-SECRET-KEY-/i.test(typed.replace(/\s+/g, ''));
}
