/** What a one-page PDF for tests and warming up holds. */
export type TinyPdf = {
  /** The page's content stream; fonts are `/F1` (Helvetica) and `/T3` (a Type 3 font). */
  readonly content: string;
  readonly mediaBox?: readonly number[];
  /** Content of the form `/Fm`, drawn with the matrix 2 0 0 2 100 100. */
  readonly form?: string;
  /** Text of an annotation with an appearance of its own. */
  readonly annotation?: string;
};

const fonts = '/Font << /F1 5 0 R /T3 6 0 R >>';

/** The bytes of a small valid PDF (ASCII only), for tests and for warming up a worker. */
export function pdfWith({ content, mediaBox = [0, 0, 612, 792], form = '', annotation }: TinyPdf) {
  const annotations = annotation === undefined ? '' : '/Annots [9 0 R]';
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [${mediaBox.join(' ')}] /Contents 4 0 R
       /Resources << ${fonts} /XObject << /Fm 8 0 R >> >> ${annotations} >>`,
    stream('', content),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Type /Font /Subtype /Type3 /FontMatrix [1 0 0 1 0 0] /FontBBox [0 0 0 0]
       /FirstChar 97 /LastChar 98 /Widths [50 55] /CharProcs << /a 7 0 R /b 7 0 R >>
       /Encoding << /Type /Encoding /Differences [97 /a /b] >> /Resources << >> >>`,
    stream('', '50 0 0 0 50 70 d1 0 0 50 70 re f'),
    stream(
      `/Type /XObject /Subtype /Form /BBox [0 0 300 300] /Matrix [2 0 0 2 100 100]
       /Resources << ${fonts} >>`,
      form,
    ),
    `<< /Type /Annot /Subtype /FreeText /Rect [10 10 200 40] /DA (/F1 12 Tf)
       /Contents (${annotation ?? ''}) /AP << /N 10 0 R >> >>`,
    stream(
      `/Type /XObject /Subtype /Form /BBox [0 0 190 30] /Resources << ${fonts} >>`,
      `BT /F1 12 Tf 5 5 Td (${annotation ?? ''}) Tj ET`,
    ),
  ]);
}

function stream(entries: string, content: string): string {
  return `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

function assemble(objects: readonly string[]): Uint8Array {
  let file = '%PDF-1.7\n';
  const offsets = objects.map((object, i) => {
    const offset = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const offset of offsets) file += `${String(offset).padStart(10, '0')} 00000 n \n`;
  file += `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Uint8Array.from(file, (character) => character.charCodeAt(0));
}
