import { createHash, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  Annotation,
  ExportPdfResult,
  InFileResult,
  TakeOverResult,
} from '../../../src-shared/contract/index.ts';
import { readingOrderKey } from '../../../src-shared/pdf/index.ts';
import type { Annotations } from '../annotations/index.ts';
import { copyName, EXPORT_FOLDER } from '../exchange/index.ts';
import { newestFile, PART_FOLDER, PDF_FOLDER, pdfPath } from '../files/index.ts';
import { idsOf, type Mutations } from '../library/index.ts';
import { type FileDocument, readWhere } from '../store/index.ts';
import { type Answered, PdfThread, type ThreadLimits } from '../threads/index.ts';
import type { CopyAnswer, FindAnswer, FoundMark, PdfMarksOrder, PdfMarksReason } from './types.ts';

export type PdfMarksOptions = {
  readonly dataDir: string;
  readonly mutations: Mutations;
  readonly annotations: Annotations;
};

type Refused = { readonly ok: false; readonly reason: PdfMarksReason | 'stopped' };

const LIMITS: ThreadLimits = { answerMs: 120_000, idleMs: 30_000, memory: 3 * 2 ** 30 };
/** Files of which is remembered what is in them. */
const MOST_REMEMBERED = 50;

/** Marks that leave in a copy of their PDF, and annotations that come from one (MARK-6, MARK-7). */
export class PdfMarks {
  readonly #options: PdfMarksOptions;
  readonly #thread: PdfThread<PdfMarksOrder, CopyAnswer | FindAnswer>;
  readonly #closing = new AbortController();
  /** By hash; what is in a file does not change. */
  readonly #found = new Map<string, readonly FoundMark[]>();

  constructor(options: PdfMarksOptions) {
    this.#options = options;
    this.#thread = new PdfThread(new URL('./pdf-marks-worker.ts', import.meta.url), LIMITS);
  }

  /**
   * Writes a copy of a paper's PDF with its marks as annotations into the folder of exports. Marks of
   * other versions of the file are left out, and counted.
   */
  async exportPdf(paperId: string): Promise<ExportPdfResult> {
    const file = await this.#fileOf(paperId);
    if (!file) return { ok: false, reason: 'no-file' };
    const { dataDir, annotations } = this.#options;
    const all = await annotations.list(paperId);
    const marks = all.filter(({ fileSha256 }) => fileSha256 === file.sha256);
    const [folder, parts] = [join(dataDir, EXPORT_FOLDER), join(dataDir, PART_FOLDER)];
    for (const path of [folder, parts]) await mkdir(path, { recursive: true });
    const name = copyName(paperId);
    const path = join(folder, name);
    const made = await this.#ask<CopyAnswer>({
      ...{ kind: 'copy', source: this.#pathOf(file), marks, target: path },
      part: join(parts, `${randomUUID()}.part`),
      replaced: await annotations.namesIn(paperId, file.sha256),
    });
    if (!made.ok) return made;
    const { bytes, marks: written } = made;
    return { ok: true, name, path, bytes, marks: written, leftOut: all.length - written };
  }

  /** Which annotations of a paper's PDF are marks here, and how many are not yet. */
  async inFile(paperId: string): Promise<InFileResult> {
    const file = await this.#fileOf(paperId);
    if (!file) return { ok: false, reason: 'no-file' };
    const found = await this.#find(file);
    if (!found.ok) return found;
    const ours = new Set(await this.#options.annotations.namesIn(paperId, file.sha256));
    const known = found.found.filter(({ key }) => ours.has(key));
    const taken = known.flatMap(({ objects }) => objects);
    return { ok: true, marks: found.found.length - known.length, taken };
  }

  /** Makes marks of the annotations in a paper's PDF; those that are here already stay as they are. */
  async takeOver(mutationId: string, paperId: string): Promise<TakeOverResult> {
    const file = await this.#fileOf(paperId);
    if (!file) return { ok: false, reason: 'no-file' };
    const found = await this.#find(file);
    if (!found.ok) return found;
    const marks = await this.#new(paperId, file, found.found);
    const revision = await this.#options.annotations.createAll(mutationId, paperId, marks);
    return { ok: true, revision, marks: marks.length };
  }

  /** Ends what is under way. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#thread.close();
  }

  async #new(
    paperId: string,
    file: FileDocument,
    found: readonly FoundMark[],
  ): Promise<Annotation[]> {
    const { annotations } = this.#options;
    const ours = new Set(await annotations.namesIn(paperId, file.sha256));
    return found.filter(({ key }) => !ours.has(key)).map((one) => annotationOf(one, paperId, file));
  }

  async #find(file: FileDocument): Promise<FindAnswer | Refused> {
    const known = this.#found.get(file.sha256);
    if (known) return { ok: true, found: known };
    const answer = await this.#ask<FindAnswer>({ kind: 'find', source: this.#pathOf(file) });
    if (!answer.ok) return answer;
    const [oldest] = this.#found.keys();
    if (oldest !== undefined && this.#found.size >= MOST_REMEMBERED) this.#found.delete(oldest);
    this.#found.set(file.sha256, answer.found);
    return answer;
  }

  async #fileOf(paperId: string): Promise<FileDocument | undefined> {
    const { mutations } = this.#options;
    const { files } = mutations.context.store.collections;
    return newestFile(await readWhere(files, { paperId: { $in: idsOf(mutations, paperId) } }));
  }

  #pathOf({ sha256 }: FileDocument): string {
    return pdfPath(join(this.#options.dataDir, PDF_FOLDER), sha256);
  }

  async #ask<A extends CopyAnswer | FindAnswer>(
    order: PdfMarksOrder,
  ): Promise<Extract<A, { ok: true }> | Refused> {
    const answered = await this.#thread.ask(order, this.#closing.signal);
    if (!answered.ok) return { ok: false, reason: reasonOf(answered) };
    const { answer } = answered;
    if (answer.ok) return answer as Extract<A, { ok: true }>;
    if (answer.reason !== 'encrypted')
      console.error(`offprint: marks in a PDF (${answer.reason}): ${answer.detail}`);
    return { ok: false, reason: answer.reason };
  }
}

/** A file on which the thread fails is damaged. */
function reasonOf({ reason }: Answered<never> & { ok: false }): Refused['reason'] {
  if (reason === 'aborted') return 'stopped';
  return reason === 'unavailable' ? 'disk-error' : 'damaged';
}

function annotationOf(found: FoundMark, paperId: string, file: FileDocument): Annotation {
  const { key, madeAt, objects: _objects, ...said } = found;
  const { sha256, version, storedAt } = file;
  return {
    ...{ id: idOf(sha256, key), paperId, ...said, source: { sha256, key } },
    ...{ order: readingOrderKey(said.anchor), fileSha256: sha256, version },
    createdAt: madeAt ?? storedAt,
  };
}

/** The same for the same annotation of the same file, so that taking over twice adds nothing. */
function idOf(sha256: string, key: string): string {
  const hex = createHash('sha256').update(`${sha256}\n${key}`).digest('hex');
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`];
  return [...parts, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}
