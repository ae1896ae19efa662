const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000;

/**
 * When the upstream may be asked again, in milliseconds since the epoch, as `Retry-After` (seconds
 * or a date) or an exhausted `RateLimit: "api";r=0;t=120` say it; undefined where neither does.
 */
export function askedToWaitUntil(headers: Headers, now: number): number | undefined {
  const wait = retryAfter(headers, now) ?? exhausted(headers);
  return wait === undefined ? undefined : now + Math.min(Math.max(wait, 0), LONGEST_WAIT_MS);
}

function retryAfter(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  if (Number.isNaN(date)) return undefined;
  // Taken from the upstream's own clock, since this machine's may be wrong.
  const upstreamNow = Date.parse(headers.get('date') ?? '');
  return date - (Number.isNaN(upstreamNow) ? now : upstreamNow);
}

/** Several policies may be named; the one that lasts longest among the exhausted counts. */
function exhausted(headers: Headers): number | undefined {
  const waits = (headers.get('ratelimit') ?? '')
    .split(',')
    .map(parseLimit)
    .filter(({ left, reset }) => left === 0 && reset !== undefined)
    .map(({ reset }) => reset! * 1000);
  return waits.length > 0 ? Math.max(...waits) : undefined;
}

function parseLimit(item: string): { left?: number; reset?: number } {
  return { left: parameter(item, 'r'), reset: parameter(item, 't') };
}

function parameter(item: string, name: string): number | undefined {
  const match = new RegExp(`;\\s*${name}=(\\d+)`).exec(item);
  return match ? Number(match[1]) : undefined;
}
