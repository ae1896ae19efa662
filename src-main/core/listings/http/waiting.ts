const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000;
/** More seconds than any limit lasts: a count since the epoch. */
const EPOCH_SECONDS = 1_000_000_000;

/**
 * When the upstream may be asked again, in milliseconds since the epoch; undefined where it does not
 * say. Told by `Retry-After` (seconds, or a date in any form that HTTP knows), or by an allowance that
 * is used up: `RateLimit: "api";r=0;t=120`, `RateLimit: limit=500, remaining=0, reset=120`, or
 * `RateLimit-Remaining` and `-Reset`, with or without `X-` (seconds, or seconds since the epoch).
 */
export function askedToWaitUntil(headers: Headers, now: number): number | undefined {
  const wait = retryAfter(headers, now);
  return wait === undefined ? usedUpUntil(headers, now) : after(wait, now);
}

/** The same of an allowance alone, which a good answer may use up too. */
export function usedUpUntil(headers: Headers, now: number): number | undefined {
  const wait = usedUp(headers) ?? usedUpByName(headers, now);
  return wait === undefined ? undefined : after(wait, now);
}

function after(wait: number, now: number): number {
  return now + Math.min(Math.max(wait, 0), LONGEST_WAIT_MS);
}

function retryAfter(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = parseHttpDate(text);
  return date === undefined ? undefined : date - upstreamTime(headers, now);
}

/** The upstream's own clock is the one that its dates are of: this machine's may be wrong. */
function upstreamTime(headers: Headers, now: number): number {
  return parseHttpDate(headers.get('date') ?? '') ?? now;
}

/** The three forms of HTTP; C's has no zone and means UTC all the same. */
function parseHttpDate(text: string): number | undefined {
  if (!/^[a-z]{3,9},? .*\d\d:\d\d:\d\d/i.test(text)) return undefined;
  const time = Date.parse(/\b(GMT|UTC|[+-]\d{4})$/.test(text) ? text : `${text} GMT`);
  return Number.isNaN(time) ? undefined : time;
}

/** Several allowances may be named; the one that lasts longest among the used-up counts. */
function usedUp(headers: Headers): number | undefined {
  const text = headers.get('ratelimit') ?? '';
  const items = /\bremaining\s*=/.test(text) ? [text] : text.split(',');
  const waits = items
    .map((item) => ({
      left: parameter(item, 'r|remaining'),
      reset: parameter(item, 't|reset'),
    }))
    .filter(({ left, reset }) => left === 0 && reset !== undefined)
    .map(({ reset }) => reset! * 1000);
  return waits.length > 0 ? Math.max(...waits) : undefined;
}

function parameter(item: string, names: string): number | undefined {
  const match = new RegExp(`(?:^|[;,\\s])(?:${names})\\s*=\\s*(\\d+)`).exec(item);
  return match ? Number(match[1]) : undefined;
}

function usedUpByName(headers: Headers, now: number): number | undefined {
  for (const prefix of ['ratelimit', 'x-ratelimit']) {
    const left = headers.get(`${prefix}-remaining`)?.trim();
    const reset = headers.get(`${prefix}-reset`)?.trim() ?? '';
    if (left !== '0' || !/^\d+(\.\d+)?$/.test(reset)) continue;
    const seconds = Number(reset);
    if (seconds < EPOCH_SECONDS) return seconds * 1000;
    const time = seconds < EPOCH_SECONDS * 1000 ? seconds * 1000 : seconds;
    return time - upstreamTime(headers, now);
  }
  return undefined;
}
