import { INCOMING_PIECE_BYTES, type IncomingResult } from '../../src-shared/contract/index.ts';
import { toBase64 } from '../client/base64.ts';
import type { CoreClient } from '../client.ts';

/** What sending needs of the core. */
export type Receiver = Pick<CoreClient['exchange'], 'begin' | 'append' | 'discard'>;

/** What sending needs of a file. */
export type Sendable = Pick<File, 'name' | 'size' | 'lastModified' | 'slice'>;

/** `unreadable`: the file was moved or changed since it was given; `stopped`: by the user. */
export type Sent =
  | IncomingResult
  | { readonly ok: false; readonly reason: 'unreadable' | 'stopped' };

type Watch = {
  readonly signal: AbortSignal;
  /** Is told the bytes that arrived. */
  readonly onSent: (bytes: number) => void;
};

/**
 * Sends a file to the core in pieces, in order; what was begun and does not get there is thrown away
 * there. Rejects as a call does where the way to the core is lost.
 */
export async function sendFile(core: Receiver, file: Sendable, watch: Watch): Promise<Sent> {
  const { name, size } = file;
  const begun = await core.begin({ name: name.slice(-500), bytes: size, savedOn: dayOf(file) });
  if (!begun.ok) return begun;
  const discard = (): void => void core.discard({ id: begun.id }).catch(() => undefined);
  try {
    const result = await sendPieces(core, begun.id, file, watch);
    if (!result.ok) discard();
    return result;
  } catch (error) {
    discard();
    throw error;
  }
}

async function sendPieces(
  core: Receiver,
  id: string,
  file: Sendable,
  { signal, onSent }: Watch,
): Promise<Sent> {
  for (let offset = 0; offset < file.size; offset += INCOMING_PIECE_BYTES) {
    if (signal.aborted) return { ok: false, reason: 'stopped' };
    const end = Math.min(file.size, offset + INCOMING_PIECE_BYTES);
    const piece = await read(file, offset, end);
    if (piece === null) return { ok: false, reason: 'unreadable' };
    const arrived = await core.append({ id, offset, data: toBase64(piece) });
    if (!arrived.ok) return arrived;
    onSent(end);
  }
  return { ok: true, id };
}

async function read(file: Sendable, start: number, end: number): Promise<Uint8Array | null> {
  const bytes = await file
    .slice(start, end)
    .arrayBuffer()
    .catch(() => null);
  return bytes?.byteLength === end - start ? new Uint8Array(bytes) : null;
}

/** The day of the last change; null where a file system tells of a day that there is not. */
function dayOf({ lastModified }: Sendable): string | null {
  const date = new Date(lastModified);
  const day = Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
  return /^\d{4}-\d\d-\d\d$/.test(day) ? day : null;
}
