import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { paths } from './launch/paths.ts';

/** Papers of several typesetters, born digital, upright and uncropped. */
export const PAPERS = [
  'labml__1706.03762',
  'labml__2204.02311',
  'labml__resnet',
  'paperqa__pasa',
  'refextract__1503.07589v1',
  'refextract__1805.05865',
  'refextract__2303.03819',
  'refextract__2502.21088',
  'pdfjs__tracemonkey',
  'pwl__impossibility-of-consensus-with-one-faulty-process',
  'jabref__test-arxivMetadata',
] as const;

/** The file of a recorded paper; not everywhere there are some. */
export const fileOf = (paper: string): string =>
  join(paths.root, '..', 'shared', 'fixtures', 'pdf', `${paper}.pdf`);

/** A word of a page as poppler has it: points from the page's top left corner. */
export type WordBox = {
  readonly word: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};
/** A page's size in points, and long words that stand on it once, upright. */
export type PageWords = {
  readonly width: number;
  readonly height: number;
  readonly words: readonly WordBox[];
};

/** Whether there are recorded papers and a poppler to ask about them. */
export function canTell(): boolean {
  if (!PAPERS.every((paper) => existsSync(fileOf(paper)))) return false;
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** What another reader knows of a file's first page. */
export function wordsOf(file: string): PageWords {
  const args = ['-bbox', '-f', '1', '-l', '1', file, '-'];
  const html = execFileSync('pdftotext', args, { encoding: 'utf8' });
  const size = /<page width="([\d.]+)" height="([\d.]+)"/.exec(html)!;
  const found = [...html.matchAll(WORD)].map(([, left, top, right, bottom, word]) => ({
    word: word!,
    ...{ left: Number(left), top: Number(top), right: Number(right), bottom: Number(bottom) },
  }));
  const counts = Map.groupBy(found, ({ word }) => word.toLowerCase());
  const words = found.filter(({ word, left, right, top, bottom }, at) => {
    const isUpright = right - left > bottom - top;
    // The rest of a word that a line's end parts is marked with its beginning.
    const isRest = found[at - 1]?.word.endsWith('-') ?? false;
    return LONG.test(word) && isUpright && !isRest && counts.get(word.toLowerCase())!.length === 1;
  });
  return { width: Number(size[1]), height: Number(size[2]), words };
}

const WORD =
  /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]+)<\/word>/g;
const LONG = /^[A-Za-z]{8,}$/;
