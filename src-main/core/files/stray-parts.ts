import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { remove } from './disk.ts';
import { PART_FOLDER } from './paths.ts';

/**
 * Removes what a crash left half written, but for downloads that will go on, see `Files.partials`: of
 * the rest there is an original elsewhere. To be called before anything is written. Throws what the
 * file system throws.
 */
export async function removeStrayParts(
  dataDir: string,
  partials: readonly string[],
): Promise<void> {
  const folder = join(dataDir, PART_FOLDER);
  const kept = new Set(partials);
  for (const name of await readdir(folder).catch(() => []))
    if (name.endsWith('.part') && !kept.has(`${PART_FOLDER}/${name}`))
      await remove(join(folder, name));
}
