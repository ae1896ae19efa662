import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers one request; `count` is 1 for the first that this upstream gets. */
export type Answer = (
  request: IncomingMessage,
  response: ServerResponse,
  count: number,
) => void | Promise<void>;

/** A real HTTP server on loopback, for tests. */
export type TestUpstream = {
  readonly origin: string;
  /** What was asked, in order. */
  readonly requests: { readonly url: string; readonly headers: IncomingMessage['headers'] }[];
  answer: Answer;
  close(): Promise<void>;
};

/** Starts a server that answers as it is told to; `answer` may be changed between requests. */
export async function startUpstream(answer: Answer): Promise<TestUpstream> {
  const server = createServer((request, response) => {
    upstream.requests.push({ url: request.url ?? '', headers: request.headers });
    void upstream.answer(request, response, upstream.requests.length);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const upstream: TestUpstream = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    answer,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return upstream;
}

/** What a test file server does unlike a good one. */
export type ServeOptions = {
  readonly etag?: string | null;
  /** Breaks the connection after so many bytes of the body, when they have been read. */
  readonly cut?: { readonly after: number; readonly whenRead: () => Promise<void> };
  /** Sends so many bytes of the body, and then nothing more. */
  readonly stallAfter?: number;
  /** As arXiv does: no Content-Length. */
  readonly chunked?: boolean;
};

/** Serves a file as a good server does, with Range and If-Range. */
export function serveFile(
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Buffer,
  { etag = '"one"', cut, stallAfter, chunked = false }: ServeOptions = {},
): void {
  const start = rangeStart(request, etag);
  if (start !== null && start >= bytes.length) {
    response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
    return;
  }
  const body = bytes.subarray(start ?? 0);
  response.writeHead(start === null ? 200 : 206, {
    'content-type': 'application/pdf',
    ...(etag === null ? {} : { etag }),
    ...(chunked ? {} : { 'content-length': body.length }),
    ...(start === null
      ? {}
      : { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
  });
  const limit = cut?.after ?? stallAfter;
  if (limit === undefined) response.end(body);
  else {
    response.write(body.subarray(0, limit));
    void cut?.whenRead().finally(() => response.destroy());
  }
}

function rangeStart({ headers }: IncomingMessage, etag: string | null): number | null {
  const match = /^bytes=(\d+)-$/.exec(headers.range ?? '');
  const isSame = headers['if-range'] === undefined || headers['if-range'] === etag;
  return match && isSame ? Number(match[1]) : null;
}
