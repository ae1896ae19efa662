import { type FileHandle, open } from 'node:fs/promises';

/** A piece is read when the other side asks for it; larger ones gain nothing on a local disk. */
const PIECE_BYTES = 256 * 1024;

/**
 * The bytes `start` to `end` (inclusive) of a file as a response's body. Errors reach whoever reads
 * it; a reader that leaves closes the file. `Readable.toWeb` throws outside of any call when a reader
 * leaves in the middle (nodejs/node#64529), which ends a process.
 */
export function fileBody(
  path: string,
  start: number,
  end: number,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let file: FileHandle | undefined;
  let at = start;
  const finish = async (): Promise<void> => {
    const closing = file;
    file = undefined;
    await closing?.close();
  };
  return new ReadableStream(
    {
      async pull(controller) {
        file ??= await open(path);
        try {
          const piece = await readPiece(file, at, Math.min(PIECE_BYTES, end + 1 - at));
          at += piece.byteLength;
          controller.enqueue(piece);
        } catch (error) {
          await finish();
          throw error;
        }
        if (at <= end) return;
        await finish();
        controller.close();
      },
      cancel: finish,
    },
    { highWaterMark: 0 },
  );
}

async function readPiece(
  file: FileHandle,
  at: number,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, at);
  if (bytesRead === 0) throw new Error('the file became shorter while it was read');
  return buffer.subarray(0, bytesRead);
}
