import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pictureTypeOf } from '../listings/index.ts';
import { PDF_POLICY } from './headers.ts';

/** Answers with a paper's picture; null where it is not stored, or is no picture any more. */
export async function serveThumbnail(
  request: Request,
  directory: string,
  fileName: string,
): Promise<Response | null> {
  const bytes = await readFile(join(directory, fileName)).catch(() => null);
  const type = bytes && pictureTypeOf(bytes);
  if (!bytes || !type) return null;
  const headers = {
    'content-type': type,
    'content-length': String(bytes.byteLength),
    // The name stands for the address that the picture came from.
    'cache-control': 'private, max-age=31536000, immutable',
    'content-security-policy': PDF_POLICY,
  };
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), { headers });
}
