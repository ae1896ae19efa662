import type { CouchAddress } from './couch-address.ts';
import type { TargetReason, TargetResult } from './target.ts';

/** One request to a database. */
export type CouchAsk = {
  readonly method?: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Parts of the path below the database, not encoded; none for the database itself. */
  readonly path?: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  /** Bytes go as they are, everything else as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
};

type Answer = { readonly status: number; readonly type: string; readonly bytes: Uint8Array };

const WAIT_MS = 60_000;
const BYTES = 'application/octet-stream';
const JSON_TYPE = 'application/json';
const REASONS: Readonly<Record<number, TargetReason>> = {
  401: 'refused',
  403: 'refused',
  404: 'missing',
  407: 'refused',
  408: 'unreachable',
  409: 'exists',
  412: 'exists',
  413: 'full',
  429: 'busy',
  503: 'busy',
  507: 'full',
};

/**
 * Asks one database of one server. `timeoutMs` is how long nothing at all may come, so a slow answer
 * is waited for while it goes on. A redirection is not followed: name and password are for this server
 * only. Requests go by `fetch` and not by the `nano` package, because that never settles, and has an
 * unhandled rejection, where an answer other than JSON is cut off or taken too long over.
 */
export class CouchClient {
  readonly #base: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;

  constructor({ url, database, user, password }: CouchAddress, timeoutMs = WAIT_MS) {
    const start = new URL(url);
    this.#base = `${start.href.replace(/\/$/, '')}/${encodeURIComponent(database)}`;
    const said = Buffer.from(`${user}:${password}`).toString('base64');
    // What is packed is held back until there is more of it, signs of life among it.
    const plain = { 'accept-encoding': 'identity' };
    this.#headers = user === '' ? plain : { ...plain, authorization: `Basic ${said}` };
    this.timeoutMs = timeoutMs;
  }

  /** An answer in JSON, which nobody has looked at yet; `strange` for every other. */
  async json(ask: CouchAsk): Promise<TargetResult<unknown>> {
    const answer = await this.#answer(ask, JSON_TYPE);
    if (!answer.ok) return answer;
    const value = parsed(answer.value);
    return value === undefined ? { ok: false, reason: 'strange' } : { ok: true, value };
  }

  /** An answer in bytes. */
  async bytes(ask: CouchAsk): Promise<TargetResult<Uint8Array>> {
    const answer = await this.#answer(ask, `${BYTES}, ${JSON_TYPE}`);
    return answer.ok ? { ok: true, value: answer.value.bytes } : answer;
  }

  async #answer(ask: CouchAsk, accept: string): Promise<TargetResult<Answer>> {
    const answer = await this.#fetch(ask, accept).catch(() => null);
    const reason = answer === null ? 'unreachable' : reasonOf(answer);
    return answer === null || reason ? { ok: false, reason: reason! } : { ok: true, value: answer };
  }

  async #fetch(ask: CouchAsk, accept: string): Promise<Answer> {
    const waiting = new AbortController();
    const signals = [waiting.signal, ...(ask.signal ? [ask.signal] : [])];
    const timer = setTimeout(() => waiting.abort(), this.timeoutMs);
    try {
      const response = await fetch(this.#urlOf(ask), {
        method: ask.method ?? 'GET',
        headers: { ...this.#headers, ...typeOf(ask.body), accept },
        body: bodyOf(ask.body),
        redirect: 'manual',
        signal: AbortSignal.any(signals),
      });
      const chunks: Uint8Array[] = [];
      for await (const chunk of response.body ?? []) {
        timer.refresh();
        chunks.push(chunk);
      }
      const type = response.headers.get('content-type') ?? '';
      return { status: response.status, type, bytes: Buffer.concat(chunks) };
    } finally {
      clearTimeout(timer);
    }
  }

  #urlOf({ path = [], query = {} }: CouchAsk): string {
    const whole = [this.#base, ...path.map(encodeURIComponent)].join('/');
    const search = new URLSearchParams(query).toString();
    return search === '' ? whole : `${whole}?${search}`;
  }
}

function typeOf(body: unknown): Record<string, string> {
  if (body === undefined) return {};
  return { 'content-type': body instanceof Uint8Array ? BYTES : JSON_TYPE };
}

function bodyOf(body: unknown): BodyInit | undefined {
  if (body === undefined) return undefined;
  return body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body);
}

function reasonOf(answer: Answer): TargetReason | null {
  const { status, type } = answer;
  if (status >= 200 && status < 300) return type.startsWith('text/html') ? 'strange' : null;
  // A proxy that does not know the way says so, too, and nothing is missing.
  if (status === 404 && !isCouchs(parsed(answer))) return 'strange';
  return REASONS[status] ?? (status >= 500 ? 'unreachable' : 'strange');
}

function isCouchs(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'error' in value;
}

function parsed({ bytes }: Answer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
