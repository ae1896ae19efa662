import { open } from 'node:fs/promises';
import { type ReferenceLayout, referenceLayout } from './reading/index.ts';

/** What a file is by its beginning; a page is whatever is nothing else. */
export type ContentKind = 'pdf' | 'zip' | 'page' | ReferenceLayout;

/** As far into a file as readers of PDF look for its signature. */
const HEAD = 1_024;
/** As far as the first entry of a file of references begins, whatever stands before it. */
const TEXT_HEAD = 64 * 1_024;
const PDF = Buffer.from('%PDF-');
/** A file in the archive, or the end of one that holds none. */
const ZIP = [Buffer.from('PK\x03\x04'), Buffer.from('PK\x05\x06')];

/** Looks at a file's beginning. Rejects with what the file system throws. */
export async function sniff(path: string): Promise<ContentKind> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(TEXT_HEAD), 0, TEXT_HEAD, 0);
    return kindOf(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

function kindOf(head: Buffer): ContentKind {
  if (ZIP.some((signature) => head.subarray(0, signature.length).equals(signature))) return 'zip';
  if (head.subarray(0, HEAD).includes(PDF)) return 'pdf';
  return referenceLayout(textOf(head)) ?? 'page';
}

/** What is cut in the middle of a character, or of another encoding, still tells by its ASCII. */
function textOf(head: Buffer): string {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(head);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(head);
  return head.toString('utf8');
}
