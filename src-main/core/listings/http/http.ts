import type { UpstreamFailure, UpstreamPurpose } from '../../../../src-shared/contract/index.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { UpstreamResult } from '../types.ts';
import { isHtml, readBody, textOf } from './body.ts';
import { refusalOf, UpstreamError } from './failure.ts';
import { HealthLog, type HostHealth } from './health.ts';
import { Lane } from './lane.ts';
import { Pause } from './pause.ts';
import { type HostPolicy, type Origins, policiesFor, policyOf } from './policy.ts';
import { askedToWaitUntil, usedUpUntil } from './waiting.ts';
import { type TimeLimits, Watch } from './watch.ts';

/** One GET. */
export type HttpRequest = {
  readonly url: string;
  /** Which connection it is for; the first that goes to the URL's origin when left out. */
  readonly purpose?: UpstreamPurpose;
  /** Searches have a pace of their own at some upstreams. */
  readonly isSearch?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Decoded, so that a small body cannot become a large one; 8 MiB when left out. */
  readonly maxBytes?: number;
  /** Bound on the whole exchange, body included; two minutes when left out. */
  readonly totalMs?: number;
  /** How often to try in all; 3 when left out. */
  readonly attempts?: number;
  /** Statuses to hand to the consumer rather than to report as a failure; 200 when left out. */
  readonly accepts?: readonly number[];
};

/** An answer with an accepted status. Reading `body` may throw; let that pass through. */
export type HttpAnswer = {
  readonly status: number;
  readonly headers: Headers;
  /** Where it came from, after redirects. */
  readonly url: string;
  readonly body: AsyncIterable<Uint8Array>;
};

/** A text and where it came from. */
export type TextAnswer = {
  readonly text: string;
  readonly headers: Headers;
  readonly url: string;
};

/** A JSON value, not yet checked, and where it came from. */
export type JsonAnswer = {
  readonly json: unknown;
  readonly headers: Headers;
  readonly url: string;
};

/**
 * The polite client that everything which asks an upstream goes through (LIST-4). Every failure of
 * an upstream is a result; only what `consume` itself throws is thrown. A URL of no upstream that was
 * set up is `refused` without a status, and nothing is sent (SAFE-5).
 */
export interface Http {
  /** GETs, and consumes the answer while the host's one connection is ours. */
  exchange<T>(
    request: HttpRequest,
    consume: (answer: HttpAnswer) => Promise<T>,
  ): Promise<UpstreamResult<T>>;
  /** GETs JSON; `not-json` for anything else, `bad-shape` is the caller's to find. */
  getJson(request: HttpRequest): Promise<UpstreamResult<JsonAnswer>>;
  /** GETs a text that should be XML; `not-xml` for a web page. */
  getXml(request: HttpRequest): Promise<UpstreamResult<TextAnswer>>;
  /** Every host that requests may go to and how it does, as of now. */
  hosts(): readonly HostHealth[];
  /** Calls the listener when a host's state, failure or time to wait changed; returns what ends that. */
  onHealth(listener: () => void): () => void;
}

/** What a client needs to know; the rest is for tests. */
export type HttpOptions = {
  readonly version: string;
  readonly origins: Origins;
  readonly clock?: Clock;
  readonly limits?: Partial<TimeLimits>;
  readonly policies?: readonly HostPolicy[];
};

/** Whom an upstream's operators may turn to. */
const CONTACT = 'desktop paper reader; contact: the Offprint maintainers';
const LIMITS: TimeLimits = { headersMs: 15_000, idleMs: 30_000 };
const ATTEMPTS = 3;
/** A page of a hundred papers has half a MiB; one of this size is still parsed in 50 ms. */
const MAX_BYTES = 8 * 1024 * 1024;
const TOTAL_MS = 120_000;
const MAX_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];
const RETRIED = ['offline', 'timeout', 'server-error', 'rate-limited'];
const BACK_OFF_MS = 500;
const LONGEST_BACK_OFF_MS = 30_000;
/** A longer wait than this is told to the user instead of being sat out. */
const SHORT_WAIT_MS = 10_000;
/** For a 429 that does not say how long. */
const UNTOLD_WAIT_MS = 60_000;

/** Makes the one client of a core. */
export function createHttp(options: HttpOptions): Http {
  return new PoliteHttp(options);
}

class PoliteHttp implements Http {
  readonly #clock: Clock;
  readonly #limits: TimeLimits;
  readonly #policies: readonly HostPolicy[];
  readonly #userAgent: string;
  readonly #lanes: ReadonlyMap<HostPolicy, Lane>;
  readonly #health: HealthLog;

  constructor({ version, origins, clock, limits, policies }: HttpOptions) {
    this.#clock = clock ?? systemClock;
    this.#limits = { ...LIMITS, ...limits };
    this.#policies = policies ?? policiesFor(origins);
    this.#lanes = lanesOf(this.#policies, this.#clock);
    this.#health = new HealthLog([...this.#lanes.values()]);
    this.#userAgent = `Offprint/${version} (${CONTACT})`;
  }

  hosts(): readonly HostHealth[] {
    return this.#health.hosts(this.#clock.now());
  }

  onHealth(listener: () => void): () => void {
    return this.#health.onChange(listener);
  }

  async exchange<T>(
    request: HttpRequest,
    consume: (answer: HttpAnswer) => Promise<T>,
  ): Promise<UpstreamResult<T>> {
    const policy = policyOf(this.#policies, request.url, request.purpose);
    const lane = policy && this.#lanes.get(policy);
    if (!lane) return { ok: false, failure: new UpstreamError('refused').at(request.url) };
    const attempts = request.attempts ?? ATTEMPTS;
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#attempt(request, lane, consume);
      if (outcome.ok) return outcome;
      const { failure } = outcome;
      if (attempt >= attempts || !this.#isWorthAnother(failure)) return this.#final(failure, lane);
      const slept = await this.#backOff(attempt, failure, request.signal);
      if (!slept) return { ok: false, failure: { ...failure, reason: 'cancelled' } };
    }
  }

  getJson(request: HttpRequest): Promise<UpstreamResult<JsonAnswer>> {
    return this.exchange(request, async ({ status, headers, url, body }) => {
      const text = await textOf(body);
      return { json: parseJson(text, status), headers, url };
    });
  }

  getXml(request: HttpRequest): Promise<UpstreamResult<TextAnswer>> {
    return this.exchange(request, async ({ status, headers, url, body }) => {
      const text = await textOf(body);
      if (isHtml(text)) throw new UpstreamError('not-xml', status);
      return { text, headers, url };
    });
  }

  async #attempt<T>(
    request: HttpRequest,
    lane: Lane,
    consume: (answer: HttpAnswer) => Promise<T>,
  ): Promise<UpstreamResult<T>> {
    try {
      const value = await lane.run(request.signal, async () => {
        await this.#waitOut(lane, request.signal);
        return this.#noted(request, lane, () => this.#converse(request, lane, consume));
      });
      return { ok: true, value };
    } catch (error) {
      if (error instanceof UpstreamError) return { ok: false, failure: error.at(request.url) };
      if (!request.signal?.aborted) throw error;
      return { ok: false, failure: new UpstreamError('cancelled').at(request.url) };
    }
  }

  /** Keeps how it ended; what a consumer throws is no fault of the host. */
  async #noted<T>({ url }: HttpRequest, lane: Lane, work: () => Promise<T>): Promise<T> {
    const note = (failure: UpstreamFailure | null): void =>
      this.#health.ended(lane, url, failure, this.#clock.now());
    try {
      const value = await work();
      note(null);
      return value;
    } catch (error) {
      if (error instanceof UpstreamError) note(error.at(url));
      throw error;
    }
  }

  async #converse<T>(
    request: HttpRequest,
    lane: Lane,
    consume: (answer: HttpAnswer) => Promise<T>,
  ): Promise<T> {
    const watch = new Watch(request.signal, request.totalMs ?? TOTAL_MS);
    try {
      const { response, url } = await this.#follow(request, lane, watch);
      const { status, headers } = response;
      this.#heed(lane, response);
      if (!(request.accepts ?? [200]).includes(status)) {
        await discard(response);
        throw refusalOf(status, headers, this.#clock.now());
      }
      const limits = { maxBytes: request.maxBytes ?? MAX_BYTES, idleMs: this.#limits.idleMs };
      return await consume({ status, headers, url, body: readBody(response, watch, limits) });
    } finally {
      watch.close();
    }
  }

  async #follow(request: HttpRequest, lane: Lane, watch: Watch) {
    let { url } = request;
    for (let hop = 0; ; hop++) {
      await lane.pace(request.isSearch ?? false, request.signal);
      this.#health.asked(lane, url);
      const headers = { 'user-agent': this.#userAgent, ...request.headers };
      const sent = fetch(url, { headers, redirect: 'manual', signal: watch.signal });
      const response = await watch.within(this.#limits.headersMs, sent);
      if (!REDIRECTS.includes(response.status)) return { response, url };
      await discard(response);
      if (hop >= MAX_REDIRECTS) throw new UpstreamError('bad-shape', response.status);
      url = redirectTarget(url, response, lane.policy);
    }
  }

  async #waitOut({ pause }: Lane, signal: AbortSignal | undefined): Promise<void> {
    const until = pause.until();
    const wait = until - this.#clock.now();
    if (wait <= 0) return;
    if (wait > SHORT_WAIT_MS) throw new UpstreamError('rate-limited', null, until);
    await this.#clock.sleep(wait, signal);
  }

  /** An answer may be good and still say that it was the last one for now. */
  #heed({ pause }: Lane, { headers, status }: Response): void {
    const now = this.#clock.now();
    const isRefusal = status === 429 || status === 503 || status === 403;
    const until = isRefusal ? askedToWaitUntil(headers, now) : usedUpUntil(headers, now);
    if (until !== undefined) pause.tell(until);
  }

  #isWorthAnother({ reason, retryAt }: UpstreamFailure): boolean {
    const isNear = retryAt === null || retryAt - this.#clock.now() <= SHORT_WAIT_MS;
    return RETRIED.includes(reason) && isNear;
  }

  #final(failure: UpstreamFailure, { pause, policy }: Lane): UpstreamResult<never> {
    const now = this.#clock.now();
    const untold = untoldWait(failure, policy);
    if (untold === 0) return { ok: false, failure };
    const retryAt = failure.retryAt ?? now + untold;
    pause.tell(retryAt);
    return { ok: false, failure: { ...failure, retryAt } };
  }

  /** Full jitter; false where it was cancelled. A time that the upstream named is waited out instead. */
  async #backOff(
    attempt: number,
    { retryAt }: UpstreamFailure,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    if (retryAt !== null && retryAt > this.#clock.now()) return true;
    const bound = Math.min(BACK_OFF_MS * 2 ** (attempt - 1), LONGEST_BACK_OFF_MS);
    try {
      await this.#clock.sleep(this.#clock.random() * bound, signal);
      return true;
    } catch {
      return false;
    }
  }
}

function lanesOf(policies: readonly HostPolicy[], clock: Clock): ReadonlyMap<HostPolicy, Lane> {
  const pauses = new Map<string, Pause>();
  for (const { operator } of policies) pauses.set(operator, new Pause(clock));
  return new Map(
    policies.map((policy) => [policy, new Lane(policy, pauses.get(policy.operator)!, clock)]),
  );
}

/** How long to stay away after a failure that may not say it; 0 where there is no need to. */
function untoldWait({ reason, status }: UpstreamFailure, { refusedMs }: HostPolicy): number {
  if (reason === 'rate-limited') return UNTOLD_WAIT_MS;
  return reason === 'refused' && status !== null ? refusedMs : 0;
}

function redirectTarget(url: string, response: Response, policy: HostPolicy): string {
  const target = URL.parse(response.headers.get('location') ?? '', url);
  if (target && policy.origins.includes(target.origin)) return target.href;
  throw new UpstreamError('bad-shape', response.status);
}

async function discard(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => {});
}

function parseJson(text: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UpstreamError('not-json', status);
  }
}
