import type { DemoPaper } from '../corpus/paper.ts';
import { hash32 } from '../corpus/random.ts';
import { writeDocument } from './document.ts';
import { layOut } from './layout.ts';
import { type DemoPaperText, makePaperText } from './paper-text.ts';

export type { Block, DemoPaperText, Float, Section } from './paper-text.ts';

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** The text in the left margin of page 1: `arXiv:2611.01234v1 [cs.CL] 18 Nov 2026`. */
export function arxivStamp(paper: DemoPaper, version: number): string {
  const [year, month, day] = paper.versions[version - 1]!.split('-').map(Number);
  return `arXiv:${paper.id}v${version} [${paper.categories[0]}] ${day} ${months[month! - 1]} ${year}`;
}

/** Whether the paper's PDF has an outline: about one in six has none. */
export function hasOutline(paper: DemoPaper): boolean {
  return hash32(`outline ${paper.id}`) % 6 !== 0;
}

/** The PDF of a version (from 1) of a paper: the same bytes for the same seed and paper. */
export function makeDemoPdf(seed: number, paper: DemoPaper, version: number): Buffer {
  const text = makePaperText(seed, paper, version);
  const layout = layOut(text, `${seed} ${paper.id}`, arxivStamp(paper, version));
  const info = {
    title: text.title,
    author: paper.authors.join(', '),
    subject: paper.categories.join(' '),
    created: paper.versions[version - 1]!,
  };
  return writeDocument(layout, info, hasOutline(paper));
}

/** The text of a paper's PDF as a test may expect it; the seed is the upstream's. */
export function demoPaperText(
  seed: number,
  paper: DemoPaper,
  version = paper.versions.length,
): DemoPaperText {
  return makePaperText(seed, paper, version);
}

/** A sentence that stands in the introduction, on page 1 or 2, over two lines or more. */
export function knownSentence(seed: number, paper: DemoPaper): string {
  return makePaperText(seed, paper, 1).knownSentence;
}
