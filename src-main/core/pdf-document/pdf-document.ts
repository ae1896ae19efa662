import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  getDocument,
  type PDFDocumentProxy,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What pdf.js says of a file: it opened (to be closed), asks for a password, or cannot be read. */
export type OpenedPdf =
  | { readonly ok: true; readonly document: PDFDocumentProxy; close(): Promise<void> }
  | { readonly ok: false; readonly reason: 'encrypted' | 'damaged' | 'disk-error' };

/** Folders of pdf.js beside its program, without which some fonts have no letters. */
function assets(name: string): string {
  const folder = new URL(`${name}/`, import.meta.resolve('pdfjs-dist/package.json'));
  // pdf.js insists on a slash at the end, on Windows too.
  return fileURLToPath(folder).replaceAll('\\', '/');
}

/** Opens a PDF for its text; to be called in a worker thread, see `PdfThread`. */
export async function openPdf(path: string): Promise<OpenedPdf> {
  let data: Uint8Array<ArrayBuffer>;
  try {
    data = bytesOf(await readFile(path));
  } catch {
    return { ok: false, reason: 'disk-error' };
  }
  const task = getDocument({
    data,
    cMapUrl: assets('cmaps'),
    standardFontDataUrl: assets('standard_fonts'),
    // Nobody looks at the pictures.
    maxImageSize: 1,
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const document = await task.promise;
    return { ok: true, document, close: () => task.destroy() };
  } catch (error) {
    await task.destroy();
    // A file that asks for its password is whole.
    const isLocked = (error as Error).name === 'PasswordException';
    return { ok: false, reason: isLocked ? 'encrypted' : 'damaged' };
  }
}

/** pdf.js takes the memory over; a small file's may be a part of another one's. */
function bytesOf(file: Buffer): Uint8Array<ArrayBuffer> {
  const isWhole = file.buffer instanceof ArrayBuffer && file.buffer.byteLength === file.byteLength;
  return isWhole ? new Uint8Array(file.buffer as ArrayBuffer) : new Uint8Array(file);
}
