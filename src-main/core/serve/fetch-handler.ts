import { dirname, join } from 'node:path';
import { THUMBNAIL_FOLDER, thumbnailFile } from '../thumbnails/index.ts';
import { securityHeaders } from './headers.ts';
import { interfaceFiles } from './interface-files.ts';
import { pdfHash, servePdf } from './pdf-files.ts';
import { serveThumbnail } from './thumbnail-files.ts';

/** Answers a request of the interface; never rejects. */
export type FetchHandler = (request: Request) => Promise<Response>;

export type FetchHandlerOptions = {
  /** The built interface, with `index.html`. */
  interfaceDir: string;
  /** The stored PDFs, `ab/cdef….pdf` by SHA-256; beside it in the data folder lie the pictures. */
  pdfDir: string;
};

/**
 * The one handler of both shells: the interface's files, `/pdf/<sha256>` with Range, and papers'
 * pictures under `/thumbnails/`. Answers GET and HEAD, and 404 to every other path.
 */
export function createFetchHandler(options: FetchHandlerOptions): FetchHandler {
  const files = interfaceFiles(options.interfaceDir);
  return async (request) => {
    const url = new URL(request.url);
    const response = await route(request, url.pathname, options.pdfDir, files).catch(broken);
    for (const [name, value] of Object.entries(securityHeaders(url)))
      if (!response.headers.has(name)) response.headers.set(name, value);
    return response;
  };
}

async function route(
  request: Request,
  pathname: string,
  pdfDir: string,
  files: ReturnType<typeof interfaceFiles>,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
  const found = await answer(request, pathname, pdfDir, files);
  return found ?? new Response(null, { status: 404 });
}

function answer(
  request: Request,
  pathname: string,
  pdfDir: string,
  files: ReturnType<typeof interfaceFiles>,
): Promise<Response | null> {
  const sha256 = pdfHash(pathname);
  if (sha256 !== null) return servePdf(request, pdfDir, sha256);
  const picture = thumbnailFile(pathname);
  if (picture === null) return files(request, pathname);
  return serveThumbnail(request, join(dirname(pdfDir), THUMBNAIL_FOLDER), picture);
}

function broken(error: unknown): Response {
  console.error(`offprint: a file could not be read: ${String(error)}`);
  return new Response(null, { status: 500 });
}
