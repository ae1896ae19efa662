import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';

/** A Node request, which has no body that we would read, as a WHATWG one. */
export function toRequest(message: IncomingMessage, url: URL): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers))
    if (value !== undefined) headers.set(name, String(value));
  return new Request(url, { method: message.method ?? 'GET', headers });
}

/** Sends a WHATWG response; a client that leaves in between is no error. */
export async function sendResponse(
  response: Response,
  to: ServerResponse,
  withBody: boolean,
): Promise<void> {
  to.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null || !withBody) {
    await response.body?.cancel();
    to.end();
    return;
  }
  await pipeline(Readable.fromWeb(response.body as NodeReadableStream), to).catch(() => {});
}
