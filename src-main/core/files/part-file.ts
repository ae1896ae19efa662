import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Disk, type DiskFile, piecesOf, writeAll } from './disk.ts';

/** As far as readers look for the mark at the start, junk before it being common. */
const HEAD_BYTES = 1024;
/** As far as we look for the mark at the end; what follows it is usually a line end or padding. */
const TAIL_BYTES = 2048;

/** What is wrong with the bytes of a file that should be a PDF, without opening it. */
export type ShapeProblem = 'empty' | 'not-pdf' | 'truncated' | 'damaged';

/** A download as it grows on the disk, hashed on its way. */
export class PartFile {
  readonly #file: DiskFile;
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #head = Buffer.alloc(0);
  #tail = Buffer.alloc(0);

  private constructor(file: DiskFile) {
    this.#file = file;
  }

  /** An empty file, in place of one that may be there. */
  static async begin(disk: Disk, path: string): Promise<PartFile> {
    await mkdir(dirname(path), { recursive: true });
    return new PartFile(await disk.open(path, 'w'));
  }

  /** Goes on after what is there. */
  static async resume(disk: Disk, path: string): Promise<PartFile> {
    const part = new PartFile(await disk.open(path, 'a'));
    for await (const piece of piecesOf(path)) part.#count(piece);
    return part;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** False as soon as it is sure that this is no PDF. */
  get mayBePdf(): boolean {
    return this.#bytes < HEAD_BYTES || this.#head.includes('%PDF-');
  }

  async append(bytes: Uint8Array): Promise<void> {
    await writeAll(this.#file, bytes);
    this.#count(bytes);
  }

  /** What is wrong with it, now that it has ended; `expected` is its announced length, if any. */
  problem(expected: number | null): ShapeProblem | null {
    if (this.#bytes === 0) return 'empty';
    if (!this.#head.includes('%PDF-')) return 'not-pdf';
    if (expected !== null && this.#bytes > expected) return 'damaged';
    if (expected !== null && this.#bytes < expected) return 'truncated';
    if (this.#bytes < this.#toldLength()) return 'truncated';
    return this.#tail.includes('%%EOF') ? null : 'truncated';
  }

  /** A linearized file has an end mark near its start, too, and begins by telling its length. */
  #toldLength(): number {
    const told = /\/Linearized\b[^>]*?\/L\s+(\d{1,12})\b/.exec(this.#head.toString('latin1'));
    return told ? Number(told[1]) : 0;
  }

  /** SHA-256 in hexadecimal; to be asked once, at the end. */
  digest(): string {
    return this.#hash.digest('hex');
  }

  /** Brings what was written to the disk, and closes the file. */
  async close(): Promise<void> {
    try {
      await this.#file.sync();
    } finally {
      await this.#file.close();
    }
  }

  #count(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
    if (this.#head.length < HEAD_BYTES) {
      this.#head = Buffer.concat([this.#head, bytes]).subarray(0, HEAD_BYTES);
    }
    this.#tail = Buffer.concat([this.#tail, bytes.subarray(-TAIL_BYTES)]).subarray(-TAIL_BYTES);
  }
}
