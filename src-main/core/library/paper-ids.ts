import { hash } from 'node:crypto';
import { identityOf } from '../listings/index.ts';

export { paperIdOf } from '../listings/index.ts';

/** Hexadecimal digits of 48 bits: exact in a number of JavaScript. */
const KEY_DIGITS = 12;
const ID_DIGITS = 32;

/** Whether the arXiv id of a paper is not known. */
export function isUnresolved(id: string): boolean {
  return !id.startsWith('arxiv:');
}

/** Whether a paper goes by its PDF, since nobody knows more of which one it is. */
export function isFileId(id: string): boolean {
  return id.startsWith('file:');
}

/** The id of a paper that only its PDF is known of. */
export function fileIdOf(sha256: string): string {
  return `file:${sha256.slice(0, ID_DIGITS)}`;
}

/** What a paper is called whose PDF says nothing. */
export function titleOfFile(name: string): string {
  return name.replace(/\.pdf$/i, '');
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
