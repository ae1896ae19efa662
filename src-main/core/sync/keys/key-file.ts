import { createHash, randomBytes } from 'node:crypto';

/** The folder of key files at a target. */
export const KEYS = 'k';
const FORMAT = 1;
const NAME = /^k\/(\d{4,9})-[0-9a-f]{8}\.key$/;

/** A file at a target: its whole name and what stands in it. */
export type KeyFile = { readonly name: string; readonly bytes: Uint8Array };

/** What stands in a key file. */
export type KeyParts = {
  /** The newest identity, sealed with the passphrase. */
  readonly wrapped: Uint8Array;
  /** All identities, sealed to the newest. */
  readonly ring: Uint8Array;
};

/** What a key file's bytes gave. */
export type KeyPartsResult =
  | ({ readonly ok: true } & KeyParts)
  /** `newer`: a later version wrote it. `damaged`: half copied, or changed. */
  | { readonly ok: false; readonly reason: 'newer' | 'damaged' };

/** A key file of the next number after `last` (its name, or null before the first). */
export function keyFile(last: string | null, parts: KeyParts): KeyFile {
  const digits = String((last === null ? 0 : keyNumber(last)) + 1).padStart(4, '0');
  const name = `${KEYS}/${digits}-${randomBytes(4).toString('hex')}.key`;
  const [wrapped, ring] = [textOf(parts.wrapped), textOf(parts.ring)];
  const text = JSON.stringify({ format: FORMAT, wrapped, ring, sum: sumOf(wrapped, ring) });
  return { name, bytes: new TextEncoder().encode(text) };
}

/** Reads a key file's bytes; never throws, whatever they are. */
export function keyPartsOf(bytes: Uint8Array): KeyPartsResult {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return readParts(JSON.parse(text) as Record<string, unknown>);
  } catch {
    return { ok: false, reason: 'damaged' };
  }
}

function readParts({ format, wrapped, ring, sum }: Record<string, unknown>): KeyPartsResult {
  if (typeof format === 'number' && format > FORMAT) return { ok: false, reason: 'newer' };
  // Without the sum, a byte that was changed would look like a wrong passphrase.
  const isWhole =
    format === FORMAT &&
    typeof wrapped === 'string' &&
    typeof ring === 'string' &&
    sum === sumOf(wrapped, ring);
  if (!isWhole) return { ok: false, reason: 'damaged' };
  return { ok: true, wrapped: Buffer.from(wrapped, 'base64'), ring: Buffer.from(ring, 'base64') };
}

/** Whether a name is a key file's; other programs leave copies of theirs there. */
export function isKeyName(name: string): boolean {
  return NAME.test(name);
}

/** The number in a key file's name; 0 where it is none. */
export function keyNumber(name: string): number {
  return Number(NAME.exec(name)?.[1] ?? 0);
}

/** The names of key files, the newest first: by number, then by name. */
export function newestFirst(names: readonly string[]): string[] {
  const known = names.filter(isKeyName);
  return known.sort((a, b) => keyNumber(b) - keyNumber(a) || (a < b ? 1 : -1));
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

function sumOf(wrapped: string, ring: string): string {
  return createHash('sha256').update(`${wrapped} ${ring}`).digest('hex');
}
