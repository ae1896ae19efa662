import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** Puts objects into a file. Numbers are given out first, so that objects may point to later ones. */
export type PdfWriter = {
  /** A number for an object that is written later. */
  reserve(): number;
  /** Writes an object under a reserved or a new number. */
  object(body: string, number?: number): number;
  /** Writes a Flate-compressed stream; `entries` go into its dictionary. */
  stream(data: string | Buffer, entries?: string, number?: number): number;
  /** The whole file, from header to `%%EOF`. */
  end(root: number, info: number): Buffer;
};

const header = Buffer.from('%PDF-1.5\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1');

/** A new, empty file. Strings are written one byte a character (Latin-1). */
export function makePdfWriter(): PdfWriter {
  const parts: Buffer[] = [header];
  const offsets: number[] = [0];
  let length = header.length;
  const put = (bytes: Buffer) => {
    parts.push(bytes);
    length += bytes.length;
  };
  const reserve = () => offsets.push(0) - 1;
  const object = (body: string, number = reserve()) => {
    offsets[number] = length;
    put(Buffer.from(`${number} 0 obj\n${body}\nendobj\n`, 'latin1'));
    return number;
  };
  const stream = (data: string | Buffer, entries = '', number = reserve()) => {
    const packed = deflateSync(typeof data === 'string' ? Buffer.from(data, 'latin1') : data);
    offsets[number] = length;
    put(
      Buffer.from(
        `${number} 0 obj\n<< ${entries} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`,
        'latin1',
      ),
    );
    put(packed);
    put(Buffer.from('\nendstream\nendobj\n'));
    return number;
  };
  const end = (root: number, info: number) => {
    const id = createHash('md5').update(Buffer.concat(parts)).digest('hex');
    const rows = offsets.slice(1).map((at) => `${String(at).padStart(10, '0')} 00000 n \n`);
    const table = `xref\n0 ${offsets.length}\n0000000000 65535 f \n${rows.join('')}`;
    const trailer = `trailer\n<< /Size ${offsets.length} /Root ${root} 0 R /Info ${info} 0 R /ID [<${id}> <${id}>] >>\nstartxref\n${length}\n%%EOF\n`;
    put(Buffer.from(table + trailer, 'latin1'));
    return Buffer.concat(parts);
  };
  return { reserve, object, stream, end };
}

/** A literal string of bytes that are already encoded. */
export function literal(text: string): string {
  return `(${text.replace(/[\\()]/g, '\\$&')})`;
}

/** A text string for Info and outlines: UTF-16 where Latin letters do not do. */
export function textString(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return literal(text);
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return `<${bytes.toString('hex').toUpperCase()}>`;
}

/** A number with at most two places. */
export function num(value: number): string {
  return String(Math.round(value * 100) / 100);
}
