import { mkdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Where repair puts what it takes out of use; nothing of the user's is ever deleted. */
export const ASIDE = 'put-aside';

/** Moves a file of the data folder, `path` relative to it, into its folder of what is put aside. */
export function putAside(dataDir: string, path: string): void {
  const folder = join(dataDir, ASIDE);
  mkdirSync(folder, { recursive: true });
  renameSync(join(dataDir, path), join(folder, `${Date.now()}-${basename(path)}`));
}
