import { setImmediate } from 'node:timers/promises';
import type { Changes, FileDocument } from '../store/index.ts';

/** What the shelf needs to know of a stored PDF. */
export type Held = Pick<
  FileDocument,
  'id' | 'paperId' | 'sha256' | 'bytes' | 'storedAt' | 'url' | 'origin'
>;

/** A file on the disk with the documents that name it: papers may share one. */
export type Content = {
  readonly sha256: string;
  readonly bytes: number;
  readonly files: readonly Held[];
};

/** Changes of stored PDFs after `sequence`, at most `limit`, removed ones included. */
export type ReadFiles = (sequence: number, limit: number) => Changes<FileDocument>;

const STEP = 250;

/** The stored PDFs in memory, following the library, so that what they use is never counted anew. */
export class Ledger {
  readonly #read: ReadFiles;
  readonly #contents = new Map<string, Map<string, Held>>();
  readonly #papers = new Map<string, Map<string, Held>>();
  #sequence = 0;
  #count = 0;
  #bytes = 0;

  constructor(read: ReadFiles) {
    this.#read = read;
  }

  /** Takes in what the library has now, giving way to other work between steps. */
  async catchUp(): Promise<void> {
    while (this.#step()) await setImmediate();
  }

  /** Files on the disk and their bytes. */
  get total(): { readonly count: number; readonly bytes: number } {
    return { count: this.#count, bytes: this.#bytes };
  }

  *contents(): Generator<Content> {
    for (const sha256 of this.#contents.keys()) yield this.content(sha256)!;
  }

  /** Undefined where no paper has it. */
  content(sha256: string): Content | undefined {
    const named = this.#contents.get(sha256);
    if (!named) return undefined;
    const files = [...named.values()];
    return { sha256, bytes: files[0]?.bytes ?? 0, files };
  }

  ofPaper(paperId: string): readonly Held[] {
    return [...(this.#papers.get(paperId)?.values() ?? [])];
  }

  /** Whether there may be more. */
  #step(): boolean {
    const page = this.#read(this.#sequence, STEP);
    for (const { document } of page.documents) {
      this.#forget(document);
      if (!document._deleted) this.#learn(document);
    }
    if (page.documents.length > 0) this.#sequence = page.lastSequence;
    return page.documents.length === STEP;
  }

  #learn({ id, paperId, sha256, bytes, storedAt, url, origin }: FileDocument): void {
    const held: Held = { id, paperId, sha256, bytes, storedAt, url, origin };
    const named = this.#contents.get(sha256);
    if (!named) {
      this.#count++;
      this.#bytes += bytes;
    }
    this.#contents.set(sha256, (named ?? new Map<string, Held>()).set(id, held));
    const ofPaper = this.#papers.get(paperId) ?? new Map<string, Held>();
    this.#papers.set(paperId, ofPaper.set(id, held));
  }

  #forget({ id, paperId, sha256 }: FileDocument): void {
    const named = this.#contents.get(sha256);
    const known = named?.get(id);
    if (!named || !known) return;
    named.delete(id);
    this.#papers.get(paperId)?.delete(id);
    if (this.#papers.get(paperId)?.size === 0) this.#papers.delete(paperId);
    if (named.size > 0) return;
    this.#contents.delete(sha256);
    this.#count--;
    this.#bytes -= known.bytes;
  }
}
