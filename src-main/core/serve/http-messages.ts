import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';

/** A Node request as a WHATWG one; its body is read when somebody asks for it. */
export function toRequest(message: IncomingMessage, url: URL): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers))
    if (value !== undefined) headers.set(name, String(value));
  const { method = 'GET' } = message;
  if (method !== 'POST') return new Request(url, { method, headers });
  const body = Readable.toWeb(message) as BodyInit;
  return new Request(url, { method, headers, body, duplex: 'half' } as RequestInit);
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
