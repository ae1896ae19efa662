import { AuthType, createClient, getPatcher, type WebDAVClient } from 'webdav';
import type { TargetReason } from './target.ts';

/** Where a WebDAV folder is, and who asks; `user` and `password` are empty where nobody need say. */
export type WebdavPlace = {
  /** The folder's address, `http` or `https`. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** How long a request may take, apart from the time that its bytes need; 30 s. */
  readonly timeoutMs?: number;
};

/** A server's answer, read whole. */
export type WebdavAnswer = {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly bytes: Uint8Array;
};

/** What goes with a request beside its method and path. */
export type WebdavRequest = {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** Statuses from 300 that are answers like any other. */
  readonly allow?: readonly number[];
  readonly timeoutMs?: number;
};

/** Why a request came to nothing. */
export class WebdavTrouble extends Error {
  readonly reason: TargetReason;

  constructor(reason: TargetReason) {
    super(reason);
    this.reason = reason;
  }
}

const TIMEOUT_MS = 30_000;
/** Bytes per millisecond of a connection that is slow but works. */
const SLOW = 32;
/** More at once, and small servers ask to wait. */
const AT_ONCE = 4;
/** Bytes of an answer that takes long to put together, and of one that nobody wrote. */
const [LARGE, LARGEST] = [1_000_000, 1_000_000_000];
const MULTISTATUS = 207;
const REASONS: Readonly<Record<number, TargetReason>> = {
  401: 'refused',
  403: 'refused',
  404: 'missing',
  408: 'unreachable',
  409: 'missing',
  410: 'missing',
  412: 'exists',
  413: 'full',
  423: 'busy',
  429: 'busy',
  503: 'busy',
  507: 'full',
};

// A redirect is the server's word on where name and password should go: it is never followed.
getPatcher().patch('fetch', (...args: unknown[]) => {
  const [url, options] = args as [string, RequestInit];
  return fetch(url, { ...options, redirect: 'manual' });
});

/**
 * Whether who listens on the way can read what is sent there, the password too: a plain connection to
 * another machine. False for what is no address.
 */
export function isOpenlyReadable(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'http:') return false;
  const isHere = hostname === 'localhost' || hostname.endsWith('.localhost');
  return !isHere && hostname !== '[::1]' && !/^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Requests to one WebDAV folder. Throws a WebdavTrouble for all that is not an answer. */
export class WebdavConnection {
  /** The folder's address, with a slash at its end. */
  readonly root: string;
  readonly #place: WebdavPlace;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #scheme: 'none' | 'basic' | 'digest';
  #client: WebDAVClient;

  /** Throws where the address is none. */
  constructor(place: WebdavPlace) {
    const url = URL.canParse(place.url) ? new URL(place.url) : null;
    // Without what was given: a password may be in it.
    if (!url || !/^https?:$/.test(url.protocol)) throw new Error('no address of a WebDAV server');
    const user = place.user || decodeURIComponent(url.username);
    const password = place.password || decodeURIComponent(url.password);
    for (const part of ['username', 'password', 'search', 'hash'] as const) url[part] = '';
    this.root = url.href.replace(/\/*$/, '/');
    this.#place = { ...place, user, password };
    // Whoever listens learns the password only where the server wants it so.
    const isSilent = `${user}${password}` === '' || isOpenlyReadable(this.root);
    this.#scheme = isSilent ? 'none' : 'basic';
    this.#client = this.#newClient();
  }

  /** Sends a request on a path below the folder, and reads the answer whole. */
  async send(method: string, path: string, request: WebdavRequest = {}): Promise<WebdavAnswer> {
    await this.#enter();
    try {
      const answer = await this.#withSchemes(method, path, request);
      const { status } = answer;
      if (request.allow?.includes(status)) return answer;
      if (status < 200 || status >= 300) throw new WebdavTrouble(reasonOf(status));
      // Several things went several ways: only a listing may say so.
      if (isPage(answer) || (status === MULTISTATUS && method !== 'PROPFIND'))
        throw new WebdavTrouble('strange');
      return answer;
    } finally {
      this.#leave();
    }
  }

  /** Asks again where the server wants to be told another way who asks. */
  async #withSchemes(method: string, path: string, request: WebdavRequest): Promise<WebdavAnswer> {
    const before = this.#client;
    const answer = await this.#timed(method, path, request);
    if (answer.status !== 401) return answer;
    if (before === this.#client && !this.#changeScheme(answer)) return answer;
    return this.#timed(method, path, request);
  }

  #changeScheme({ headers }: WebdavAnswer): boolean {
    const { user, password } = this.#place;
    const wanted = (headers.get('www-authenticate') ?? '').split(/\s/)[0]!.toLowerCase();
    if (`${user}${password}` === '' || (wanted !== 'basic' && wanted !== 'digest')) return false;
    if (this.#scheme === wanted || this.#scheme === 'digest') return false;
    this.#scheme = wanted;
    this.#client = this.#newClient();
    return true;
  }

  #newClient(): WebDAVClient {
    const { user, password } = this.#place;
    // What is packed on the way has another length than what is meant.
    const headers: Record<string, string> = { 'Accept-Encoding': 'identity' };
    const digest = { authType: AuthType.Digest, username: user, password };
    if (this.#scheme === 'digest') return createClient(this.root, { ...digest, headers });
    const known = Buffer.from(`${user}:${password}`).toString('base64');
    if (this.#scheme === 'basic') headers.Authorization = `Basic ${known}`;
    return createClient(this.root, { authType: AuthType.None, headers });
  }

  async #timed(method: string, path: string, request: WebdavRequest): Promise<WebdavAnswer> {
    const { body, timeoutMs = this.#place.timeoutMs ?? TIMEOUT_MS } = request;
    const stop = new AbortController();
    const limit = (bytes: number) => setTimeout(() => stop.abort(), timeoutMs + bytes / SLOW);
    let timer = limit(body?.length ?? 0);
    try {
      const response = await this.#ask(method, path, request, stop.signal);
      clearTimeout(timer);
      timer = limit(Number(response.headers.get('content-length') ?? 0));
      const bytes = await bytesOf(response);
      return { status: response.status, headers: response.headers, bytes };
    } catch {
      throw new WebdavTrouble('unreachable');
    } finally {
      clearTimeout(timer);
    }
  }

  async #ask(method: string, path: string, { headers, body }: WebdavRequest, signal: AbortSignal) {
    const url = this.root + path;
    // The client takes any other array of bytes for an object to be written as JSON.
    const data = typeof body === 'object' ? bufferOf(body) : body;
    const options = { method, url, headers: { ...headers }, data, signal };
    try {
      return await this.#client.customRequest(path, options);
    } catch (error) {
      const { response } = error as { response?: Response };
      if (response === undefined) throw error;
      return response;
    }
  }

  async #enter(): Promise<void> {
    if (this.#running < AT_ONCE) this.#running++;
    else await new Promise<void>((go) => this.#waiting.push(go));
  }

  /** Hands the place on to who waits, or gives it free. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running--;
  }
}

/** An answer's bytes, put together as they come where their number is told: all at once takes long. */
async function bytesOf(
  response: Pick<WebdavAnswer, 'headers'> & Pick<Response, 'arrayBuffer'>,
): Promise<Uint8Array> {
  const told = Number(response.headers.get('content-length') ?? 0);
  const body = response instanceof Response ? response.body : null;
  if (body === null || !(told > LARGE && told <= LARGEST))
    return new Uint8Array(await response.arrayBuffer());
  const whole = new Uint8Array(told);
  let at = 0;
  for await (const piece of body) {
    if (at + piece.length > told) throw new WebdavTrouble('strange');
    whole.set(piece, at);
    at += piece.length;
  }
  return whole.subarray(0, at);
}

/** A page for people, such as one that asks to log in. */
function isPage({ status, headers }: WebdavAnswer): boolean {
  return status === 200 && (headers.get('content-type') ?? '').startsWith('text/html');
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

function reasonOf(status: number): TargetReason {
  return REASONS[status] ?? (status >= 500 ? 'unreachable' : 'strange');
}
