import {
  type PageText,
  partsOf,
  type Quad,
  quadsOf,
  type TextPoint,
  type TextRange,
} from '../../../src-shared/pdf/index.ts';
import type { PageView, ReaderEngine } from '../engine/index.ts';
import { isCaret, type Selection, selectedRange } from './selection.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** The outline of quads as path data, in their own space. */
export function pathOfQuads(quads: readonly Quad[]): string {
  return quads
    .map(([x1, y1, x2, y2, x3, y3, x4, y4]) => `M${x1} ${y1}L${x2} ${y2}L${x4} ${y4}L${x3} ${y3}Z`)
    .join('');
}

/** The caret as a line from bottom to top in user space, or null on a page without text. */
export function caretLine(page: PageText, offset: number): [number, number, number, number] | null {
  const before = offset > 0 && !/\s/.test(page.text[offset - 1] ?? ' ');
  const useEnd = before && /\s|^$/.test(page.text[offset] ?? '');
  const at = useEnd ? offset - 1 : offset;
  const [quad] = quadsOf(page, at, at + 1);
  const near = quad ?? quadsOf(page, Math.max(0, at - 1), at + 2)[0];
  if (!near) return null;
  return useEnd ? [near[6], near[7], near[2], near[3]] : [near[4], near[5], near[0], near[1]];
}

function paintRange(view: PageView, page: PageText, range: TextRange): void {
  const part = partsOf((index) => (index === view.index ? page : undefined), range)[0];
  if (!part) return;
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('class', 'offprint-selection');
  path.setAttribute('d', pathOfQuads(quadsOf(page, part.start, part.end)));
  view.selection.append(path);
}

function paintCaret(view: PageView, page: PageText, focus: TextPoint): void {
  const line = caretLine(page, focus.offset);
  if (!line) return;
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('class', 'offprint-caret');
  path.setAttribute('d', `M${line[0]} ${line[1]}L${line[2]} ${line[3]}`);
  view.selection.append(path);
}

/** Draws what of a selection lies on a page; a caret only where `showCaret` says so. */
export function paintSelection(
  engine: ReaderEngine,
  view: PageView,
  selection: Selection | null,
  showCaret: boolean,
): void {
  view.selection.replaceChildren();
  const page = selection && engine.peekText(view.index);
  if (!selection || !page) return;
  if (!isCaret(selection)) paintRange(view, page, selectedRange(selection));
  if (showCaret && selection.focus.page === view.index) paintCaret(view, page, selection.focus);
}
