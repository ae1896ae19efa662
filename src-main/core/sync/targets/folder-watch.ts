import { type FSWatcher, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { isTargetName } from './target.ts';

/** So long nothing more may come before what came is told. */
const QUIET_MS = 500;
/** A folder that never rests is told of this often. */
const LATEST_MS = 5_000;
/** Elsewhere Node watches every single file, having looked for all of them at once. */
const WATCHES_BELOW = process.platform === 'win32' || process.platform === 'darwin';

/**
 * Tells that something below a folder may be new, once it rests; stops by what it returns. A folder
 * that cannot be watched, or no longer, tells nothing.
 */
export function watchFolder(root: string, tell: () => void): () => void {
  const watcher = new FolderWatch(root, tell);
  return () => watcher.stop();
}

class FolderWatch {
  readonly #root: string;
  readonly #soon: Soon;
  /** By the folder's name; the root's is ``. */
  readonly #watchers = new Map<string, FSWatcher>();
  #stopped = false;

  constructor(root: string, tell: () => void) {
    this.#root = root;
    this.#soon = new Soon(() => {
      tell();
      void this.#watchAll('', true);
    });
    this.#watch('');
    void this.#watchAll('', false);
  }

  stop(): void {
    this.#stopped = true;
    this.#soon.stop();
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  /** Watches what folders there are by now; tells where `isNews` and there is a new one. */
  async #watchAll(folder: string, isNews: boolean): Promise<void> {
    if (WATCHES_BELOW || this.#stopped) return;
    const path = join(this.#root, folder);
    const found = await readdir(path, { withFileTypes: true }).catch(() => []);
    const names = found
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(folder, name))
      .filter((name) => isTargetName(`${slashed(name)}/a`));
    for (const name of names) {
      // What came before it was watched is not told by the system.
      if (this.#watch(name) && isNews) this.#soon.begin();
      await this.#watchAll(name, isNews);
    }
  }

  /** Whether it is watched from now on, and was not before. */
  #watch(folder: string): boolean {
    if (this.#stopped || this.#watchers.has(folder)) return false;
    const options = { persistent: false, recursive: WATCHES_BELOW };
    try {
      const watcher = watch(join(this.#root, folder), options, (_, name) =>
        this.#see(name === null ? null : join(folder, name)),
      );
      watcher.on('error', () => (folder === '' ? this.stop() : this.#forget(folder)));
      this.#watchers.set(folder, watcher);
      return true;
    } catch {
      return false;
    }
  }

  #see(name: string | null): void {
    if (name !== null && !isTargetName(slashed(name))) return;
    // It may be another folder of the same name.
    if (name !== null) this.#forget(name);
    this.#soon.begin();
  }

  #forget(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }
}

const slashed = (name: string): string => name.split(sep).join('/');

class Soon {
  readonly #tell: () => void;
  #timer: NodeJS.Timeout | undefined;
  #since = 0;
  #stopped = false;

  constructor(tell: () => void) {
    this.#tell = tell;
  }

  begin(): void {
    if (this.#stopped) return;
    if (this.#timer === undefined) this.#since = performance.now();
    clearTimeout(this.#timer);
    const left = this.#since + LATEST_MS - performance.now();
    this.#timer = setTimeout(() => this.#end(), Math.max(0, Math.min(QUIET_MS, left)));
    this.#timer.unref();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #end(): void {
    this.#timer = undefined;
    this.#tell();
  }
}
