import {
  EncryptedPDFError,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFString,
} from '@cantoo/pdf-lib';
import type { PdfMarksReason } from './types.ts';

/** A file whose objects can be read, or why not. */
export type OpenedObjects =
  | { readonly ok: true; readonly document: PDFDocument }
  | { readonly ok: false; readonly reason: PdfMarksReason; readonly detail: string };

/** Opens a PDF's objects so that what is added later stands behind what is there. */
export async function openObjects(bytes: Uint8Array): Promise<OpenedObjects> {
  try {
    const document = await PDFDocument.load(bytes, {
      updateMetadata: false,
      forIncrementalUpdate: true,
      throwOnInvalidObject: false,
    });
    // Throws where the tree of pages is broken.
    document.getPages();
    return { ok: true, document };
  } catch (error) {
    const reason = error instanceof EncryptedPDFError ? 'encrypted' : 'damaged';
    return { ok: false, reason, detail: String(error) };
  }
}

/** Whether somebody signed the file: any change would make the signature worthless. */
export function isSigned(document: PDFDocument): boolean {
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    if (object instanceof PDFDict && isSignature(object)) return true;
  }
  return false;
}

/** A signature tells which bytes it is of, and holds what was made of them. */
function isSignature(dictionary: PDFDict): boolean {
  const range = dictionary.get(PDFName.of('ByteRange'));
  const contents = dictionary.get(PDFName.of('Contents'));
  return (
    range instanceof PDFArray && (contents instanceof PDFHexString || contents instanceof PDFString)
  );
}

/**
 * Whether the file's last table of objects is a plain one, so that what is added must have a plain
 * one too: a reader need not understand a mixture.
 */
export function hasPlainTable(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.subarray(-2_048)).toString('latin1');
  const start = Number(
    /startxref\s+(\d+)\s+%%EOF(?![\s\S]*startxref)/.exec(tail)?.[1] ?? Number.NaN,
  );
  if (!Number.isInteger(start)) return true;
  return Buffer.from(bytes.subarray(start, start + 8))
    .toString('latin1')
    .trimStart()
    .startsWith('xref');
}
