import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as the server saw it; times are of this machine, in milliseconds. */
export type SeenRequest = {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly at: number;
};

/** Answers one request; `index` counts all requests from 0. */
export type Handler = (request: SeenRequest, response: ServerResponse, index: number) => void;

/** A real HTTP server on loopback, for tests. */
export type TestServer = {
  readonly origin: string;
  readonly requests: readonly SeenRequest[];
  /** Most requests that were open at the same time. */
  readonly busiest: () => number;
  close(): Promise<void>;
};

/** Starts a server on a free port. */
export async function startTestServer(handler: Handler): Promise<TestServer> {
  const requests: SeenRequest[] = [];
  let open = 0;
  let busiest = 0;
  const server = createServer((request, response) => {
    const seen = { path: request.url ?? '', headers: request.headers, at: performance.now() };
    busiest = Math.max(busiest, ++open);
    response.once('close', () => open--);
    handler(seen, response, requests.push(seen) - 1);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${port}`, requests, busiest: () => busiest, close };
}

/** Sends a value as JSON. */
export function sendJson(
  response: ServerResponse,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(200, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
}

/** An origin at which nothing listens. */
export async function deadOrigin(): Promise<string> {
  const server = await startTestServer(() => {});
  await server.close();
  return server.origin;
}
