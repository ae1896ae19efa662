/** What a made PDF is like; `padding` bytes of a stream that nothing shows make it large. */
export type PdfShape = {
  readonly pages?: number;
  readonly padding?: number;
  /** Told apart from others by it. */
  readonly seed?: number;
  /** Asks for a password that nobody knows. */
  readonly locked?: boolean;
};

/** A small valid PDF, for tests. */
export function makePdf({ pages = 1, padding = 0, seed = 1, locked = false }: PdfShape = {}) {
  const kids = Array.from({ length: pages }, (_, index) => `${index + 4} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages} /Kids [${kids}] >>`,
    `<< /Length ${padding} >>\nstream\n${noise(padding, seed)}\nendstream`,
    ...Array.from(
      { length: pages },
      () => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << >> >>',
    ),
  ];
  return assemble(objects, seed, locked ? lock() : '');
}

/** A PDF with text, for tests; everything in Latin-1. */
export type WrittenPdf = {
  /** A content stream for each page; `/F1` is Helvetica, `/F2` its bold, `/X0` the first form. */
  readonly pages: readonly string[];
  readonly info?: Readonly<Record<string, string>>;
  readonly xmp?: string;
  /** Content streams of forms `/X0`, `/X1` …, which may use each other. */
  readonly forms?: readonly string[];
  /** The page's stream as it lies in the file, with the entries of its dictionary. */
  readonly raw?: { readonly bytes: Buffer; readonly entries: string };
};

/** A valid PDF of what is written. */
export function writePdf({ pages, info = {}, xmp = '', forms = [], raw }: WrittenPdf): Buffer {
  const [firstForm, firstPage] = [8, 8 + forms.length];
  const names = forms.map((_, index) => `/X${index} ${firstForm + index} 0 R`).join(' ');
  const resources = `/Resources << /Font << /F1 5 0 R /F2 6 0 R >> /XObject << ${names} >> >>`;
  const kids = pages.map((_, index) => `${firstPage + 2 * index} 0 R`).join(' ');
  const said = Object.entries(info).map(([name, value]) => `/${name} (${value})`);
  const font = (name: string): string =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const form = `/Type /XObject /Subtype /Form /BBox [0 0 612 792] ${resources}`;
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${xmp ? '/Metadata 7 0 R' : ''} >>`,
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`,
    '<< >>',
    `<< ${said.join(' ')} >>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    streamOf(xmp, '/Type /Metadata /Subtype /XML'),
    ...forms.map((content) => streamOf(content, form)),
    ...pages.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] ${resources}
        /Contents ${firstPage + 2 * index + 1} 0 R >>`,
      raw ? streamOf(raw.bytes.toString('latin1'), raw.entries) : streamOf(content, ''),
    ]),
  ];
  return assemble(objects, 1, '/Info 4 0 R ');
}

/** Forms of which each draws the next one ten times: to be read, `/X0` takes longer than there is time. */
export function laughingForms(): string[] {
  const forms = Array.from({ length: 12 }, (_, index) => `/X${index + 1} Do `.repeat(10));
  return [...forms, ''];
}

/** A line of text in a content stream; parentheses and backslashes must be escaped. */
export function lineAt(x: number, y: number, size: number, text: string, font = 'F1'): string {
  return `BT /${font} ${size} Tf ${x} ${y} Td (${text}) Tj ET\n`;
}

/** Text that runs up the left margin, as arXiv's stamp does. */
export function stampAt(text: string): string {
  return `BT /F1 20 Tf 0 1 -1 0 32 200 Tm (${text}) Tj ET\n`;
}

function streamOf(content: string, entries: string): string {
  return `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

function assemble(objects: readonly string[], seed: number, entries: string): Buffer {
  let text = `%PDF-1.4\n% ${seed}\n`;
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(text.length);
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const start = text.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${rows}`;
  text += `trailer\n<< /Size ${size} /Root 1 0 R ${entries}>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

function lock(): string {
  const key = '41'.repeat(32);
  const id = '42'.repeat(16);
  return `/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <${key}> /U <${key}> >> /ID [<${id}><${id}>] `;
}

/** Letters that do not repeat soon, the same ones for the same seed. */
function noise(length: number, seed: number): string {
  let state = seed;
  const letters = Buffer.alloc(length);
  for (let index = 0; index < length; index++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    letters[index] = 97 + ((state >>> 16) % 26);
  }
  return letters.toString('latin1');
}
