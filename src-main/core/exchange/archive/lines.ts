import type { Readable } from 'node:stream';
import { ArchiveRefusal } from './failure.ts';

/** Far beyond any document; a line without an end must not fill the memory. */
const MOST_BYTES = 64 * 1024 * 1024;
const NEWLINE = 0x0a;

/** The lines of a stream of UTF-8, each without its end; text after the last end is refused. */
export async function* linesOf(stream: Readable): AsyncGenerator<string> {
  let pending: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    let start = 0;
    const piece = chunk as Buffer;
    for (;;) {
      const end = piece.indexOf(NEWLINE, start);
      const part = piece.subarray(start, end === -1 ? undefined : end);
      bytes += part.length;
      if (bytes > MOST_BYTES) throw new ArchiveRefusal('damaged', 'a line is too long');
      pending.push(part);
      if (end === -1) break;
      yield Buffer.concat(pending).toString('utf8');
      pending = [];
      bytes = 0;
      start = end + 1;
    }
  }
  if (bytes > 0) throw new ArchiveRefusal('damaged', 'the last line has no end');
}

/** A document of an archive. Throws an ArchiveRefusal for a line that is none. */
export function parseDocument(line: string): { readonly id: string } {
  const document: unknown = parsed(line);
  const id = (document as { id?: unknown } | null)?.id;
  if (typeof id === 'string' && id !== '' && id.isWellFormed()) return document as { id: string };
  throw new ArchiveRefusal('damaged', 'a document has no id');
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new ArchiveRefusal('damaged', 'a document is not JSON');
  }
}
