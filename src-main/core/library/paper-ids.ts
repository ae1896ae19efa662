import { hash } from 'node:crypto';
import { identityOf } from '../listings/index.ts';

export { paperIdOf } from '../listings/index.ts';

/** Hexadecimal digits of 48 bits: exact in a number of JavaScript. */
const KEY_DIGITS = 12;
const ID_DIGITS = 32;
const TITLE_ID = /^title:[0-9a-f]{32}$/;

/** Whether a paper goes by its title, since nobody knows more of which one it is. */
export function isTitleId(id: string): boolean {
  return TITLE_ID.test(id);
}

/** The id of a paper of which only the title tells which one it is. */
export function titleIdOf(title: string): string {
  return `title:${digest(title).slice(0, ID_DIGITS)}`;
}

/** A number that papers of the same title share; null where there is no title. */
export function identityKeyOf(title: string): number | null {
  return title === '' ? null : Number.parseInt(digest(title).slice(0, KEY_DIGITS), 16);
}

function digest(title: string): string {
  return hash('sha256', identityOf(title));
}
