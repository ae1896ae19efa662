/** The pure text model of a PDF page: no DOM, no Node, no pdf.js at run time. */
export * from './anchors.ts';
export * from './geometry.ts';
export {
  type FontLike,
  type FontStyles,
  glyphsFromOperators,
  type OperatorListLike,
  type OpsTable,
  type PdfPageLike,
  readPageGlyphs,
} from './glyphs.ts';
export {
  isOnText,
  lineAt,
  type OffsetRange,
  offsetAt,
  paragraphAt,
  wordAt,
} from './hit.ts';
export { joinedHyphens } from './joints.ts';
export { type LinkTargetPart, namedKind, type TargetKind, targetAt } from './link-targets.ts';
export { lineIndexAt } from './lookup.ts';
export { type Heading, headingSteps, headingsOf } from './outline.ts';
export { type OutlineLine, outlineLines } from './outline-lines.ts';
export { buildPageText } from './page-text.ts';
export { quadsOf } from './quads.ts';
export {
  type FoundQuote,
  findQuote,
  type Quote,
  type QuotePage,
  quoteOf,
  quotePage,
} from './quotes.ts';
export { isReference, type Passage, passageAt } from './references.ts';
export {
  type CaretUnit,
  comparePoints,
  moveCaret,
  type PageOf,
  partsOf,
  type RangePart,
  rangeOf,
  rangeText,
} from './selection.ts';
export { type TextLink, textLinksOf } from './text-links.ts';
export type * from './types.ts';
