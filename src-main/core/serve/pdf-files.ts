import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileBody } from './file-body.ts';
import { PDF_POLICY } from './headers.ts';
import { parseRange } from './range.ts';

const PDF_PATH = /^\/pdf\/([0-9a-f]{64})$/;

/** The hash that a path asks for, or null where it asks for something else. */
export function pdfHash(pathname: string): string | null {
  return PDF_PATH.exec(pathname)?.[1] ?? null;
}

/** Answers with the PDF of this hash, or with a part of it; null where it is not stored. */
export async function servePdf(
  request: Request,
  pdfDir: string,
  sha256: string,
): Promise<Response | null> {
  const path = join(pdfDir, sha256.slice(0, 2), `${sha256.slice(2)}.pdf`);
  const size = await sizeOf(path);
  if (size === null) return null;
  const etag = `"${sha256}"`;
  const headers = new Headers({
    'content-type': 'application/pdf',
    'accept-ranges': 'bytes',
    // The name is the content's hash: what lies there never changes.
    'cache-control': 'private, max-age=31536000, immutable',
    'content-security-policy': PDF_POLICY,
    etag,
  });
  if (matches(request.headers.get('if-none-match'), etag))
    return new Response(null, { status: 304, headers });
  return answer(request, path, size, headers, etag);
}

function answer(request: Request, path: string, size: number, headers: Headers, etag: string) {
  const range = parseRange(rangeHeader(request, etag), size);
  if (range.kind === 'unsatisfiable') {
    headers.set('content-range', `bytes */${size}`);
    headers.set('content-length', '0');
    return new Response(null, { status: 416, headers });
  }
  if (range.kind === 'whole') return slice(request, path, 0, size - 1, 200, headers);
  headers.set('content-range', `bytes ${range.start}-${range.end}/${size}`);
  return slice(request, path, range.start, range.end, 206, headers);
}

function slice(
  request: Request,
  path: string,
  start: number,
  end: number,
  status: number,
  headers: Headers,
): Response {
  const length = end - start + 1;
  headers.set('content-length', String(length));
  if (request.method === 'HEAD' || length === 0) return new Response(null, { status, headers });
  return new Response(fileBody(path, start, end), { status, headers });
}

/** Null where the client's part of the file, by If-Range, is of another file. */
function rangeHeader(request: Request, etag: string): string | null {
  const condition = request.headers.get('if-range');
  return condition === null || condition === etag ? request.headers.get('range') : null;
}

function matches(header: string | null, etag: string): boolean {
  if (header === null) return false;
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : null;
  } catch {
    return null;
  }
}
