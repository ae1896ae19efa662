import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import { TRAVELLING } from '../store/index.ts';
import type { Loss, Merge, SyncRecord } from './record.ts';

/** Which machine wrote something, and when, in milliseconds since the epoch by its own clock. */
export type Writer = { readonly device: string; readonly at: number };

/** What a machine wrote at one time. */
export type Segment = {
  readonly records: readonly SyncRecord[];
  /** Segments of the same machine that this one replaces, by their names. */
  readonly covers: readonly string[];
  readonly writer: Writer;
  /** What the writer merged since its last segment: whoever was overruled there learns of it here. */
  readonly merges: readonly Merge[];
  readonly losses: readonly Loss[];
};

export type SegmentResult =
  | ({ readonly ok: true } & Segment)
  /** `newer`: a later version wrote it. `damaged`: cut off, half copied or changed. */
  | { readonly ok: false; readonly reason: 'newer' | 'damaged' };

/** The format that this version writes, and the newest that it reads. */
export const SEGMENT_FORMAT = 1;
/** Bytes of JSON that are made or read at a time, so that the event loop goes on. */
const SLICE = 256 * 1024;

/** A format with a checksum: in plain text, nothing else would tell a changed byte from a word. */
const [pack, unpack] = [promisify(gzip), promisify(gunzip)];
const KNOWN: ReadonlySet<string> = new Set([...TRAVELLING, 'papers']);

const named = { collection: z.string(), id: z.string() };
const head = z.object({
  covers: z.array(z.string()),
  writer: z.object({ device: z.string(), at: z.number() }),
  merges: z.array(z.object({ ...named, fields: z.array(z.string()) })),
  losses: z.array(z.object({ ...named, field: z.string(), value: z.json(), clock: z.string() })),
});
/** What values of known kinds must be like to be merged; others are carried as they are. */
const VALUES: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ['set', z.record(z.string(), z.looseObject({ clock: z.string(), present: z.boolean() }))],
  ['text', z.string()],
]);
const field = z
  .looseObject({ kind: z.string(), clock: z.string() })
  .refine(({ kind, value }) => VALUES.get(kind)?.safeParse(value).success ?? true);
const record = z.object({
  collection: z.string(),
  document: z.looseObject({
    id: z.string().min(1).max(240),
    fields: z.record(z.string(), field).optional(),
  }),
});

/** A segment's bytes: gzipped lines of JSON, the first says what it is, the last how many there are. */
export async function encodeSegment({ records, ...rest }: Segment): Promise<Uint8Array> {
  const lines: string[] = [JSON.stringify({ format: SEGMENT_FORMAT, ...rest })];
  await inSlices(records, (one) => {
    const line = JSON.stringify(one);
    lines.push(line);
    return line.length;
  });
  lines.push(JSON.stringify({ end: records.length }));
  return pack(lines.join('\n'));
}

/** Reads a segment's bytes; never rejects, whatever they are. */
export async function decodeSegment(bytes: Uint8Array): Promise<SegmentResult> {
  try {
    return await readLines((await unpack(bytes)).toString('utf8').split('\n'));
  } catch {
    return { ok: false, reason: 'damaged' };
  }
}

async function readLines(lines: readonly string[]): Promise<SegmentResult> {
  const first = JSON.parse(lines[0] ?? '') as { format: number };
  if (first.format > SEGMENT_FORMAT) return { ok: false, reason: 'newer' };
  const records: SyncRecord[] = [];
  await inSlices(lines.slice(1, -1), (line) => {
    records.push(record.parse(JSON.parse(line)) as SyncRecord);
    return line.length;
  });
  const { end } = JSON.parse(lines.at(-1) ?? '') as { end: number };
  if (end !== records.length) return { ok: false, reason: 'damaged' };
  // What this version has no place for waits whole (SYNC-6).
  if (!records.every(({ collection }) => KNOWN.has(collection)))
    return { ok: false, reason: 'newer' };
  return { ok: true, records, ...head.parse(first) };
}

/** Does something with each item, which tells its length, and lets others have their turn in between. */
async function inSlices<T>(items: readonly T[], work: (item: T) => number): Promise<void> {
  let done = 0;
  for (const item of items) {
    done += work(item);
    if (done < SLICE) continue;
    done = 0;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
