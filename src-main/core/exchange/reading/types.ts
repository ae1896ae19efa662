import type { ReferenceFacts } from '../../listings/index.ts';

/** A file that an entry names, relative to the file of references or absolute. */
export type NamedFile = { readonly path: string };

/** One entry of a file of references: a paper, and what its user said of it. */
export type ReferenceEntry = {
  /** The line where it begins, from 1. */
  readonly line: number;
  readonly title: string;
  readonly abstract: string | null;
  /** As they are shown: `Vincent van Gogh`. */
  readonly authors: readonly string[];
  readonly arxivId: string | null;
  /** Of the publication; arXiv's own DOIs are none. */
  readonly doi: string | null;
  /** `YYYY-MM-DD`; the first day of a year or month where no more is told. */
  readonly publishedAt: string | null;
  readonly reference: ReferenceFacts;
  readonly tags: readonly string[];
  /** Each from the outermost to the innermost name. */
  readonly collections: readonly (readonly string[])[];
  /** Markdown. */
  readonly notes: readonly string[];
  /** Milliseconds since the epoch. */
  readonly addedAt: number | null;
  readonly files: readonly NamedFile[];
};

/** What an entry lacks to be a paper, or why it cannot be read. */
export type ReferenceProblem = {
  readonly line: number;
  readonly reason: 'bad-entry' | 'no-title' | 'too-long' | 'not-json';
};

/** What kind of file of references it is. */
export type ReferenceLayout = 'bibtex' | 'ris' | 'csl-json' | 'zotero';

/** A file of references that was read. */
export type ReadReferences = {
  readonly layout: ReferenceLayout;
  readonly entries: readonly ReferenceEntry[];
  readonly problems: readonly ReferenceProblem[];
};

/** What a format tells of an entry, before it is told what paper that is. */
export type RawEntry = {
  readonly line: number;
  readonly title: string | undefined;
  readonly abstract?: string | undefined;
  readonly reference: ReferenceFacts;
  /** Texts of which one may be, or hold, an arXiv id; the best first. */
  readonly arxivHints?: readonly (string | undefined)[];
  readonly tags?: readonly string[];
  readonly collections?: readonly (readonly string[])[];
  readonly notes?: readonly string[];
  readonly added?: string | undefined;
  readonly files?: readonly string[];
};
