import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A CSL style in a file. */
export type StyleFile = { readonly id: string; readonly csl: string };

/** Folder in the data folder with the styles that the user added. */
export const STYLE_FOLDER = 'styles';

const OURS = ['apa', 'ieee', 'chicago', 'acm', 'plain'];
const ENDING = '.csl';
/** Sources and the bundle lie at other depths below the project's folder. */
const MOST_LEVELS = 6;

/** The styles that come with the program, and those that the user added, which come after. */
export async function readStyles(dataDir: string): Promise<StyleFile[]> {
  const ours = await Promise.all(OURS.map((id) => readStyle(ownFolder(), id)));
  const theirs = await stylesIn(join(dataDir, STYLE_FOLDER));
  return [...ours.filter((style) => style !== undefined), ...theirs];
}

/** One of them; undefined where there is none of that id. */
export async function readStyleOf(dataDir: string, id: string): Promise<StyleFile | undefined> {
  // What comes from outside is never part of a path.
  const styles = await readStyles(dataDir);
  return styles.find((style) => style.id === id);
}

/** Whether a style of that id comes with the program. */
export function isOurs(id: string): boolean {
  return OURS.includes(id);
}

/** Puts a style into the data folder under a name without special characters. Rejects with what the disk says. */
export async function writeStyle(dataDir: string, { id, csl }: StyleFile): Promise<void> {
  const folder = join(dataDir, STYLE_FOLDER);
  await mkdir(folder, { recursive: true });
  const part = join(folder, `${id}.part`);
  try {
    const file = await open(part, 'w');
    try {
      await file.writeFile(csl);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, join(folder, id + ENDING));
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    throw error;
  }
}

async function stylesIn(folder: string): Promise<StyleFile[]> {
  const names = await readdir(folder).catch(() => []);
  const ids = names.filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -4));
  const styles = await Promise.all(ids.sort().map((id) => readStyle(folder, id)));
  return styles.filter((style) => style !== undefined && !isOurs(style.id)) as StyleFile[];
}

async function readStyle(folder: string, id: string): Promise<StyleFile | undefined> {
  const csl = await readFile(join(folder, id + ENDING), 'utf8').catch(() => undefined);
  return csl === undefined ? undefined : { id, csl };
}

function ownFolder(): string {
  let folder = import.meta.dirname;
  for (let level = 0; level < MOST_LEVELS; level++) {
    const found = join(folder, 'resources', 'csl');
    if (existsSync(found)) return found;
    folder = dirname(folder);
  }
  return join(import.meta.dirname, 'csl');
}
