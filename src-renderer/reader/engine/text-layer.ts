import type { Matrix, PageText, TextLine } from '../../../src-shared/pdf/index.ts';
import type { PageSize } from './layout.ts';

function firstGlyphOf(text: PageText, line: TextLine): number {
  for (let offset = line.start; offset < line.end; offset++) {
    const glyph = text.glyphAt[offset]!;
    if (glyph >= 0) return glyph;
  }
  return -1;
}

function placeSpan(span: HTMLElement, text: PageText, line: TextLine, to: Matrix, size: PageSize) {
  const glyph = text.glyphs[firstGlyphOf(text, line)]!;
  const ascent = glyph.ascent;
  // The span's top left corner: the baseline's start moved up by the ascent.
  const px = glyph.x0 + glyph.upX * ascent;
  const py = glyph.y0 + glyph.upY * ascent;
  const x = to[0] * px + to[2] * py + to[4];
  const y = to[1] * px + to[3] * py + to[5];
  const dx = to[0] * glyph.upY - to[2] * glyph.upX;
  const dy = to[1] * glyph.upY - to[3] * glyph.upX;
  span.style.left = `${((100 * x) / size.width).toFixed(3)}%`;
  span.style.top = `${((100 * y) / size.height).toFixed(3)}%`;
  span.style.setProperty('--size', glyph.size.toFixed(2));
  const angle = Math.atan2(dy, dx);
  if (Math.abs(angle) > 0.001) span.style.rotate = `${angle.toFixed(4)}rad`;
}

/**
 * Transparent text over a page, one span a line, for screen readers and the browser's own find and
 * copy. Lengths follow the page's CSS variable `--zoom`, so that zooming needs no rebuilding.
 * `toPage` maps user space to the page at 1 CSS pixel per point.
 */
export function buildTextLayer(text: PageText, toPage: Matrix, size: PageSize): HTMLElement {
  const layer = document.createElement('div');
  layer.className = 'offprint-text';
  for (const line of text.lines) {
    if (firstGlyphOf(text, line) < 0) continue;
    const span = document.createElement('span');
    span.textContent = text.text.slice(line.start, line.end).trimEnd();
    placeSpan(span, text, line, toPage, size);
    layer.append(span, document.createElement('br'));
  }
  return layer;
}
