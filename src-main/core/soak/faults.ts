import type { Fault, FaultKind } from '../../demo/index.ts';

/** Numbers in [0, 1), the same for a seed. */
export type Chance = () => number;

/** The numbers of a seed (mulberry32). */
export function seeded(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** One of several. */
export function pick<T>(chance: Chance, items: readonly T[]): T {
  return items[Math.floor(chance() * items.length)]!;
}

/** So many of several, in any order, each once. */
export function pickSome<T>(chance: Chance, items: readonly T[], count: number): T[] {
  const left = [...items];
  const taken: T[] = [];
  while (taken.length < count && left.length > 0)
    taken.push(...left.splice(Math.floor(chance() * left.length), 1));
  return taken;
}

const JSON_TYPE = { 'content-type': 'application/json' };

function limited(headers: Readonly<Record<string, string>>): FaultKind {
  return { kind: 'status', code: 429, headers: { ...JSON_TYPE, ...headers } };
}

/** Longer than the soak's client waits for headers and for the next piece. */
const STALL_MS = 2_000;

/** The ways in which an upstream misbehaves; `now` is the client's clock, in milliseconds. */
function kindsOf(chance: Chance, now: number): readonly FaultKind[] {
  const bytes = Math.floor(chance() * 60_000);
  return [
    { kind: 'down' },
    { kind: 'stall', ms: STALL_MS },
    { kind: 'truncate', bytes },
    { kind: 'truncate', bytes, ending: 'clean' },
    { kind: 'wrong-length' },
    { kind: 'half-json' },
    { kind: 'empty' },
    { kind: 'html' },
    { kind: 'bad-shape' },
    { kind: 'redirect' },
    { kind: 'redirect', to: 'http://192.0.2.1/elsewhere' },
    { kind: 'gzip-bomb', bytes: 64 * 1024 * 1024 },
    { kind: 'endless', bytesPerSecond: 400 * 1024 * 1024 },
    { kind: 'rearranged', seed: bytes },
    { kind: 'first-page' },
    { kind: 'no-range' },
    { kind: 'new-etag' },
    { kind: 'status', code: 500 },
    { kind: 'status', code: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Bad</h1>' },
    { kind: 'status', code: 503, headers: { 'retry-after': '4' } },
    { kind: 'status', code: 403 },
    { kind: 'status', code: 404 },
    { kind: 'status', code: 400 },
    limited({}),
    limited({ 'retry-after': '5' }),
    limited({ 'retry-after': '120' }),
    limited({ 'retry-after': new Date(now + 9_000).toUTCString() }),
    limited({ 'retry-after': 'soon' }),
    limited({ ratelimit: '"api";r=0;t=7' }),
    limited({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '30' }),
  ];
}

const PLACES: readonly (string | RegExp)[] = [
  '/api/daily_papers',
  '/api/papers/',
  '/api/query',
  '/pdf/',
  '/thumbnails/',
  /./,
];

/** One to three faults, each for one to three requests. */
export function randomFaults(chance: Chance, now: number): Fault[] {
  const count = 1 + Math.floor(chance() * 3);
  return Array.from({ length: count }, () => ({
    ...pick(chance, kindsOf(chance, now)),
    match: pick(chance, PLACES),
    times: 1 + Math.floor(chance() * 3),
  }));
}
