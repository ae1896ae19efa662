import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** Answers with a file of the interface; null where there is none of that path. */
export type InterfaceFiles = (request: Request, pathname: string) => Promise<Response | null>;

/**
 * Serves the files that lie in `dir`, and nothing else: a path is looked up among the files' names
 * and never becomes a path of the file system, so that there is nothing to escape from.
 */
export function interfaceFiles(dir: string): InterfaceFiles {
  let files = listFiles(dir);
  return async (request, pathname) => {
    const name = pathname === '/' ? '/index.html' : pathname;
    // A build may have replaced the files while we run.
    if (!files.has(name)) files = listFiles(dir);
    const path = files.get(name);
    return path === undefined ? null : respond(request, name, path);
  };
}

/** Files by the path that serves them, such as `/assets/index-1a2b3c.js`. */
function listFiles(dir: string): Map<string, string> {
  const entries = readdirSync(dir, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [`/${relative(dir, path).split(sep).join('/')}`, path];
    }),
  );
}

async function respond(request: Request, name: string, path: string): Promise<Response> {
  const bytes = await readFile(path);
  const headers = {
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    'content-length': String(bytes.byteLength),
    // Names in `assets/` carry their content's hash.
    'cache-control': name.startsWith('/assets/')
      ? 'private, max-age=31536000, immutable'
      : 'no-cache',
  };
  return new Response(request.method === 'HEAD' ? null : bytes, { headers });
}
