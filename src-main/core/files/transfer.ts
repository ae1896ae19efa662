import type { FileReason, UpstreamFailure } from '../../../src-shared/contract/index.ts';
import type { Http, HttpAnswer } from '../listings/index.ts';
import { announcedLength, contentRange, identityOf, type PartIdentity } from './answer-range.ts';
import { type Disk, diskReason, lengthOf } from './disk.ts';
import { PartFile } from './part-file.ts';

/** One try to bring a file to the disk. */
export type TransferOrder = {
  readonly url: string;
  /** Of the partial download. */
  readonly path: string;
  /** What the partial download is of, if there is one to go on with. */
  readonly known: PartIdentity | null;
  readonly signal: AbortSignal;
  /** Called before the first byte of another file than the known one is written. */
  readonly onBegin: (identity: PartIdentity | null) => void;
  /** Why the rest is not to be fetched, or null; of bytes announced, where they are, and here already. */
  readonly admit: (expected: number | null, have: number) => Promise<FileReason | null>;
  /** Bytes. */
  readonly onProgress: (received: number, expected: number | null) => void;
};

/**
 * How a try failed. What to do next: `later` the same again, going on where it stopped; `afresh`
 * from the start; `never` by itself.
 */
export type TransferFailure = {
  readonly ok: false;
  readonly reason: FileReason;
  readonly next: 'later' | 'afresh' | 'never';
  /** Milliseconds since the epoch before which the upstream wants no request. */
  readonly retryAt: number | null;
  /** Bytes that this try added. */
  readonly gained: number;
  /** Whether the upstream was asked at all. */
  readonly asked: boolean;
};

/** The partial download is whole, closed, and of the shape of a PDF. */
export type Transferred = {
  readonly ok: true;
  readonly sha256: string;
  readonly bytes: number;
  /** Whether it was put together from more than one answer. */
  readonly isJoined: boolean;
};

/** How a try ended. */
export type TransferResult = Transferred | TransferFailure;

/** What a try works with. */
export type TransferTools = { readonly http: Http; readonly disk: Disk };

const LATER: readonly FileReason[] = ['offline', 'timeout', 'server-error', 'rate-limited'];
const MAX_BYTES = 512 * 1024 * 1024;
/** Half an hour: a silent upstream is noticed by the client's limit on silence long before. */
const TOTAL_MS = 30 * 60 * 1000;

/** A failure that no upstream told. */
export function failed(reason: FileReason, next: TransferFailure['next']): TransferFailure {
  return { ok: false, reason, next, retryAt: null, gained: 0, asked: true };
}

/** Fetches a file into its partial download. Failures of upstream and disk are results. */
export async function transfer(
  tools: TransferTools,
  order: TransferOrder,
): Promise<TransferResult> {
  try {
    const kept = await keptPart(order);
    const result = kept ? await new Attempt(tools, order, kept).run() : 'useless';
    return result === 'useless' ? await afresh(tools, order) : result;
  } catch (error) {
    return failed(diskReason(error), 'never');
  }
}

async function afresh(tools: TransferTools, order: TransferOrder): Promise<TransferResult> {
  const result = await new Attempt(tools, order, null).run();
  return result === 'useless' ? failed('bad-shape', 'never') : result;
}

type KeptPart = PartIdentity & { readonly start: number };

async function keptPart({ known, path }: TransferOrder): Promise<KeptPart | null> {
  const start = known ? await lengthOf(path) : 0;
  if (!known || start === 0 || (known.expected !== null && start > known.expected)) return null;
  return { ...known, start };
}

/** One request and what it brings. */
class Attempt {
  readonly #tools: TransferTools;
  readonly #order: TransferOrder;
  readonly #kept: KeptPart | null;
  #part: PartFile | undefined;
  #expected: number | null = null;
  #started = 0;

  constructor(tools: TransferTools, order: TransferOrder, kept: KeptPart | null) {
    this.#tools = tools;
    this.#order = order;
    this.#kept = kept;
  }

  /** `useless`: the upstream does not go on from where the kept part ends. */
  async run(): Promise<TransferResult | 'useless'> {
    let ending: TransferResult | 'useless';
    try {
      ending = this.#isWhole() ? await this.#judgeKept() : await this.#exchange();
    } catch (error) {
      await this.#part?.close().catch(() => {});
      throw error;
    }
    await this.#part?.close();
    return ending;
  }

  /** The program ended after the last byte and before the file was stored. */
  #isWhole(): boolean {
    return this.#kept !== null && this.#kept.start === this.#kept.expected;
  }

  async #judgeKept(): Promise<TransferResult> {
    this.#expected = this.#kept!.expected;
    this.#part = await PartFile.resume(this.#tools.disk, this.#order.path);
    return this.#judge();
  }

  async #exchange(): Promise<TransferResult | 'useless'> {
    const { url, signal } = this.#order;
    const request = {
      ...({
        url,
        signal,
        purpose: 'arxiv-pdf',
        maxBytes: MAX_BYTES,
        totalMs: TOTAL_MS,
        attempts: 1,
      } as const),
      accepts: this.#kept ? [200, 206, 416] : [200],
      headers: { accept: 'application/pdf, */*;q=0.5', ...this.#conditions() },
    };
    const result = await this.#tools.http.exchange(request, (answer) => this.#receive(answer));
    return result.ok ? result.value : this.#broken(result.failure);
  }

  #conditions(): Record<string, string> {
    // Ranges and lengths are those of the file only where nothing is encoded.
    const plain = { 'accept-encoding': 'identity' };
    if (!this.#kept) return plain;
    return { ...plain, range: `bytes=${this.#kept.start}-`, 'if-range': this.#kept.validator };
  }

  async #receive(answer: HttpAnswer): Promise<TransferResult | 'useless'> {
    const isReady = answer.status === 200 ? await this.#begin(answer) : await this.#goOn(answer);
    if (!isReady || !this.#part) return 'useless';
    const refusal = await this.#order.admit(this.#expected, this.#started);
    if (refusal) return failed(refusal, 'never');
    for await (const piece of answer.body) {
      await this.#part.append(piece);
      if (!this.#part.mayBePdf) return failed('not-pdf', 'never');
      this.#order.onProgress(this.#part.bytes, this.#expected);
    }
    return this.#judge();
  }

  async #begin({ headers }: HttpAnswer): Promise<true> {
    this.#expected = announcedLength(headers);
    this.#part = await PartFile.begin(this.#tools.disk, this.#order.path);
    this.#order.onBegin(identityOf(headers));
    return true;
  }

  async #goOn({ status, headers }: HttpAnswer): Promise<boolean> {
    const range = status === 206 ? contentRange(headers) : undefined;
    if (!this.#kept || range?.start !== this.#kept.start) return false;
    const { expected, start } = this.#kept;
    if (expected !== null && range.total !== null && expected !== range.total) return false;
    this.#part = await PartFile.resume(this.#tools.disk, this.#order.path);
    this.#started = start;
    this.#expected = expected ?? range.total;
    return this.#part.bytes === start;
  }

  #judge(): TransferResult {
    const part = this.#part!;
    const isJoined = this.#started > 0;
    const problem = part.problem(this.#expected);
    if (!problem) return { ok: true, sha256: part.digest(), bytes: part.bytes, isJoined };
    return failed(problem, problem === 'truncated' || isJoined ? 'afresh' : 'never');
  }

  #broken({ reason, status, retryAt }: UpstreamFailure): TransferFailure {
    const gained = this.#part ? this.#part.bytes - this.#started : 0;
    const wasCut = reason === 'offline' && this.#part !== undefined;
    const next = reason === 'cancelled' || LATER.includes(reason) ? 'later' : 'never';
    const asked = reason !== 'rate-limited' || status !== null;
    return { ok: false, reason: wasCut ? 'truncated' : reason, next, retryAt, gained, asked };
  }
}
