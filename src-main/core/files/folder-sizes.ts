import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { piecesOfList } from './turns.ts';

/** Files and their bytes. */
export type Size = { readonly count: number; readonly bytes: number };

/** Files that are asked for at once. */
const AT_ONCE = 32;
const NOTHING: Size = { count: 0, bytes: 0 };

/** What each entry of a folder uses, by name; folders with all that is in them. Links count as nothing. */
export async function sizesIn(
  folder: string,
  isWanted: (name: string) => boolean,
): Promise<Map<string, Size>> {
  const sizes = new Map<string, Size>();
  for (const entry of await entriesOf(folder)) {
    if (!isWanted(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) sizes.set(entry.name, await sizeOfTree(path));
    else if (entry.isFile()) sizes.set(entry.name, { count: 1, bytes: await bytesOf(path) });
  }
  return sizes;
}

async function sizeOfTree(folder: string): Promise<Size> {
  let sum = NOTHING;
  for (const pending = [folder]; pending.length > 0; ) {
    const here = pending.pop()!;
    const entries = await entriesOf(here);
    for (const entry of entries) if (entry.isDirectory()) pending.push(join(here, entry.name));
    const files = entries.filter((entry) => entry.isFile()).map(({ name }) => join(here, name));
    for (const piece of piecesOfList(files, AT_ONCE)) {
      const sizes = await Promise.all(piece.map(bytesOf));
      sum = { count: sum.count + piece.length, bytes: sizes.reduce((a, b) => a + b, sum.bytes) };
    }
  }
  return sum;
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** 0 for a file that has gone meanwhile. */
async function bytesOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}
