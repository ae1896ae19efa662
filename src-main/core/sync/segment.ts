import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { CollectionName } from '../store/index.ts';

/** A document as it travels. */
export type SyncRecord = {
  readonly collection: CollectionName;
  readonly document: { readonly id: string; readonly [key: string]: unknown };
};

/** What a machine wrote at one time. */
export type Segment = {
  readonly records: readonly SyncRecord[];
  /** Segments of the same machine that this one replaces, by their names. */
  readonly covers: readonly string[];
};

export type SegmentResult =
  | ({ readonly ok: true } & Segment)
  /** `newer`: a later version wrote it. `damaged`: cut off, half copied or changed. */
  | { readonly ok: false; readonly reason: 'newer' | 'damaged' };

/** The format that this version writes, and the newest that it reads. */
export const SEGMENT_FORMAT = 1;

/** A segment's bytes: deflated lines of JSON, the first says what it is, the last how many there are. */
export function encodeSegment({ records, covers }: Segment): Uint8Array {
  const head = { format: SEGMENT_FORMAT, covers };
  const lines = [head, ...records, { end: records.length }].map((line) => JSON.stringify(line));
  return deflateRawSync(lines.join('\n'));
}

/** Reads a segment's bytes; never throws, whatever they are. */
export function decodeSegment(bytes: Uint8Array): SegmentResult {
  try {
    return readLines(inflateRawSync(bytes).toString('utf8').split('\n'));
  } catch {
    return { ok: false, reason: 'damaged' };
  }
}

function readLines(lines: readonly string[]): SegmentResult {
  const head = JSON.parse(lines[0] ?? '') as { format: number; covers: readonly string[] };
  if (head.format > SEGMENT_FORMAT) return { ok: false, reason: 'newer' };
  const records = lines.slice(1, -1).map((line) => JSON.parse(line) as SyncRecord);
  const { end } = JSON.parse(lines.at(-1) ?? '') as { end: number };
  if (end !== records.length) return { ok: false, reason: 'damaged' };
  return { ok: true, records, covers: head.covers };
}
