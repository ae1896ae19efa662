import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileBody } from './file-body.ts';

/** Answers with an exported archive or copy of a PDF, to be saved; null where there is none of that name. */
export async function serveExport(
  request: Request,
  directory: string,
  name: string,
): Promise<Response | null> {
  const path = join(directory, name);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return null;
  const headers = {
    'content-type': name.endsWith('.pdf') ? 'application/pdf' : 'application/zip',
    'content-length': String(found.size),
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  };
  if (request.method === 'HEAD' || found.size === 0) return new Response(null, { headers });
  return new Response(fileBody(path, 0, found.size - 1), { headers });
}
