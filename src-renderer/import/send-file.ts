import { INCOMING_PIECE_BYTES, type IncomingResult } from '../../src-shared/contract/index.ts';
import { toBase64 } from '../client/base64.ts';
import type { CoreClient } from '../client.ts';

/** What sending needs of the core. */
export type Receiver = Pick<CoreClient['exchange'], 'begin' | 'append'>;

/** Sends a file to the core in pieces, in order; `onSent` is told the bytes that arrived. */
export async function sendFile(
  core: Receiver,
  file: Pick<File, 'name' | 'size' | 'lastModified' | 'slice'>,
  onSent: (bytes: number) => void,
): Promise<IncomingResult> {
  const { name, size, lastModified } = file;
  const savedOn = new Date(lastModified).toISOString().slice(0, 10);
  const begun = await core.begin({ name: name.slice(-500), bytes: size, savedOn });
  if (!begun.ok) return begun;
  const { id } = begun;
  for (let offset = 0; offset < size; offset += INCOMING_PIECE_BYTES) {
    const piece = await file.slice(offset, offset + INCOMING_PIECE_BYTES).arrayBuffer();
    const arrived = await core.append({ id, offset, data: toBase64(new Uint8Array(piece)) });
    if (!arrived.ok) return arrived;
    onSent(Math.min(size, offset + INCOMING_PIECE_BYTES));
  }
  return begun;
}
