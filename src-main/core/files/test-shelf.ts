import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { FileDocument, StoredDocument } from '../store/index.ts';
import { type Held, Shelf, type ShelfLibrary } from './index.ts';
import { pdfPath } from './paths.ts';
import { removeFolder } from './test-files.ts';

/** What a test's stored PDF is like; papers with the same `seed` share a file. */
export type TestPdf = {
  readonly paperId: string;
  readonly bytes: number;
  readonly seed?: string;
  readonly origin?: FileDocument['origin'];
  readonly url?: string;
  readonly storedAt?: number;
};

/** A library in memory that keeps to what a shelf may expect, with lists that may lag behind it. */
export class TestShelf {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'offprint-shelf-'));
  readonly db = new DatabaseSync(':memory:');
  readonly files = new Map<string, FileDocument>();
  readonly #changes: StoredDocument<FileDocument>[] = [];
  readonly marked = new Set<string>();
  /** Marks of which lists do not know yet. */
  readonly unlisted = new Set<string>();
  readonly read = new Map<string, number>();
  open: string[] = [];
  readonly wanted = new Set<string>();
  quota: number | null = null;
  readonly evicted: { readonly id: string; readonly byUser: boolean }[] = [];
  shelf = this.restart();

  /** Opens the shelf as another start does. */
  restart(): Shelf {
    this.shelf = new Shelf({
      ...{ dataDir: this.dataDir, db: this.db, library: this.#library() },
      quota: () => this.quota,
      onEvicted: (files, byUser) => this.evicted.push(...files.map(({ id }) => ({ id, byUser }))),
    });
    return this.shelf;
  }

  /** Puts a PDF there as a download does; false where the quota leaves no room. */
  store(pdf: TestPdf, by: 'own' | 'user' | 'policy' = 'user'): Promise<boolean> {
    const { sha256, content } = contentOf(pdf);
    return this.shelf.place({ sha256, bytes: content.length }, by, async () => {
      const path = this.pathOf(sha256);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      this.put(pdf);
    });
  }

  /** Makes the document alone. */
  put(pdf: TestPdf): void {
    const { sha256, content } = contentOf(pdf);
    const { paperId, origin = 'fetched', url = `http://x/${paperId}`, storedAt = 1 } = pdf;
    const id = `${paperId}|${sha256}`;
    const facts = { pages: 1, version: null, name: null, bytes: content.length };
    const file = { id, paperId, sha256, origin, url, storedAt, ...facts };
    this.files.set(id, file);
    this.#changes.push(file);
  }

  pathOf(sha256: string): string {
    return pdfPath(join(this.dataDir, 'pdf'), sha256);
  }

  /** Hashes of the files on the disk. */
  onDisk(): Set<string> {
    const folder = join(this.dataDir, 'pdf');
    if (!existsSync(folder)) return new Set();
    const files = readdirSync(folder, { recursive: true, withFileTypes: true });
    const named = files.filter((entry) => entry.isFile());
    return new Set(named.map((entry) => entry.parentPath.slice(-2) + entry.name.slice(0, -4)));
  }

  /** Papers that have a PDF. */
  papers(): string[] {
    return [...new Set([...this.files.values()].map(({ paperId }) => paperId))].sort();
  }

  close(): void {
    this.db.close();
    removeFolder(this.dataDir);
  }

  #library(): ShelfLibrary {
    const ids = (papers: ReadonlySet<string>): Set<string> =>
      new Set([...this.files.values()].filter((f) => papers.has(f.paperId)).map(({ id }) => id));
    return {
      readFiles: (sequence, limit) => {
        const page = this.#changes.slice(sequence, sequence + limit);
        const documents = page.map((document, at) => ({ document, sequence: sequence + at + 1 }));
        return { documents, lastSequence: sequence + page.length };
      },
      readTimes: async (papers) => new Map([...this.read].filter(([id]) => papers.includes(id))),
      annotatedFiles: () => ids(this.marked),
      filesOf: (papers) => ids(new Set(papers)),
      idsOf: (paperId) => [paperId],
      openPapers: () => this.open,
      wantedFiles: () => ids(this.wanted),
      areMarked: async (papers) =>
        papers.some((id) => this.marked.has(id) || this.unlisted.has(id)),
      release: async (files) =>
        this.#remove(
          files.filter((f) => !this.marked.has(f.paperId) && !this.unlisted.has(f.paperId)),
        ),
      remove: async (files) => this.#remove(files),
    };
  }

  #remove(files: readonly Held[]): readonly Held[] {
    for (const { id } of files) {
      this.#changes.push({ ...this.files.get(id)!, _deleted: true });
      this.files.delete(id);
    }
    return files;
  }
}

function contentOf({ paperId, bytes, seed = paperId }: TestPdf) {
  const content = Buffer.alloc(bytes, seed);
  return { content, sha256: createHash('sha256').update(content).digest('hex') };
}
