import { copyFile, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { segmentName } from '../src-main/core/sync/names.ts';
import { timed } from './measure.ts';

/** Bytes by the name of each file below a folder. */
export async function filesIn(folder: string): Promise<ReadonlyMap<string, number>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const sizes = names.map(async (name) => [name, (await stat(name)).size] as const);
  return new Map(await Promise.all(sizes));
}

/** Bytes of the files that came since. */
export async function bytesSince(
  folder: string,
  before: ReadonlyMap<string, number>,
): Promise<number> {
  const now = [...(await filesIn(folder))].filter(([name]) => !before.has(name));
  return now.reduce((sum, [, bytes]) => sum + bytes, 0);
}

/** Milliseconds to copy these files one after the other. */
export async function copyTime(names: readonly string[], folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  return timed(async () => {
    for (const [index, name] of names.entries()) await copyFile(name, join(folder, String(index)));
  });
}

const SEGMENT_BYTES = 600;
const EACH = 100;

/** Puts segments of others, a hundred of each machine, at a target; their names there. */
export async function writeOthers(target: string, count: number): Promise<readonly string[]> {
  const names = Array.from({ length: count }, (_, index) =>
    segmentName(`other${Math.floor(index / EACH)}`, (index % EACH) + 1),
  );
  const bytes = new Uint8Array(SEGMENT_BYTES);
  for (const name of names) {
    await mkdir(dirname(join(target, name)), { recursive: true });
    await writeFile(join(target, name), bytes);
  }
  return names;
}

/** Has a machine that is off believe that it took these segments in. */
export function noteTaken(folder: string, names: readonly string[]): void {
  const local = new DatabaseSync(join(folder, 'local.sqlite'));
  const sql = 'INSERT OR IGNORE INTO sync_taken(name) SELECT value FROM json_each(?)';
  local.prepare(sql).run(JSON.stringify(names));
  local.close();
}
