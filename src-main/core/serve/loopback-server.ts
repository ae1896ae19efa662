import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import {
  type Gate,
  hasCookie,
  isFromAnotherPage,
  isOwnAddress,
  judgeUpgrade,
  sameSecret,
  sessionCookie,
} from './access.ts';
import type { FetchHandler } from './fetch-handler.ts';
import { sendResponse, toRequest } from './http-messages.ts';
import { entrancePage, plainPage } from './pages.ts';
import { type ServedCore, serveWebSocket } from './rpc.ts';
import { serveTexts } from './texts.ts';

const HOST = '127.0.0.1';

/** Room for `exchange.import`'s 64 Mi characters as JSON in UTF-8. */
const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

/** What is served: the core on the WebSocket, pages by the handler. */
export type Served = {
  /** Null: the WebSocket is answered with 503, as while a core starts. */
  core: ServedCore | null;
  /** Null: only the WebSocket, for the command line. */
  fetchHandler: FetchHandler | null;
};

export type LoopbackOptions = Served & {
  token: string;
  /** Default: any free one. */
  port?: number;
};

export type LoopbackServer = {
  port: number;
  /** `http://127.0.0.1:<port>`, without the token. */
  url: string;
  /** Serves something else from now on; WebSockets end, so that whoever is there connects anew. */
  serve(next: Served): void;
  /** Ends every connection. */
  close(): Promise<void>;
};

/**
 * Serves the core and the interface on 127.0.0.1 to whoever shows the token (SAFE-2): by the cookie
 * that `/?token=…` sets, or, on the WebSocket at `/rpc`, by `Authorization: Bearer`. Rejects with
 * Node's error where the port cannot be had (`EADDRINUSE`, `EACCES`).
 */
export async function startLoopbackServer(options: LoopbackOptions): Promise<LoopbackServer> {
  const gate: Gate = { port: 0, token: options.token };
  let served: Served = options;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  const server = createServer((request, response) => {
    answer(request, gate, served.fetchHandler)
      .then((result) => sendResponse(result, response, request.method !== 'HEAD'))
      .catch(() => abandon(response));
  });
  server.on('upgrade', (request, socket, head) => {
    const { core } = served;
    const status = upgradeStatus(request, gate);
    if (status !== 101) return refuseUpgrade(socket, status);
    if (core === null) return refuseUpgrade(socket, 503);
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      // An error is followed by `close`, which ends the calls.
      webSocket.on('error', () => {});
      serveWebSocket(core, webSocket);
    });
  });
  server.listen({ host: HOST, port: options.port ?? 0, exclusive: true });
  await once(server, 'listening');
  gate.port = (server.address() as AddressInfo).port;
  return {
    port: gate.port,
    url: `http://${HOST}:${gate.port}`,
    serve(next) {
      served = next;
      for (const socket of sockets.clients) socket.terminate();
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  request: IncomingMessage,
  gate: Gate,
  fetchHandler: FetchHandler | null,
): Promise<Response> {
  const url = requestUrl(request, gate);
  if (!isOwnAddress(request.headers, gate)) return plainPage(url, 403, serveTexts.wrongPlace);
  const token = url.pathname === '/' ? url.searchParams.get('token') : null;
  if (token !== null && sameSecret(token, gate.token)) return enter(request, url, gate);
  if (!hasCookie(request.headers, gate)) return plainPage(url, 401, serveTexts.noKey);
  if (isFromAnotherPage(request.headers)) return plainPage(url, 403, serveTexts.wrongPlace);
  if (fetchHandler === null) return new Response(null, { status: 404 });
  return fetchHandler(toRequest(request, url));
}

/**
 * Sets the cookie and leaves the token behind. A browser that was led here by another page would
 * not send a SameSite=Strict cookie after a redirect, but does from a page of our own.
 */
function enter(request: IncomingMessage, url: URL, gate: Gate): Response {
  const response = isFromAnotherPage(request.headers)
    ? entrancePage(url)
    : new Response(null, {
        status: 303,
        headers: { location: '/', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
      });
  response.headers.set('set-cookie', sessionCookie(gate));
  return response;
}

/** Our own address with the path that was asked for, whatever the request line holds. */
function requestUrl(request: IncomingMessage, gate: Gate): URL {
  const base = `http://${HOST}:${gate.port}`;
  const target = request.url ?? '/';
  const asked = target.startsWith('/') ? `${base}${target}` : base;
  return URL.canParse(asked) ? new URL(asked) : new URL(base);
}

function upgradeStatus(request: IncomingMessage, gate: Gate): 101 | 401 | 403 | 404 {
  const verdict = judgeUpgrade(request.headers, gate);
  if (verdict === 'refused') return 403;
  if (verdict === 'no-key') return 401;
  return requestUrl(request, gate).pathname === '/rpc' ? 101 : 404;
}

const REASONS = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  503: 'Service Unavailable',
};

function refuseUpgrade(socket: Duplex, status: keyof typeof REASONS): void {
  socket.on('error', () => {});
  socket.end(
    `HTTP/1.1 ${status} ${REASONS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}

function abandon(response: ServerResponse): void {
  if (!response.headersSent) response.writeHead(500);
  response.end();
}
