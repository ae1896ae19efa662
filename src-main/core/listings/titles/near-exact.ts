import { foldedWords } from '../clean.ts';
import { identityOf } from '../saved-pages/identity.ts';
import { isBySame } from './same-author.ts';
import { chooseSame, type Told } from './same-paper.ts';

/** Share of a title's characters that must be the same where it is not the same title. */
const SAME_TITLE = 0.97;
const SAME_OPENING = 0.9;
/** Characters of an abstract that are compared. */
const OPENING = 200;
/** No title is longer; comparing takes time with the square of it. */
const MAX_LENGTH = 500;

/**
 * Of the papers that an upstream found for a title, the one that it is (LIST-7): it has the same
 * title and no other abstract, or nearly the same title and nearly the same abstract, and where the
 * authors are to be compared, the same first one.
 */
export function chooseNearExact<T extends Told>(paper: Told, papers: readonly T[]): T | undefined {
  const found = papers.filter((one) => mayBeBySame(paper, one));
  const identity = identityOf(paper.title);
  const same = found.filter(({ title }) => identityOf(title) === identity);
  if (same.length > 0) return chooseSame(paper, same);
  return found.find((one) => isNear(paper, one));
}

function mayBeBySame({ title, authors }: Told, one: Told): boolean {
  if (authors === undefined) return true;
  return isBySame(one.authors?.[0] ?? null, new Set(authors?.flatMap(foldedWords)), title);
}

function isNear(a: Told, b: Told): boolean {
  if (!a.abstract || !b.abstract) return false;
  const opening = (abstract: string): string => identityOf(abstract).slice(0, OPENING);
  return (
    similarity(identityOf(a.title), identityOf(b.title)) >= SAME_TITLE &&
    similarity(opening(a.abstract), opening(b.abstract)) >= SAME_OPENING
  );
}

/** 1 for equal texts; 1 less the share of characters that must be changed to make one the other. */
export function similarity(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  if (longest === 0) return 1;
  if (longest > MAX_LENGTH) return a === b ? 1 : 0;
  return 1 - distance(a, b) / longest;
}

/** After Levenshtein; one row of the table at a time. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
