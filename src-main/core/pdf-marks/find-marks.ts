import { readFile } from 'node:fs/promises';
import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib';
import { OPS, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { tag } from '../../../src-shared/contract/index.ts';
import {
  boundsOf,
  buildPageText,
  type PageText,
  type Quad,
  type Rect,
  readPageGlyphs,
} from '../../../src-shared/pdf/index.ts';
import { openPdf } from '../pdf-document/index.ts';
import { anchorNear, anchorOver } from './anchors.ts';
import {
  annotationsOf,
  type ListedAnnotation,
  pdfjsIdOf,
  tagsIn,
  textIn,
} from './annotation-objects.ts';
import { nearestColour, rgbOfComponents } from './colours.ts';
import { openObjects } from './open-objects.ts';
import type { FindAnswer, FoundMark } from './types.ts';

/** Hidden, or not to be seen on a screen. */
const UNSEEN = 2 | 32;
const MOST_COMMENT = 50_000;
const MOST_TAGS = 200;
const USUAL_WIDTH = 1;

const TEXT_KINDS: Readonly<Record<string, 'highlight' | 'underline' | 'strikeout'>> = {
  Highlight: 'highlight',
  Underline: 'underline',
  Squiggly: 'underline',
  StrikeOut: 'strikeout',
};

/** The annotations of a PDF that could be marks, with the words that they lie over. */
export async function findMarks(source: string): Promise<FindAnswer> {
  const bytes = await readFile(source);
  const objects = await openObjects(bytes);
  if (!objects.ok) return objects;
  const listed = [...annotationsOf(objects.document)].filter(isOfInterest);
  if (listed.length === 0) return { ok: true, found: [] };
  const opened = await openPdf(source);
  if (!opened.ok) return { ok: false, reason: opened.reason, detail: '' };
  try {
    return { ok: true, found: await foundIn(opened.document, listed) };
  } finally {
    await opened.close();
  }
}

async function foundIn(
  document: PDFDocumentProxy,
  listed: readonly ListedAnnotation[],
): Promise<FoundMark[]> {
  const found: FoundMark[] = [];
  for (const index of new Set(listed.map(({ page }) => page))) {
    const text = await textOf(document, index);
    for (const one of listed) {
      const mark = one.page === index ? markOf(one, text) : undefined;
      if (mark) found.push(mark);
    }
  }
  return joined(found);
}

/** Makes one mark of what we wrote on each of its pages. */
function joined(found: readonly FoundMark[]): FoundMark[] {
  const byKey = new Map<string, FoundMark>();
  for (const one of found) {
    const { key, anchor, objects } = one;
    const before = byKey.get(key);
    const pages = [...(before?.anchor.pages ?? []), ...(anchor.shape ? [] : anchor.pages)];
    const all = [...(before?.objects ?? []), ...objects];
    // Pages without words cannot be parts of a mark over words.
    if (!before) byKey.set(key, one);
    else if (before.anchor.shape) byKey.set(key, { ...before, objects: all });
    else byKey.set(key, { ...before, anchor: { pages }, objects: all });
  }
  return [...byKey.values()];
}

async function textOf(document: PDFDocumentProxy, index: number): Promise<PageText> {
  const page = await document.getPage(index + 1);
  // What annotations themselves draw is no word of the page.
  const glyphs = await readPageGlyphs(page, OPS);
  page.cleanup();
  return buildPageText(index, glyphs, page.view as unknown as Rect);
}

/** Answers to others' comments and what nobody sees are no marks. */
function isOfInterest({ annotation }: ListedAnnotation): boolean {
  const subtype = subtypeOf(annotation);
  const isKnown = subtype in TEXT_KINDS || ['Square', 'Ink', 'Text'].includes(subtype);
  const flags = annotation.lookup(PDFName.of('F'));
  const isUnseen = flags instanceof PDFNumber && (flags.asNumber() & UNSEEN) !== 0;
  return isKnown && !isUnseen && !annotation.has(PDFName.of('IRT'));
}

function markOf(
  { annotation, name, object }: ListedAnnotation,
  text: PageText,
): FoundMark | undefined {
  const where = placeOf(annotation, text);
  if (!where) return undefined;
  const id = pdfjsIdOf(object);
  const rgb = rgbOfComponents(numbersIn(annotation, 'C'));
  return {
    key: name,
    objects: id === null ? [] : [id],
    ...where,
    colour: nearestColour(rgb, 'yellow'),
    comment: textIn(annotation, 'Contents').slice(0, MOST_COMMENT),
    tags: goodTags(tagsIn(annotation)),
    madeAt: timeIn(annotation, 'CreationDate') ?? timeIn(annotation, 'M'),
  };
}

/** Each tag once, and none that could not be one here. */
function goodTags(tags: readonly string[]): string[] {
  const good = tags.flatMap((one) => tag.safeParse(one).data ?? []);
  return [...new Set(good)].slice(0, MOST_TAGS);
}

function placeOf(
  annotation: PDFDict,
  text: PageText,
): Pick<FoundMark, 'kind' | 'anchor'> | undefined {
  const rect = rectOf(annotation);
  if (!rect) return undefined;
  const subtype = subtypeOf(annotation);
  const kind = TEXT_KINDS[subtype];
  if (kind) {
    const quads = quadsIn(annotation);
    const anchor = anchorOver(text, quads.length > 0 ? quads : [quadOf(rect)]);
    if (anchor) return { kind, anchor };
    // Over a figure or a scanned page there are no words.
    const around = quads.length > 0 ? boundsOf(quads) : rect;
    return { kind: 'area', anchor: anchorNear(text, { type: 'rect', rect: around }) };
  }
  if (subtype === 'Square')
    return { kind: 'area', anchor: anchorNear(text, { type: 'rect', rect }) };
  if (subtype === 'Ink') return inkOf(annotation, text);
  const at = [(rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2] as const;
  return { kind: 'note', anchor: anchorNear(text, { type: 'point', at }) };
}

function inkOf(
  annotation: PDFDict,
  text: PageText,
): Pick<FoundMark, 'kind' | 'anchor'> | undefined {
  const list = annotation.lookup(PDFName.of('InkList'));
  if (!(list instanceof PDFArray)) return undefined;
  const paths = Array.from({ length: list.size() }, (_, i) => numbersOf(list.lookup(i)))
    .map((path) => path.slice(0, Math.min(20_000, path.length - (path.length % 2))))
    .filter((path) => path.length >= 2)
    .slice(0, 2_000);
  if (paths.length === 0) return undefined;
  const style = annotation.lookup(PDFName.of('BS'));
  const said = style instanceof PDFDict ? style.lookup(PDFName.of('W')) : undefined;
  const width = said instanceof PDFNumber ? said.asNumber() : USUAL_WIDTH;
  const shape = { type: 'ink', paths, width: Math.min(100, Math.max(0.1, width)) } as const;
  return { kind: 'ink', anchor: anchorNear(text, shape) };
}

function subtypeOf(annotation: PDFDict): string {
  const subtype = annotation.lookup(PDFName.of('Subtype'));
  return subtype instanceof PDFName ? subtype.decodeText() : '';
}

/** Left, bottom, right, top, whichever corners the file names. */
function rectOf(annotation: PDFDict): Rect | undefined {
  const [a, b, c, d] = numbersIn(annotation, 'Rect');
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

function quadsIn(annotation: PDFDict): Quad[] {
  const numbers = numbersIn(annotation, 'QuadPoints');
  return Array.from(
    { length: Math.floor(numbers.length / 8) },
    (_, i) => numbers.slice(8 * i, 8 * i + 8) as unknown as Quad,
  );
}

/** A rectangle as a quad. */
function quadOf([left, bottom, right, top]: Rect): Quad {
  return [left, top, right, top, left, bottom, right, bottom];
}

function numbersIn(annotation: PDFDict, key: string): number[] {
  return numbersOf(annotation.lookup(PDFName.of(key)));
}

/** None where one of them is no number. */
function numbersOf(list: unknown): number[] {
  if (!(list instanceof PDFArray)) return [];
  const numbers = Array.from({ length: list.size() }, (_, i) => list.lookup(i));
  return numbers.every((one) => one instanceof PDFNumber)
    ? numbers.map((one) => (one as PDFNumber).asNumber())
    : [];
}

function timeIn(annotation: PDFDict, key: string): number | null {
  const value = annotation.lookup(PDFName.of(key));
  if (!(value instanceof PDFString || value instanceof PDFHexString)) return null;
  try {
    return value.decodeDate().getTime();
  } catch {
    return null;
  }
}
