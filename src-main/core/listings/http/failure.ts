import type { UpstreamFailure, UpstreamReason } from '../../../../src-shared/contract/index.ts';
import { askedToWaitUntil } from './waiting.ts';

/** Carries a failure through the client's own code; nothing outside `http/` sees it thrown. */
export class UpstreamError extends Error {
  readonly reason: UpstreamReason;
  readonly status: number | null;
  readonly retryAt: number | null;

  constructor(
    reason: UpstreamReason,
    status: number | null = null,
    retryAt: number | null = null,
    cause?: unknown,
  ) {
    super(reason, { cause });
    this.reason = reason;
    this.status = status;
    this.retryAt = retryAt;
  }

  /** The failure as the contract tells it. */
  at(url: string): UpstreamFailure {
    const { reason, status, retryAt } = this;
    return { reason, host: new URL(url).hostname, status, retryAt };
  }
}

/** The failure that a status stands for. */
export function refusalOf(status: number, headers: Headers, now: number): UpstreamError {
  const until = askedToWaitUntil(headers, now) ?? null;
  // arXiv asks to wait with a 503 too, others with a 403.
  if (status === 429 || ((status === 503 || status === 403) && until !== null)) {
    return new UpstreamError('rate-limited', status, until);
  }
  return new UpstreamError(reasonOf(status), status);
}

function reasonOf(status: number): UpstreamReason {
  if (status === 401 || status === 403) return 'refused';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 408) return 'timeout';
  if (status >= 500) return 'server-error';
  return status >= 400 ? 'bad-request' : 'bad-shape';
}

const TIMEOUT_CODES = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);

/** What a failed fetch, or a connection that broke, comes to. */
export function brokenConnection(error: unknown, status: number | null = null): UpstreamError {
  const code = (error as { cause?: { code?: string } }).cause?.code ?? '';
  const reason = TIMEOUT_CODES.has(code) ? 'timeout' : 'offline';
  return new UpstreamError(reason, status, null, error);
}
