import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from './answer.ts';

/** What goes wrong with an answer. */
export type FaultKind =
  /** The connection is closed before a byte is sent. */
  | { kind: 'down' }
  /** Nothing for so many milliseconds, then the answer. */
  | { kind: 'stall'; ms: number }
  /** Another status, say 429 with `Retry-After`. */
  | { kind: 'status'; code: number; headers?: Readonly<Record<string, string>>; body?: string }
  /** A page of HTML with status 200. */
  | { kind: 'html' }
  /** The first half of the body, complete by its Content-Length. */
  | { kind: 'half-json' }
  /** So many bytes of the body; then the connection breaks, or (`clean`) the body ends as if whole. */
  | { kind: 'truncate'; bytes: number; ending?: 'cut' | 'clean' }
  /** Status 200 without a body. */
  | { kind: 'empty' }
  /** The answer, at so many bytes a second. */
  | { kind: 'slow'; bytesPerSecond: number }
  /** A Content-Length that promises more bytes than come (`by`, default 1000). */
  | { kind: 'wrong-length'; by?: number }
  /** A redirect, to the same address again where none is given (302 unless told). */
  | { kind: 'redirect'; to?: string; code?: number }
  /** So many bytes of white space in a few of gzip. */
  | { kind: 'gzip-bomb'; bytes: number }
  /** White space that never ends, so many bytes a second. */
  | { kind: 'endless'; bytesPerSecond: number }
  /** A JSON array with its entries in another order and some of them twice. */
  | { kind: 'rearranged'; seed: number }
  /** The first page of a listing, whichever was asked for. */
  | { kind: 'first-page' }
  /** Good JSON, or XML, that is none of what the upstream documents. */
  | { kind: 'bad-shape' }
  /** The whole file though a part was asked for, as another server behind the same name gives it. */
  | { kind: 'no-range' }
  /** Another ETag than before, as of a file that was replaced. */
  | { kind: 'new-etag' };

/**
 * A fault and where it strikes: a prefix of path and query, or a pattern on them. It strikes `times`
 * requests (default: every one). The first fault that matches wins.
 */
export type Fault = FaultKind & { match: string | RegExp; times?: number };

/** The faults in force, which count down as they strike. */
export type FaultPlan = {
  set(faults: readonly Fault[]): void;
  /** The fault for a request, if any; uses up one of its times. */
  take(pathAndQuery: string): Fault | null;
};

/** A plan that starts with some faults. */
export function makeFaultPlan(first: readonly Fault[]): FaultPlan {
  let left: { fault: Fault; times: number }[] = [];
  const set = (faults: readonly Fault[]) => {
    left = faults.map((fault) => ({ fault, times: fault.times ?? Number.POSITIVE_INFINITY }));
  };
  const take = (url: string) => {
    const entry = left.find(({ fault, times }) => times > 0 && matches(fault.match, url));
    if (!entry) return null;
    entry.times -= 1;
    return entry.fault;
  };
  set(first);
  return { set, take };
}

function matches(match: string | RegExp, url: string): boolean {
  return typeof match === 'string' ? url.startsWith(match) : url.search(match) >= 0;
}

/** Sends an answer, with a fault of the connection if there is one. Gives the bytes of body sent. */
export async function deliver(
  response: ServerResponse,
  answer: Answer,
  fault: Fault | null,
  closing: AbortSignal,
): Promise<number> {
  if (fault?.kind === 'down') return breakOff(response, 0);
  if (fault?.kind === 'stall') await pause(fault.ms, closing);
  const withBody = response.req.method !== 'HEAD';
  response.writeHead(answer.status, headersFor(answer, fault, withBody));
  if (!withBody) return finish(response, 0);
  if (fault?.kind === 'truncate' && fault.ending !== 'clean') {
    const part = answer.body.subarray(0, fault.bytes);
    await write(response, part);
    return breakOff(response, part.length);
  }
  if (fault?.kind === 'slow')
    return sendSlowly(response, answer.body, fault.bytesPerSecond, closing);
  if (fault?.kind === 'endless') return sendForever(response, fault.bytesPerSecond, closing);
  if (answer.body.length > 0) await write(response, answer.body);
  const size = answer.body.length;
  return fault?.kind === 'wrong-length' ? breakOff(response, size) : finish(response, size);
}

function headersFor(
  answer: Answer,
  fault: Fault | null,
  withBody: boolean,
): Record<string, string> {
  const length = answer.body.length + (fault?.kind === 'wrong-length' ? (fault.by ?? 1000) : 0);
  const isEndless = fault?.kind === 'endless';
  const chunked = isEndless || (answer.chunked && withBody && fault?.kind !== 'wrong-length');
  return chunked ? { ...answer.headers } : { ...answer.headers, 'content-length': String(length) };
}

function finish(response: ServerResponse, bytes: number): number {
  response.end();
  return bytes;
}

function breakOff(response: ServerResponse, bytes: number): number {
  response.destroy();
  return bytes;
}

/** Resolves when the bytes have left, or when the other side has gone. */
function write(response: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve);
    response.write(bytes, () => {
      response.off('close', resolve);
      resolve();
    });
  });
}

const ticksPerSecond = 20;

async function sendSlowly(
  response: ServerResponse,
  body: Buffer,
  bytesPerSecond: number,
  closing: AbortSignal,
): Promise<number> {
  const step = Math.max(1, Math.ceil(bytesPerSecond / ticksPerSecond));
  let sent = 0;
  while (sent < body.length && !response.destroyed && !closing.aborted) {
    const part = body.subarray(sent, sent + step);
    await write(response, part);
    sent += part.length;
    await pause(1000 / ticksPerSecond, closing);
  }
  return finish(response, sent);
}

async function sendForever(
  response: ServerResponse,
  bytesPerSecond: number,
  closing: AbortSignal,
): Promise<number> {
  const part = Buffer.alloc(Math.max(1, Math.ceil(bytesPerSecond / ticksPerSecond)), ' ');
  let sent = 0;
  while (!response.destroyed && !closing.aborted) {
    await write(response, part);
    sent += part.length;
    await pause(1000 / ticksPerSecond, closing);
  }
  return breakOff(response, sent);
}

/** Waits, but not past the closing of the server. */
async function pause(ms: number, closing: AbortSignal): Promise<void> {
  const longest = 2 ** 31 - 1;
  await wait(Math.min(ms, longest), undefined, { signal: closing }).catch(() => undefined);
}
