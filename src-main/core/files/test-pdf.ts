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
