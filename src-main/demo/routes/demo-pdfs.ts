import { htmlAnswer } from '../answer.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { DemoPaper } from '../corpus/paper.ts';
import { makeDemoPdf } from '../pdf/index.ts';
import type { FindPdf, StoredPdf } from './arxiv-pdf.ts';

/** How many made files are kept: a resumed download asks for the same one again. */
const kept = 12;

/** Finds the PDFs of the corpus, the ones that are not what they should be included. */
export function findDemoPdf(corpus: Corpus): FindPdf {
  const made = new Map<string, Buffer>();
  const fileOf = (paper: DemoPaper, version: number) => {
    const key = `${paper.id}v${version}`;
    const bytes = made.get(key) ?? makeDemoPdf(corpus.seed, paper, version);
    made.delete(key);
    made.set(key, bytes);
    if (made.size > kept) made.delete(made.keys().next().value!);
    return bytes;
  };
  return (id, asked) => {
    const paper = corpus.paper(id);
    const version = asked ?? paper?.versions.length ?? 0;
    if (!paper || version < 1 || version > paper.versions.length) return null;
    return withRole(corpus, id, {
      bytes: fileOf(paper, version),
      changed: new Date(`${paper.versions[version - 1]}T18:00:00Z`),
    });
  };
}

function withRole(corpus: Corpus, id: string, file: StoredPdf): StoredPdf | null {
  const roles = corpus.roles();
  if (id === roles.noPdf) return null;
  if (id === roles.htmlPdf)
    return { ...file, bytes: htmlAnswer(200, 'Checking your browser').body };
  if (id === roles.truncatedPdf)
    return { ...file, bytes: file.bytes.subarray(0, Math.floor(file.bytes.length * 0.6)) };
  if (id === roles.emptyPdf) return { ...file, bytes: Buffer.alloc(0) };
  return file;
}
