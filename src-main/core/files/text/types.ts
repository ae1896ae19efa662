/** Raised whenever extraction gives other text: what an older one extracted is done again. */
export const EXTRACTOR_VERSION = 1;

/** The file of the data folder that holds the texts; derived, and rebuilt when it is lost. */
export const TEXT_FILE = 'text.sqlite';

/**
 * How far a PDF's text is: `waiting` to be read or read in part, `done`, `no-text` nothing to read
 * (scanned or encrypted), `failed`, `removed` with its PDF.
 */
export type TextState = 'waiting' | 'done' | 'no-text' | 'failed' | 'removed';

/**
 * Why there is no text: the file asks for a password, cannot be opened, is not there, took too long,
 * too much memory or too many letters, or ended the program that read it.
 */
export type TextReason =
  | 'encrypted'
  | 'damaged'
  | 'disk-error'
  | 'timeout'
  | 'memory'
  | 'too-large'
  | 'crashed';

/** What is known of the text of one PDF. */
export type TextEntry = {
  /** Of the PDF, lower-case hexadecimal. */
  readonly sha256: string;
  readonly state: TextState;
  readonly reason: TextReason | null;
  /** Pages of the PDF; null where only its password would tell, and before it was opened. */
  readonly pages: number | null;
  /** Pages that are read. */
  readonly reached: number;
  /** Pages that could not be read; they have no text. */
  readonly lost: number;
  readonly words: number;
  /** Grows with every change of the outcome; see `changedSince`. */
  readonly sequence: number;
};

/** The readable text of one page, counted from 1; see `PageText` of `src-shared/pdf`. */
export type ExtractedPage = { readonly page: number; readonly text: string };

/** What the worker is asked: some pages, from one on. */
export type TextQuestion = {
  readonly path: string;
  /** Counted from 1. */
  readonly from: number;
  readonly most: number;
};

/** Pages read, in order and without a gap; `lost` of them cannot be read and are empty. */
export type TextBatch = {
  readonly ok: true;
  readonly total: number;
  readonly pages: readonly ExtractedPage[];
  readonly lost: number;
};

/** What the worker answers. */
export type TextAnswer =
  | TextBatch
  | { readonly ok: false; readonly reason: 'encrypted' | 'damaged' | 'disk-error' };
