import { readdirSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchPicture, type Http, type Pictures } from '../listings/index.ts';
import { fileNameOf, keyIn, keyOf, servedPath } from './file-name.ts';

/** What the cache of pictures needs to know. */
export type ThumbnailsOptions = {
  /** Holds the pictures; made when the first one comes. */
  readonly directory: string;
  readonly http: Http;
  /** Bytes of all pictures together; the oldest make room for new ones. */
  readonly maxBytes?: number;
  /** Told once of a disk that cannot be written to: then no picture is shown, and nothing else. */
  readonly onError?: (error: unknown) => void;
};

/** Some two thousand pictures. */
const MAX_BYTES = 200 * 1024 * 1024;
/** Room is made for a while, and not for each picture anew. */
const KEPT_SHARE = 0.9;
const PART = '.part';

/** Pictures of papers on disk (LIST-6). What is lost of it is fetched again when it is wanted. */
export class Thumbnails implements Pictures {
  readonly #options: ThumbnailsOptions;
  /** Names of files by key. */
  readonly #files: Map<string, string>;
  /** Addresses that had no picture, in this run of the program. */
  readonly #missing = new Set<string>();
  readonly #fetching = new Map<string, Promise<boolean>>();
  #bytes: number | undefined;
  #hasComplained = false;

  constructor(options: ThumbnailsOptions) {
    this.#options = options;
    this.#files = filesIn(options.directory);
  }

  /** The path under which a picture is served; null while it is not on this disk. */
  pathOf(url: string | null | undefined): string | null {
    const name = url ? this.#files.get(keyOf(url)) : undefined;
    return name === undefined ? null : servedPath(name);
  }

  fetch(url: string, signal: AbortSignal): Promise<boolean> {
    if (this.#files.has(keyOf(url)) || this.#missing.has(url)) return Promise.resolve(false);
    const known = this.#fetching.get(url);
    if (known) return known;
    const fetching = this.#fetch(url, signal).finally(() => this.#fetching.delete(url));
    this.#fetching.set(url, fetching);
    return fetching;
  }

  async #fetch(url: string, signal: AbortSignal): Promise<boolean> {
    try {
      const result = await fetchPicture(this.#options.http, url, signal);
      if (result.ok) {
        const { type, bytes } = result.picture;
        await this.#store(fileNameOf(url, type), bytes);
        return true;
      }
      const isLasting = result.reason !== 'upstream' || result.failure.reason === 'not-found';
      if (isLasting) this.#missing.add(url);
    } catch (error) {
      if (!this.#hasComplained) this.#options.onError?.(error);
      this.#hasComplained = true;
    }
    return false;
  }

  async #store(name: string, bytes: Uint8Array): Promise<void> {
    const path = join(this.#options.directory, name);
    await mkdir(this.#options.directory, { recursive: true });
    try {
      await writeFile(path + PART, bytes);
      await rename(path + PART, path);
    } catch (error) {
      await rm(path + PART, { force: true }).catch(() => {});
      throw error;
    }
    this.#files.set(keyIn(name)!, name);
    if (this.#bytes !== undefined) this.#bytes += bytes.byteLength;
    await this.#makeRoom();
  }

  async #makeRoom(): Promise<void> {
    const { maxBytes = MAX_BYTES } = this.#options;
    if (this.#bytes !== undefined && this.#bytes <= maxBytes) return;
    const files = await this.#measure();
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    if (bytes > maxBytes) {
      for (const file of files.sort((a, b) => a.at - b.at)) {
        if (bytes <= maxBytes * KEPT_SHARE) break;
        await rm(join(this.#options.directory, file.name), { force: true });
        this.#files.delete(keyIn(file.name) ?? '');
        bytes -= file.bytes;
      }
    }
    this.#bytes = bytes;
  }

  /** Size and age of every file; one that is gone meanwhile has none. */
  async #measure(): Promise<{ name: string; bytes: number; at: number }[]> {
    const { directory } = this.#options;
    const files: { name: string; bytes: number; at: number }[] = [];
    for (const name of await readdir(directory)) {
      const found = await stat(join(directory, name)).catch(() => undefined);
      if (found?.isFile()) files.push({ name, bytes: found.size, at: found.mtimeMs });
    }
    return files;
  }
}

function filesIn(directory: string): Map<string, string> {
  try {
    const names = readdirSync(directory);
    return new Map(names.flatMap((name) => (keyIn(name) ? [[keyIn(name)!, name] as const] : [])));
  } catch {
    return new Map();
  }
}
