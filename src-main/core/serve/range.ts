/** What a Range header asks of a file; `end` is inclusive. */
export type RangeResult =
  | { kind: 'whole' }
  | { kind: 'part'; start: number; end: number }
  | { kind: 'unsatisfiable' };

const SINGLE = /^bytes=\s*(\d{0,15})\s*-\s*(\d{0,15})\s*$/i;

/**
 * Reads a Range header against a file of `size` bytes (RFC 9110, 14.2). What is malformed, of
 * another unit, or asks for several parts is answered with the whole file, as the RFC allows.
 */
export function parseRange(header: string | null, size: number): RangeResult {
  const match = header === null ? null : SINGLE.exec(header);
  if (!match || (match[1] === '' && match[2] === '')) return { kind: 'whole' };
  return match[1] === ''
    ? suffix(Number(match[2]), size)
    : span(Number(match[1]), match[2] === '' ? null : Number(match[2]), size);
}

function suffix(length: number, size: number): RangeResult {
  if (length === 0 || size === 0) return { kind: 'unsatisfiable' };
  return { kind: 'part', start: Math.max(0, size - length), end: size - 1 };
}

function span(start: number, last: number | null, size: number): RangeResult {
  if (last !== null && last < start) return { kind: 'whole' };
  if (start >= size) return { kind: 'unsatisfiable' };
  return { kind: 'part', start, end: Math.min(last ?? size - 1, size - 1) };
}
