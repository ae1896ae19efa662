import { OPS, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import {
  buildPageText,
  type Glyph,
  type PageText,
  type Rect,
  readPageGlyphs,
  type TextLine,
} from '../../../../src-shared/pdf/index.ts';
import type { Evidence, EvidenceLine } from './types.ts';

/** A title page has some dozens of lines; what is beyond is body. */
const MOST_LINES = 400;
const MOST_CHARACTERS = 2_000;
const MOST_VALUES = 500;
const INFO_NAMES = ['Title', 'Author', 'Subject', 'Keywords', 'doi', 'DOI', 'arXivID'];
const XMP_NAMES = ['dc:title', 'dc:creator', 'dc:identifier', 'prism:doi', 'pdfx:doi'];

/** Reads what a document says of itself; a page or metadata that cannot be read say nothing. */
export async function gatherEvidence(document: PDFDocumentProxy): Promise<Evidence> {
  const metadata = await document.getMetadata().catch(() => undefined);
  return {
    info: infoOf((metadata?.info ?? {}) as Record<string, unknown>),
    xmp: xmpOf(metadata?.metadata ?? undefined),
    lines: await linesOf(document),
  };
}

function infoOf(info: Record<string, unknown>): Record<string, string> {
  const all = { ...(info.Custom as Record<string, unknown> | undefined), ...info };
  const texts = INFO_NAMES.flatMap((name) => {
    const value = all[name];
    return typeof value === 'string' ? [[name, value.slice(0, MOST_CHARACTERS)]] : [];
  });
  return Object.fromEntries(texts);
}

type Metadata = { get(name: string): unknown; getRaw(): unknown };

function xmpOf(metadata: Metadata | undefined): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const name of metadata ? XMP_NAMES : []) {
    const value = metadata?.get(name);
    const values = (Array.isArray(value) ? value : [value]).filter(
      (one) => typeof one === 'string',
    );
    if (values.length > 0) found[name] = values.slice(0, MOST_VALUES).map(shortened);
  }
  return found;
}

function shortened(text: string): string {
  return text.slice(0, MOST_CHARACTERS);
}

async function linesOf(document: PDFDocumentProxy): Promise<EvidenceLine[]> {
  try {
    const page = await document.getPage(1);
    const view = page.view as unknown as Rect;
    const text = buildPageText(0, await readPageGlyphs(page, OPS), view);
    return chosen(text.lines).map((line) => describe(line, text, view));
  } catch {
    return [];
  }
}

/** The stamp in the margin is read last, so the end counts as much as the start. */
function chosen(lines: readonly TextLine[]): readonly TextLine[] {
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES - 50), ...lines.slice(-50)];
}

function describe(line: TextLine, page: PageText, view: Rect): EvidenceLine {
  const height = view[3] - view[1] || 1;
  const glyphs = glyphsOf(line, page);
  const size = middle(glyphs.map((glyph) => glyph.size)) ?? 0;
  return {
    ...{ text: shortened(page.text.slice(line.start, line.end)), size, angle: line.angle },
    setting: shortened(settingOf(line, page, size)),
    font: middle(glyphs.map((glyph) => glyph.fontName)) ?? '',
    top: (line.box[3] - view[1]) / height,
    bottom: (line.box[1] - view[1]) / height,
  };
}

function glyphsOf(line: TextLine, page: PageText): Glyph[] {
  const offsets = page.glyphAt.subarray(line.start, line.end);
  return [...offsets].flatMap((index) => page.glyphs[index] ?? []);
}

/** Marks and formulas have sizes and fonts of their own, which are not the line's. */
function middle<T extends number | string>(values: readonly T[]): T | undefined {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted[sorted.length >> 1];
}

/** Share of the line's size below which a letter is a mark. */
const SMALL = 0.82;
/** Gap in font sizes that is more than a space between words, justified ones included. */
const WIDE = 0.9;

function settingOf(line: TextLine, page: PageText, size: number): string {
  let text = '';
  let last: Glyph | undefined;
  for (let offset = line.start; offset < line.end; offset++) {
    const glyph = page.glyphs[page.glyphAt[offset]!];
    const character = page.text[offset]!;
    if (glyph && character !== ' ') {
      if (last && gapBetween(last, glyph) > WIDE * size) text = `${text.trimEnd()}\t`;
      last = glyph;
    }
    text += glyph && glyph.size < SMALL * size ? '^' : character;
  }
  return text;
}

function gapBetween(left: Glyph, right: Glyph): number {
  return Math.hypot(right.x0 - left.x1, right.y0 - left.y1) * Math.sign(right.x0 - left.x1);
}
