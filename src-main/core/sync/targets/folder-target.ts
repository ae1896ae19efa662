import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { isTargetName, type SyncTarget, type TargetReason, type TargetResult } from './target.ts';

const REASONS: Readonly<Record<string, TargetReason>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EEXIST: 'exists',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EACCES: 'refused',
  EPERM: 'refused',
  EROFS: 'refused',
  EBUSY: 'busy',
  EMFILE: 'busy',
  ENFILE: 'busy',
};
/** What is being written; other programs that carry the folder may carry it, and nobody reads it. */
const UNFINISHED = '.unfinished-';

/** A folder that exists already, on a disk or a network drive. */
export class FolderTarget implements SyncTarget {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  list(folder: string) {
    return this.#try(async () => {
      const start = join(this.#root, ...folder.split('/'));
      const found = await readdir(start, { recursive: true, withFileTypes: true }).catch(noFolder);
      const names = found
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => this.#nameOf(join(parentPath, name)))
        .filter(isTargetName);
      const files = await Promise.all(names.map((name) => this.#sizeOf(name)));
      return files.flatMap((file) => file ?? []);
    });
  }

  read(name: string): Promise<TargetResult<Uint8Array>> {
    return this.#try(async () => new Uint8Array(await readFile(this.#pathOf(name))));
  }

  write(name: string, bytes: Uint8Array): Promise<TargetResult<null>> {
    return this.#try(async () => {
      const path = this.#pathOf(name);
      await mkdir(dirname(path), { recursive: true });
      if (await exists(path)) throw Object.assign(new Error(), { code: 'EEXIST' });
      const unfinished = join(dirname(path), UNFINISHED + randomBytes(6).toString('hex'));
      try {
        await writeWhole(unfinished, bytes);
        await rename(unfinished, path);
      } catch (error) {
        await rm(unfinished, { force: true }).catch(() => undefined);
        throw error;
      }
      return null;
    });
  }

  remove(name: string): Promise<TargetResult<null>> {
    return this.#try(async () => {
      await rm(this.#pathOf(name), { force: true });
      return null;
    });
  }

  #pathOf(name: string): string {
    if (!isTargetName(name)) throw new Error(`no name of a target's file: ${name}`);
    return join(this.#root, ...name.split('/'));
  }

  #nameOf(path: string): string {
    return relative(this.#root, path).split(sep).join('/');
  }

  /** Null for a file that went while the folder was read. */
  async #sizeOf(name: string) {
    const found = await stat(this.#pathOf(name)).catch(() => null);
    return found && { name, bytes: found.size };
  }

  /** A root that is not there is a drive that is not connected, never an empty target. */
  async #try<Value>(work: () => Promise<Value>): Promise<TargetResult<Value>> {
    try {
      const root = await stat(this.#root).catch(() => null);
      if (!root?.isDirectory()) return { ok: false, reason: 'unreachable' };
      return { ok: true, value: await work() };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      return { ok: false, reason: REASONS[code] ?? 'unreachable' };
    }
  }
}

function noFolder(error: NodeJS.ErrnoException): never[] {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
  throw error;
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
