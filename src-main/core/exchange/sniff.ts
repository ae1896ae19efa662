import { open } from 'node:fs/promises';

/** What a file is by its first bytes; a page is whatever is nothing else. */
export type ContentKind = 'pdf' | 'zip' | 'page';

/** As far into a file as readers of PDF look for its signature. */
const HEAD = 1_024;
const PDF = Buffer.from('%PDF-');
/** A file in the archive, or the end of one that holds none. */
const ZIP = [Buffer.from('PK\x03\x04'), Buffer.from('PK\x05\x06')];

/** Looks at a file's first bytes. Rejects with what the file system throws. */
export async function sniff(path: string): Promise<ContentKind> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return kindOf(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

function kindOf(head: Buffer): ContentKind {
  if (ZIP.some((signature) => head.subarray(0, signature.length).equals(signature))) return 'zip';
  return head.includes(PDF) ? 'pdf' : 'page';
}
