import { dirname, join } from 'node:path';
import { EXPORT_FOLDER, exportFile } from '../exchange/index.ts';
import { THUMBNAIL_FOLDER, thumbnailFile } from '../thumbnails/index.ts';
import { serveExport } from './export-files.ts';
import { securityHeaders } from './headers.ts';
import { interfaceFiles } from './interface-files.ts';
import { pdfHash, servePdf } from './pdf-files.ts';
import { serveThumbnail } from './thumbnail-files.ts';

/** Answers a request of the interface; never rejects. */
export type FetchHandler = (request: Request) => Promise<Response>;

export type FetchHandlerOptions = {
  /** The built interface, with `index.html`. */
  interfaceDir: string;
  /**
   * The stored PDFs, `ab/cdef….pdf` by SHA-256; beside it in the data folder lie the pictures
   * and the exported archives.
   */
  pdfDir: string;
};

/**
 * The one handler of both shells: the interface's files, `/pdf/<sha256>` with Range, papers'
 * pictures under `/thumbnails/`, and exported archives under `/exports/`. Answers GET and HEAD, and 404 to every other path.
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
  const dataDir = dirname(pdfDir);
  const picture = thumbnailFile(pathname);
  if (picture !== null) return serveThumbnail(request, join(dataDir, THUMBNAIL_FOLDER), picture);
  const archive = exportFile(pathname);
  if (archive !== null) return serveExport(request, join(dataDir, EXPORT_FOLDER), archive);
  return files(request, pathname);
}

function broken(error: unknown): Response {
  console.error(`offprint: a file could not be read: ${String(error)}`);
  return new Response(null, { status: 500 });
}
