import type { Dirent } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EXPORT_FOLDER } from '../exchange/index.ts';
import type { Problem } from './types.ts';

/** What our own work leaves when it is cut short, by folder; each is a copy, or was never finished. */
const LEFTOVERS: readonly (readonly [folder: string, name: RegExp])[] = [
  ['.', /^library\.sqlite\.arriving(-wal|-shm|-journal)?$/],
  ['.', /^library\.sqlite\.damaged-.*\.part(-wal|-journal)?$/],
  ['.', /^(core|browser)\.json\.\d+\.tmp$/],
  ['.', /^core\.probe$/],
  ['backups', /\.part(-wal|-shm|-journal)?$/],
  [EXPORT_FOLDER, /^offprint-[\d-]+\.zip\.part$/],
];

/** Work that goes on writes its file all the time. */
const AT_REST_MS = 10_000;

/** Files that interrupted work has left behind; repair removes them. */
export async function leftoverProblems(dataDir: string, now: number): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const [folder, pattern] of LEFTOVERS) {
    for (const entry of await entriesOf(join(dataDir, folder))) {
      if (!entry.isFile() || !pattern.test(entry.name)) continue;
      const path = join(dataDir, folder, entry.name);
      const written = (await stat(path).catch(() => null))?.mtimeMs ?? now;
      if (now - written < AT_REST_MS) continue;
      const subject = folder === '.' ? entry.name : `${folder}/${entry.name}`;
      problems.push({ kind: 'leftover', subject, repair: () => rm(path, { force: true }) });
    }
  }
  return problems;
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
