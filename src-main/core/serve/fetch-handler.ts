import { securityHeaders } from './headers.ts';
import { interfaceFiles } from './interface-files.ts';
import { pdfHash, servePdf } from './pdf-files.ts';

/** Answers a request of the interface; never rejects. */
export type FetchHandler = (request: Request) => Promise<Response>;

export type FetchHandlerOptions = {
  /** The built interface, with `index.html`. */
  interfaceDir: string;
  /** The stored PDFs, `ab/cdef….pdf` by SHA-256. */
  pdfDir: string;
};

/**
 * The one handler of both shells: the interface's files, and `/pdf/<sha256>` with Range. Answers
 * GET and HEAD, and 404 to every other path.
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
  const sha256 = pdfHash(pathname);
  const found = sha256 === null ? files(request, pathname) : servePdf(request, pdfDir, sha256);
  return (await found) ?? new Response(null, { status: 404 });
}

function broken(error: unknown): Response {
  console.error(`offprint: a file could not be read: ${String(error)}`);
  return new Response(null, { status: 500 });
}
