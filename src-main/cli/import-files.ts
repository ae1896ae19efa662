import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FileToSend } from './send-file.ts';

/** A file to import, or why there is none where the user named one. */
export type FoundFile =
  | ({ readonly ok: true } & FileToSend)
  | { readonly ok: false; readonly path: string; readonly reason: NotFoundReason };

type NotFoundReason = 'file-not-found' | 'unreadable' | 'nothing-to-import';

/** What is looked for in folders; a file that is named by itself may be called anything. */
const REFERENCES = new Set(['.bib', '.ris', '.rdf']);
const EXTENSIONS = new Set([
  ...['.txt', '.html', '.htm', '.json', '.jsonl', '.pdf', '.zip'],
  ...REFERENCES,
]);

/** The files of a command line, each folder in place of its files, sorted, those of its folders too. */
export async function findFiles(paths: readonly string[]): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const path of paths) found.push(...(await find(path)));
  return found;
}

async function find(path: string): Promise<FoundFile[]> {
  try {
    const about = await stat(path);
    if (!about.isDirectory()) return [await describe(path)];
    const inside = await listFolder(path);
    if (inside.length === 0) return [{ ok: false, path, reason: 'nothing-to-import' }];
    return await Promise.all(inside.map(describe));
  } catch (error) {
    return [{ ok: false, path, reason: reasonOf(error) }];
  }
}

async function listFolder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && EXTENSIONS.has(extname(entry.name).toLowerCase()))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort((a, b) => turn(a) - turn(b) || (a < b ? -1 : 1));
}

/** References come first: they say which papers the PDFs beside them are of. */
function turn(path: string): number {
  return REFERENCES.has(extname(path).toLowerCase()) ? 0 : 1;
}

async function describe(path: string): Promise<FoundFile> {
  try {
    const { size, mtimeMs } = await stat(path);
    return { ok: true, path, bytes: size, changedAt: mtimeMs };
  } catch (error) {
    return { ok: false, path, reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): NotFoundReason {
  return (error as { code?: string }).code === 'ENOENT' ? 'file-not-found' : 'unreadable';
}
