import type { ReferenceLayout } from './types.ts';

const BIBTEX =
  /^[ \t\uFEFF]*@[ \t]*(?:article|book|booklet|collection|conference|dataset|inbook|incollection|inproceedings|manual|mastersthesis|misc|mvbook|online|patent|phdthesis|preprint|proceedings|report|software|string|techreport|thesis|unpublished|comment|preamble|www|electronic)[ \t\r\n]*[{(]/im;
const RIS = /^\uFEFF?(?:[^\n]*\n){0,20}?TY {1,2}- ?[A-Z]{3,6}\s*$/m;
const CSL_TYPE =
  /"type"\s*:\s*"(?:article|article-journal|article-magazine|article-newspaper|paper-conference|book|chapter|thesis|report|manuscript|webpage|dataset|software|document|speech|patent|post|post-weblog|entry)"/;
const CSL_FIELD = /"(?:issued|container-title|DOI|author|title)"\s*:/;

/** What kind of references a file holds, by how it begins; undefined where it holds none. */
export function referenceLayout(head: string): ReferenceLayout | undefined {
  if (/<rdf:RDF\b/.test(head)) return 'zotero';
  if (/^[\s\uFEFF]*[[{]/.test(head))
    return CSL_TYPE.test(head) && CSL_FIELD.test(head) ? 'csl-json' : undefined;
  if (/^[\s\uFEFF]*</.test(head)) return undefined;
  if (RIS.test(head)) return 'ris';
  return BIBTEX.test(head) ? 'bibtex' : undefined;
}
