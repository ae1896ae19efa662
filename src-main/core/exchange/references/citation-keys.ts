import type { CslName } from '../../listings/index.ts';
import type { Citable } from './csl-item.ts';

/** Words that say nothing of a title. */
const SMALL = new Set(
  'a an the on of in for with and or to from by at as is are via towards toward using how what why'.split(
    ' ',
  ),
);

/**
 * A key for each paper: `vaswani2017attention`. Where several come to the same one, all but the one
 * with the smallest id get a letter, so that the order in which they are asked for does not matter.
 */
export function citationKeys(papers: readonly Citable[]): string[] {
  const keys = new Map<string, string>();
  const taken = new Set<string>();
  const byId = [...papers].sort((a, b) => (a.paperId < b.paperId ? -1 : 1));
  for (const paper of byId) {
    if (keys.has(paper.paperId)) continue;
    const key = freeKey(citationKey(paper), taken);
    taken.add(key);
    keys.set(paper.paperId, key);
  }
  return papers.map(({ paperId }) => keys.get(paperId)!);
}

/** The key, or the key with the first of `a`, `b`, … `aa`, … that is not taken. */
export function freeKey(key: string, taken: ReadonlySet<string>): string {
  if (!taken.has(key)) return key;
  for (let n = 1; ; n++) if (!taken.has(key + lettersOf(n))) return key + lettersOf(n);
}

function citationKey({ item }: Citable): string {
  const [author] = item.author ?? [];
  const year = item.issued?.['date-parts'][0]?.[0] ?? '';
  const words = (item.title ?? '').split(/[\s\-–—/:]+/).map(plain);
  const word = words.find((one) => one.length > 1 && !SMALL.has(one)) ?? words.find(Boolean) ?? '';
  return `${authorPart(author) || 'anon'}${year}${word}`;
}

function authorPart(author: CslName | undefined): string {
  if (!author) return '';
  return plain(author.family ?? author.literal?.split(' ').slice(0, 2).join('') ?? '');
}

/** Letters and digits that every TeX takes in a key; of other scripts nothing is left. */
function plain(text: string): string {
  const folded = text.replace(/ß/g, 'ss').replace(/[øØ]/g, 'o').replace(/[łŁ]/g, 'l');
  return folded
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();
}

/** 1 is `a`, 26 is `z`, 27 is `aa`. */
function lettersOf(n: number): string {
  const [before, last] = [Math.floor((n - 1) / 26), (n - 1) % 26];
  return (before > 0 ? lettersOf(before) : '') + String.fromCharCode(97 + last);
}
