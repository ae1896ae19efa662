import { setImmediate } from 'node:timers/promises';
import {
  Decrypter,
  Encrypter,
  identityToRecipient,
  type ReadableStreamWithSize,
} from 'age-encryption';
import { padded, sizeWithPadding, unpadded } from './padding.ts';
import type { Ring } from './ring.ts';

/** What makes a target's files unreadable to others, and readable again. */
export interface Sealer {
  seal(bytes: Uint8Array): Promise<Uint8Array>;
  /** Null where the bytes were sealed by another key, or are not whole. */
  open(bytes: Uint8Array): Promise<Uint8Array | null>;
}

/** Leaves everything as it is. */
export const plain: Sealer = {
  seal: async (bytes) => bytes,
  open: async (bytes) => bytes,
};

/** Bytes that are worked on before others have their turn. */
const PIECE = 64 * 1024;

/**
 * Seals with the newest identity of a ring, and opens with any. Sizes are blurred by padding. It
 * works on the thread that calls, in pieces of about a millisecond.
 */
export function sealerOf(ring: Ring): Sealer {
  let encrypter: Promise<Encrypter> | null = null;
  return {
    seal: async (bytes) => {
      encrypter ??= encrypterTo(ring[0]);
      const sealed = await (await encrypter).encrypt(inTurns(padded(bytes)));
      return collected(sealed, sizeWithPadding(bytes.length));
    },
    open: (bytes) => opened(ring, bytes),
  };
}

async function encrypterTo(identity: string): Promise<Encrypter> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(identity));
  return encrypter;
}

async function opened(ring: Ring, bytes: Uint8Array): Promise<Uint8Array | null> {
  const decrypter = new Decrypter();
  for (const identity of ring) decrypter.addIdentity(identity);
  try {
    const whole = await decrypter.decrypt(inTurns(pieces(bytes)));
    return unpadded(await collected(whole, bytes.length));
  } catch {
    return null;
  }
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/** A stream that lets everything else on this thread have its turn before each piece. */
function inTurns(source: Generator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        await setImmediate();
        const { done, value } = source.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
}

/** All of a stream, whose size follows from that of its source; copied piece by piece. */
async function collected(stream: ReadableStreamWithSize, source: number): Promise<Uint8Array> {
  const whole = new Uint8Array(stream.size(source));
  let at = 0;
  for await (const piece of stream) {
    whole.set(piece, at);
    at += piece.length;
  }
  if (at !== whole.length) throw new Error('a stream is not as long as it said');
  return whole;
}
