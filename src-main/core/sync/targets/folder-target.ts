import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isHeld, whileHeld } from './folder-held.ts';
import { watchFolder } from './folder-watch.ts';
import {
  isTargetName,
  type SyncTarget,
  type TargetFile,
  type TargetReason,
  type TargetResult,
} from './target.ts';

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
/** Files that are looked at in one turn of the event loop, in a folder of any length. */
const AT_ONCE = 64;
/** What Syncthing calls the other one of two files of a name. */
const CONFLICT = /\.sync-conflict-/;

/** A folder that exists already, on a disk or a network drive. */
export class FolderTarget implements SyncTarget {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async list(folder: string): Promise<TargetResult<readonly TargetFile[]>> {
    if (folder !== '' && !isTargetName(folder)) throw new Error(`no name of a folder: ${folder}`);
    return this.#try(async () => {
      const files = await this.#filesIn(folder);
      // What seemed to be missing may have gone with all the rest.
      if (!(await this.#isThere())) throw Object.assign(new Error(), { code: 'ENODEV' });
      return files;
    });
  }

  read(name: string): Promise<TargetResult<Uint8Array>> {
    return this.#try(async () => {
      // Not a copy: that of a large file would keep others waiting.
      const { buffer, byteOffset, length } = await readFile(this.#pathOf(name));
      return new Uint8Array(buffer, byteOffset, length);
    });
  }

  write(name: string, bytes: Uint8Array): Promise<TargetResult<null>> {
    return this.#try(async () => {
      const path = this.#pathOf(name);
      await this.#makeFolders(name);
      if (await exists(path)) throw Object.assign(new Error(), { code: 'EEXIST' });
      const unfinished = join(dirname(path), UNFINISHED + randomBytes(6).toString('hex'));
      try {
        await writeWhole(unfinished, bytes);
        await whileHeld(() => rename(unfinished, path)).catch(asBusy);
      } catch (error) {
        await whileHeld(() => rm(unfinished, { force: true })).catch(() => undefined);
        throw error;
      }
      return null;
    });
  }

  remove(name: string): Promise<TargetResult<null>> {
    return this.#try(async () => {
      const path = this.#pathOf(name);
      await whileHeld(() => rm(path, { force: true }));
      return null;
    });
  }

  watch(tell: () => void): () => void {
    return watchFolder(this.#root, tell);
  }

  /** All files in a folder and below it, of those that may be a target's. */
  async #filesIn(folder: string, files: TargetFile[] = []): Promise<readonly TargetFile[]> {
    const path = join(this.#root, ...folder.split('/'));
    const found = await readdir(path, { withFileTypes: true }).catch(noFolder);
    const named = found.map((entry) => ({ entry, name: below(folder, entry.name) }));
    const ours = named.filter(({ name }) => isTargetName(name) && !CONFLICT.test(name));
    const own = ours.filter(({ entry }) => entry.isFile());
    for (let at = 0; at < own.length; at += AT_ONCE) {
      const sizes = own.slice(at, at + AT_ONCE).map(({ name }) => this.#sizeOf(name));
      files.push(...(await Promise.all(sizes)).filter((file) => file !== null));
    }
    for (const { entry, name } of ours)
      if (entry.isDirectory() && isTargetName(`${name}/a`)) await this.#filesIn(name, files);
    return files;
  }

  async #isThere(): Promise<boolean> {
    const root = await stat(this.#root).catch(() => null);
    return root?.isDirectory() === true;
  }

  #pathOf(name: string): string {
    if (!isTargetName(name)) throw new Error(`no name of a target's file: ${name}`);
    return join(this.#root, ...name.split('/'));
  }

  /** The folders of a file; never the root, which would stand in for a drive that is away. */
  async #makeFolders(name: string): Promise<void> {
    const parts = name.split('/').slice(0, -1);
    for (const n of parts.keys())
      await mkdir(join(this.#root, ...parts.slice(0, n + 1))).catch(ifThere);
  }

  /** Null for a file that went while the folder was read. */
  async #sizeOf(name: string) {
    const found = await stat(this.#pathOf(name)).catch(() => null);
    return found && { name, bytes: found.size };
  }

  /** A root that is not there is a drive that is not connected, never an empty target. */
  async #try<Value>(work: () => Promise<Value>): Promise<TargetResult<Value>> {
    try {
      if (!(await this.#isThere())) return { ok: false, reason: 'unreachable' };
      return { ok: true, value: await work() };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      if (!(await this.#isThere())) return { ok: false, reason: 'unreachable' };
      return { ok: false, reason: REASONS[code] ?? 'unreachable' };
    }
  }
}

const below = (folder: string, name: string): string =>
  folder === '' ? name : `${folder}/${name}`;

/** A folder may be missing, or go while its parent is read. */
function noFolder(error: NodeJS.ErrnoException): never[] {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
  throw error;
}

function ifThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** Who may write a file may name it, so it is not for lack of rights. */
function asBusy(error: unknown): never {
  throw isHeld(error) ? Object.assign(new Error(), { code: 'EBUSY' }) : error;
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
