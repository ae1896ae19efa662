import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { IncomingResult } from '../../../src-shared/contract/index.ts';
import { Serial } from '../store/index.ts';

/** What is announced of a file that is to be sent. */
export type Announced = {
  readonly name: string;
  readonly bytes: number;
  /** `YYYY-MM-DD` of its last change, where known. */
  readonly savedOn: string | null;
};

/** A file that has arrived whole. */
export type Arrived = Announced & { readonly path: string };

type Upload = Announced & {
  readonly path: string;
  readonly serial: Serial;
  file: FileHandle | undefined;
  received: number;
  /** Milliseconds since the epoch of the last piece. */
  touchedAt: number;
};

/** Folder in the data folder; it holds nothing that is kept. */
export const INCOMING_FOLDER = 'incoming';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Files under way at a time; who begins more has forgotten some. */
const MAX_UPLOADS = 100;

/**
 * Files on their way into the core, in pieces and in order. What is under way belongs to this run of
 * the core: whoever was sending when it ended begins again.
 */
export class Incoming {
  readonly #folder: string;
  readonly #now: () => number;
  readonly #uploads = new Map<string, Upload>();

  /** Throws away what a former run left in the data folder. */
  constructor(dataDir: string, now: () => number = Date.now) {
    this.#folder = join(dataDir, INCOMING_FOLDER);
    this.#now = now;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Makes room for a file; what was begun a day ago and has not gone on is thrown away. */
  async begin(announced: Announced): Promise<IncomingResult> {
    await this.#forget();
    const id = randomBytes(16).toString('hex');
    const path = join(this.#folder, id);
    try {
      mkdirSync(this.#folder, { recursive: true });
      const file = await open(path, 'wx');
      const touchedAt = this.#now();
      const serial = new Serial();
      this.#uploads.set(id, { ...announced, path, file, serial, received: 0, touchedAt });
      return { ok: true, id };
    } catch (error) {
      return { ok: false, reason: reasonOf(error) };
    }
  }

  /** Adds a piece. One that is here already is acknowledged again; a gap is a `bad-offset`. */
  async append(id: string, offset: number, piece: Uint8Array): Promise<IncomingResult> {
    const upload = this.#uploads.get(id);
    if (!upload) return { ok: false, reason: 'not-found' };
    return upload.serial.run(() => this.#write(id, upload, offset, piece));
  }

  /** The file, where all of it is here; it is the caller's from now on, who must remove it. */
  async take(id: string): Promise<Arrived | undefined> {
    const upload = this.#uploads.get(id);
    if (!upload) return undefined;
    return upload.serial.run(async () => {
      const { path, name, bytes, savedOn, received } = upload;
      if (received < bytes || !this.#uploads.delete(id)) return undefined;
      await close(upload);
      return { path, name, bytes, savedOn };
    });
  }

  /** Throws a file away; one that is unknown is gone already. */
  async discard(id: string): Promise<void> {
    const upload = this.#uploads.get(id);
    if (!upload) return;
    this.#uploads.delete(id);
    await upload.serial.run(() => remove(upload));
  }

  /** Throws everything away. */
  async close(): Promise<void> {
    await Promise.all([...this.#uploads.keys()].map((id) => this.discard(id)));
  }

  async #write(
    id: string,
    upload: Upload,
    offset: number,
    piece: Uint8Array,
  ): Promise<IncomingResult> {
    const { file, received, bytes } = upload;
    if (!file || !this.#uploads.has(id)) return { ok: false, reason: 'not-found' };
    const end = offset + piece.length;
    if (end > bytes) return { ok: false, reason: 'too-large' };
    upload.touchedAt = this.#now();
    if (end <= received) return { ok: true, id };
    if (offset !== received) return { ok: false, reason: 'bad-offset' };
    try {
      await writeAll(file, piece, offset);
      upload.received = end;
      return { ok: true, id };
    } catch (error) {
      return { ok: false, reason: reasonOf(error) };
    }
  }

  async #forget(): Promise<void> {
    const uploads = [...this.#uploads].sort(([, a], [, b]) => a.touchedAt - b.touchedAt);
    const tooMany = uploads.length - MAX_UPLOADS + 1;
    const old = this.#now() - DAY_MS;
    const gone = uploads.filter(([, { touchedAt }], index) => touchedAt < old || index < tooMany);
    await Promise.all(gone.map(([id]) => this.discard(id)));
  }
}

/** What a failed attempt wrote is written over by the next: nothing is appended. */
async function writeAll(file: FileHandle, piece: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < piece.length) {
    const { bytesWritten } = await file.write(piece, done, piece.length - done, position + done);
    done += bytesWritten;
  }
}

async function close(upload: Upload): Promise<void> {
  const { file } = upload;
  upload.file = undefined;
  await file?.close();
}

async function remove(upload: Upload): Promise<void> {
  await close(upload);
  await rm(upload.path, { force: true });
}

function reasonOf(error: unknown): 'disk-full' | 'disk-error' {
  const { code } = error as { code?: string };
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'disk-error';
}
