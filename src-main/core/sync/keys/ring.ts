import { generateX25519Identity, identityToRecipient } from 'age-encryption';

/** X25519 identities of age, the newest first: it seals, and any of them opens. */
export type Ring = readonly [string, ...string[]];

/** A ring with a new identity in front of those that there are. */
export async function grownRing(ring: readonly string[] = []): Promise<Ring> {
  return [await generateX25519Identity(), ...ring];
}

/** The identities of all, each once, in order. */
export function joinedRings([newest, ...first]: Ring, ...others: (readonly string[])[]): Ring {
  const rest = new Set([...first, ...others.flat()]);
  rest.delete(newest);
  return [newest, ...rest];
}

/** What is written on a sheet of paper, however it was typed; null for anything else. */
export async function identityOf(typed: string): Promise<string | null> {
  const identity = typed.replace(/\s+/g, '').toUpperCase();
  return (await isIdentity(identity)) ? identity : null;
}

/** Reads a ring of JSON; null where it is none. */
export async function ringOf(json: string): Promise<Ring | null> {
  const values = JSON.parse(json) as unknown;
  if (!Array.isArray(values)) return null;
  // What a later version adds is not for this one to open with.
  const known: string[] = [];
  for (const value of values) if (await isIdentity(value)) known.push(value);
  const [newest, ...rest] = known;
  return newest !== undefined && newest === values[0] ? [newest, ...rest] : null;
}

async function isIdentity(value: unknown): Promise<boolean> {
  if (typeof value !== 'string' || !value.startsWith('AGE-SECRET-KEY-1')) return false;
  // Its last letters are a checksum.
  return identityToRecipient(value).then(
    () => true,
    () => false,
  );
}
