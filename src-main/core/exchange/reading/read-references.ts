import { readBibtex } from './read-bibtex.ts';
import { readCslJson } from './read-csl-json.ts';
import { readRis } from './read-ris.ts';
import { readZotero } from './read-zotero.ts';
import type { ReadReferences, ReferenceLayout } from './types.ts';

const READERS: Readonly<Record<ReferenceLayout, (text: string) => ReadReferences>> = {
  bibtex: readBibtex,
  ris: readRis,
  'csl-json': readCslJson,
  zotero: readZotero,
};

/** Reads a file of references; problems are in the order of their lines. */
export function readReferences(layout: ReferenceLayout, text: string): ReadReferences {
  const read = READERS[layout](text);
  return { ...read, problems: [...read.problems].sort((a, b) => a.line - b.line) };
}
