import { type Answered, PdfThread } from '../threads/index.ts';
import type { Identified } from './identify/types.ts';

/** What pdf.js finds in a file; `pages` is null where only a password would tell. */
export type Inspection =
  | { readonly ok: true; readonly pages: number | null }
  | { readonly ok: false; readonly reason: 'damaged' | 'disk-error' };

/** What the worker is asked; with a name, for the file's identity too. */
export type InspectorQuestion = { readonly path: string; readonly name: string | null };

/** How long to wait, in milliseconds. */
export type InspectorLimits = {
  /** For one file. */
  readonly fileMs: number;
  /** For another file before the worker ends; pdf.js takes a tenth of a second to load. */
  readonly idleMs: number;
};

const LIMITS: InspectorLimits = { fileMs: 20_000, idleMs: 30_000 };
/** Beside the file itself: opening a document and reading its first page needs a tenth of it. */
const MEMORY = 3 * 2 ** 30;

/** Opens PDFs with pdf.js in a worker thread, one at a time. */
export class Inspector {
  readonly #thread: PdfThread<InspectorQuestion, Inspection | Identified>;

  constructor({ fileMs, idleMs }: InspectorLimits = LIMITS) {
    const program = new URL('./inspect-worker.ts', import.meta.url);
    this.#thread = new PdfThread(program, { answerMs: fileMs, idleMs, memory: MEMORY });
  }

  /** A file on which the worker fails, or takes too long, is damaged. Rejects when it is aborted. */
  async inspect(path: string, signal: AbortSignal): Promise<Inspection> {
    const answered = await this.#thread.ask({ path, name: null }, signal);
    signal.throwIfAborted();
    return answered.ok
      ? (answered.answer as Inspection)
      : { ok: false, reason: damageOf(answered) };
  }

  /**
   * Finds out what paper a file is; `name` is what the user calls it. `timeout` where that takes too
   * long. Rejects when it is aborted.
   */
  async identify(path: string, name: string, signal: AbortSignal): Promise<Identified> {
    const answered = await this.#thread.ask({ path, name }, signal);
    signal.throwIfAborted();
    if (answered.ok) return answered.answer as Identified;
    const reason = answered.reason === 'timeout' ? 'timeout' : damageOf(answered);
    return { ok: false, reason };
  }

  /** Ends the worker. What is being inspected should have been aborted before. */
  close(): Promise<void> {
    return this.#thread.close();
  }
}

function damageOf({ reason }: Answered<never> & { ok: false }): 'damaged' | 'disk-error' {
  return reason === 'unavailable' ? 'disk-error' : 'damaged';
}
