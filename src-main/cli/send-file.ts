import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { INCOMING_PIECE_BYTES, type IncomingResult } from '../../src-shared/contract/index.ts';
import type { CoreClient } from './session.ts';

/** A file on its way to the core. */
export type FileToSend = {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since the epoch of its last change. */
  readonly changedAt: number;
};

const LONGEST_NAME = 500;

/**
 * Sends a file to the core in pieces; the answer's id is what `exchange.import` takes. `onBegin` is
 * told the id as soon as it is known, so that what is under way can be discarded. Ends early, with
 * the file incomplete, when `signal` is aborted. Rejects with what reading throws.
 */
export async function sendFile(
  client: CoreClient,
  { path, bytes, changedAt }: FileToSend,
  signal: AbortSignal,
  onBegin: (id: string) => void,
): Promise<IncomingResult> {
  const savedOn = new Date(changedAt).toISOString().slice(0, 10);
  const name = basename(path).slice(-LONGEST_NAME);
  const begun = await client.exchange.begin({ name, bytes, savedOn });
  if (!begun.ok) return begun;
  const { id } = begun;
  onBegin(id);
  let offset = 0;
  for await (const piece of piecesOf(path, bytes)) {
    if (signal.aborted) break;
    const sent = await client.exchange.append({ id, offset, data: piece.toString('base64') });
    if (!sent.ok) return sent;
    offset += piece.length;
  }
  return begun;
}

/** No more than was announced: a file may grow while it is read. */
async function* piecesOf(path: string, bytes: number): AsyncGenerator<Buffer> {
  if (bytes === 0) return;
  yield* createReadStream(path, { end: bytes - 1, highWaterMark: INCOMING_PIECE_BYTES });
}
