import { createHash } from 'node:crypto';
import { afterEach, beforeEach } from 'vitest';
import type { FetchResult, FileReason } from '../../../src-shared/contract/index.ts';
import {
  openTestFiles,
  removeFolder,
  type TestFiles,
  type TestFilesOptions,
  until,
} from './test-files.ts';
import { makePdf } from './test-pdf.ts';
import {
  type Answer,
  type ServeOptions,
  serveFile,
  startUpstream,
  type TestUpstream,
} from './test-upstream.ts';

/** The PDF that most tests fetch: three pages, some 40 kB. */
export const PDF = makePdf({ pages: 3, padding: 40_000 });
export const SHA = sha256(PDF);

/** Serves that PDF as a good server does. */
export const good: Answer = (request, response) => serveFile(request, response, PDF);

/** SHA-256 in hexadecimal. */
export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Where a PDF lies in the data folder. */
export function inPlace(sha: string): string {
  return `pdf/${sha.slice(0, 2)}/${sha.slice(2)}.pdf`;
}

/** The result of a fetch that failed for good. */
export function failure(id: string, reason: FileReason): FetchResult {
  return { id, state: 'failed', bytes: null, sha256: null, reason, retryAt: null };
}

/** An upstream and queues of one test; all is closed and removed after it. */
export class Bench {
  upstream!: TestUpstream;
  #opened: TestFiles[] = [];

  /** Call it once, outside of tests. */
  static use(): Bench {
    const bench = new Bench();
    beforeEach(async () => {
      bench.upstream = await startUpstream(good);
    });
    afterEach(() => bench.#tidy());
    return bench;
  }

  open(options: Partial<TestFilesOptions> = {}, stored?: TestFiles['stored']): TestFiles {
    const files = openTestFiles({ origin: this.upstream.origin, ...options }, stored);
    this.#opened.push(files);
    return files;
  }

  /** Ends the queue and opens another one on the same folder. */
  async restart(before: TestFiles, options: Partial<TestFilesOptions> = {}): Promise<TestFiles> {
    await before.shut();
    this.#opened = this.#opened.filter((each) => each !== before);
    return this.open({ dataDir: before.dataDir, ...options }, before.stored);
  }

  /** Makes the upstream break off the download of the paper `p` after so many bytes. */
  cut(after: number): ServeOptions {
    const isRead = (): boolean => this.#opened.at(-1)?.files.stateOf('p')?.received === after;
    return { cut: { after, whenRead: () => until(isRead) } };
  }

  /** The `Range` of each request so far. */
  ranges(): (string | undefined)[] {
    return this.upstream.requests.map(({ headers }) => headers.range);
  }

  async #tidy(): Promise<void> {
    for (const each of this.#opened) await each.shut();
    for (const { dataDir } of this.#opened) removeFolder(dataDir);
    this.#opened = [];
    await this.upstream.close();
  }
}
