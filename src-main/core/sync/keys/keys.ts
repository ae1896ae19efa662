import {
  type KeyFile,
  type KeyParts,
  keyFile,
  keyNumber,
  keyPartsOf,
  newestFirst,
} from './key-file.ts';
import { looksLikeCode } from './passphrase.ts';
import { grownRing, identityOf, joinedRings, type Ring, ringOf } from './ring.ts';
import { sealerOf } from './sealer.ts';
import { unwrapped, wrapped } from './wrap.ts';

/** What a machine knows of a target's keys. It is secret. */
export type Keys = {
  readonly ring: Ring;
  /** The name of the newest key file. */
  readonly newest: string;
};

/** Keys, and the file that other machines learn them from. */
export type MadeKeys = { readonly keys: Keys; readonly file: KeyFile };

/** How hard guessing is made, as scrypt counts; only tests make it less than it is. */
export type WrapOptions = { readonly logN?: number };

/** Why keys were not opened. */
export type KeyTrouble =
  /** The newest file does not open with what was given. */
  | 'wrong-passphrase'
  /** A later version wrote it. */
  | 'newer'
  /** It is half copied, or was changed. */
  | 'damaged'
  /** There is no key file. */
  | 'missing';

/** What opening keys gave; it changes nothing. */
export type OpenResult =
  | {
      readonly ok: true;
      readonly keys: Keys;
      /** To be written where the newest file has not all that is known: the others learn it so. */
      readonly file: KeyFile | null;
    }
  | { readonly ok: false; readonly reason: KeyTrouble };

/** Files beside the newest that a passphrase is tried on; each takes a second. */
const TRIED = 4;

/** The keys of a target that has none. */
export async function makeKeys(passphrase: string, options?: WrapOptions): Promise<MadeKeys> {
  return made(passphrase, null, await grownRing(), options);
}

/**
 * Changes the passphrase: from now on a new identity seals, and the old ones still open. Who knows the
 * old passphrase can still read what was sealed before, if he has its old key file.
 */
export async function changeKeys(
  passphrase: string,
  { ring, newest }: Keys,
  options?: WrapOptions,
): Promise<MadeKeys> {
  return made(passphrase, newest, await grownRing(ring), options);
}

async function made(
  passphrase: string,
  last: string | null,
  ring: Ring,
  { logN }: WrapOptions = {},
): Promise<MadeKeys> {
  const file = keyFile(last, {
    wrapped: await wrapped(passphrase, ring[0], logN),
    ring: await sealedRing(ring),
  });
  return { keys: { ring, newest: file.name }, file };
}

/**
 * What opens the newest of some key files: a passphrase or a recovery code that somebody typed. Of
 * the others, what opens is added, and so is what this machine knows of the same target already.
 */
export async function openKeys(
  files: readonly KeyFile[],
  typed: string,
  known: Keys | null = null,
): Promise<OpenResult> {
  const newest = partsOfNewest(files);
  if (!newest.ok) return newest;
  const isCode = looksLikeCode(typed);
  const identity = isCode ? await identityOf(typed) : await unwrapped(typed, newest.wrapped);
  if (identity === null) return { ok: false, reason: 'wrong-passphrase' };
  const ring = await ringFor(identity, newest);
  if (ring === null) return { ok: false, reason: isCode ? 'wrong-passphrase' : 'damaged' };
  return joined(files, newest, joinedRings(ring, known?.ring ?? []), isCode ? null : typed);
}

/**
 * What opens key files without asking: keys whose newest identity is still the one that seals, so that
 * the files have only more to open with. `wrong-passphrase` where another seals now.
 */
export async function followKeys(files: readonly KeyFile[], known: Keys): Promise<OpenResult> {
  const newest = partsOfNewest(files);
  if (!newest.ok) return newest;
  const ring = await ringFor(known.ring[0], newest);
  if (ring === null) return { ok: false, reason: 'wrong-passphrase' };
  return joined(files, newest, joinedRings(ring, known.ring), null);
}

/** What somebody keeps on paper, to get at everything without the passphrase. */
export type RecoverySheet = {
  readonly code: string;
  /** How often keys were made: the sheet with the highest number is the one that opens. */
  readonly number: number;
};

/** What stands on the sheet for these keys, until the passphrase is changed. */
export function recoverySheet({ ring, newest }: Keys): RecoverySheet {
  return { code: ring[0], number: keyNumber(newest) };
}

type Newest = { readonly ok: true; readonly name: string } & KeyParts;

function partsOfNewest(files: readonly KeyFile[]): Newest | (OpenResult & { ok: false }) {
  const [name] = newestFirst(files.map((file) => file.name));
  if (name === undefined) return { ok: false, reason: 'missing' };
  const parts = keyPartsOf(files.find((file) => file.name === name)!.bytes);
  return parts.ok ? { ...parts, name } : parts;
}

/** All that opens, the newest file's identity in front. */
async function joined(
  files: readonly KeyFile[],
  newest: Newest,
  ring: Ring,
  passphrase: string | null,
): Promise<OpenResult> {
  const names = newestFirst(files.map(({ name }) => name)).filter((name) => name !== newest.name);
  const others = names.map((name) => files.find((file) => file.name === name)!);
  const all = await withOthers(others, ring, passphrase);
  const written = (await openedRing(newest, all)) ?? [];
  if (written.length === all.length)
    return { ok: true, keys: { ring: all, newest: newest.name }, file: null };
  // Whoever opens the newest file opens this one too, with the same passphrase or without.
  const file = keyFile(newest.name, { wrapped: newest.wrapped, ring: await sealedRing(all) });
  return { ok: true, keys: { ring: all, newest: file.name }, file };
}

/** The ring with those of other files: where one opens, more may open with what is in it. */
async function withOthers(
  files: readonly KeyFile[],
  ring: Ring,
  passphrase: string | null,
): Promise<Ring> {
  let all = ring;
  let left = passphrase === null ? 0 : TRIED;
  for (const { bytes } of files) {
    const parts = keyPartsOf(bytes);
    if (!parts.ok) continue;
    let more = await openedRing(parts, all);
    if (more === null && passphrase !== null && left-- > 0) {
      const identity = await unwrapped(passphrase, parts.wrapped);
      if (identity !== null) more = await ringFor(identity, parts);
    }
    if (more !== null) all = joinedRings(all, more);
  }
  return all;
}

function sealedRing(ring: Ring): Promise<Uint8Array> {
  return sealerOf(ring).seal(new TextEncoder().encode(JSON.stringify(ring)));
}

/** What a file has for the identity that seals by it; null where that is another one. */
async function ringFor(identity: string, parts: KeyParts): Promise<Ring | null> {
  const ring = await openedRing(parts, [identity]);
  return ring?.[0] === identity ? ring : null;
}

async function openedRing({ ring }: KeyParts, identities: Ring): Promise<Ring | null> {
  const bytes = await sealerOf(identities).open(ring);
  return bytes === null ? null : ringOf(new TextDecoder().decode(bytes)).catch(() => null);
}
