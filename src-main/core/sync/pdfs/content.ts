import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { PDF_FOLDER, pdfPath } from '../../files/index.ts';

/** Bytes that are worked on before others have their turn: about a millisecond's hashing. */
const PIECE = 512 * 1024;

/**
 * A stored PDF's content, whole; null where it is not there or not what it should be. `goOn` is called
 * between its pieces and may throw.
 */
export async function readContent(
  dataDir: string,
  { sha256, bytes }: { readonly sha256: string; readonly bytes: number },
  goOn: () => void,
): Promise<Uint8Array | null> {
  const file = await open(pdfPath(join(dataDir, PDF_FOLDER), sha256)).catch(() => null);
  if (file === null) return null;
  try {
    if ((await file.stat()).size !== bytes) return null;
    const whole = new Uint8Array(bytes);
    const hash = createHash('sha256');
    for (let at = 0; at < bytes; ) {
      goOn();
      const { bytesRead } = await file.read(whole, at, Math.min(PIECE, bytes - at), at);
      if (bytesRead === 0) return null;
      hash.update(whole.subarray(at, at + bytesRead));
      at += bytesRead;
    }
    return hash.digest('hex') === sha256 ? whole : null;
  } finally {
    await file.close();
  }
}

/** Whether bytes are the content that they should be; others have their turns meanwhile. */
export async function isContent(
  content: Uint8Array,
  { sha256, bytes }: { readonly sha256: string; readonly bytes: number },
): Promise<boolean> {
  if (content.length !== bytes) return false;
  const hash = createHash('sha256');
  for (const piece of piecesOf(content)) {
    hash.update(piece);
    await setImmediate();
  }
  return hash.digest('hex') === sha256;
}

/** Bytes in pieces, which are parts of them. */
export function* piecesOf(content: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < content.length; at += PIECE) yield content.subarray(at, at + PIECE);
}
