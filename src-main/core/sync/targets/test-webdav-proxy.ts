import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a proxy does in place of handing a request on. */
export type Fault =
  /** Answers by itself. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: OutgoingHttpHeaders;
      readonly body?: string;
    }
  /** Takes the request, and never says a word. */
  | { readonly kind: 'hang' }
  /** Cuts the connection in the middle of the request. */
  | { readonly kind: 'cut' }
  /** Hands half of the request's body on, then cuts both connections. */
  | { readonly kind: 'half-request' }
  /** Hands half of the request's body on as if it were all of it. */
  | { readonly kind: 'short-request' }
  /** Hands the request on, and half of the answer's body, then cuts the connection. */
  | { readonly kind: 'half-answer' }
  /** The same, without a word on the length before, and without an end. */
  | { readonly kind: 'half-chunks' }
  /** Hands half of the answer's body on, and ends as if it were all. */
  | { readonly kind: 'short-answer' }
  /** Hands the answer on byte by byte. */
  | { readonly kind: 'drip' }
  /** Hands the request on, and cuts the connection in place of the answer. */
  | { readonly kind: 'no-answer' }
  /** Changes what the answer says about itself. */
  | { readonly kind: 'headers'; readonly headers: OutgoingHttpHeaders }
  | null;

/** What a fault is chosen by; `count` is from 1. */
export type Seen = {
  readonly method: string;
  readonly path: string;
  readonly count: number;
  readonly headers: IncomingMessage['headers'];
};

/** A way to a server on which things go wrong. */
export type FaultyProxy = {
  /** The upstream's address by way of the proxy. */
  readonly url: string;
  /** What arrived. */
  readonly seen: Seen[];
  /** What happens to a request; may be changed at any time. */
  fault: (seen: Seen) => Fault;
  readonly close: () => Promise<void>;
};

/** A proxy on loopback before a server at `url`, which does to its requests what it is told. */
export async function startProxy(url: string): Promise<FaultyProxy> {
  const upstream = new URL(url);
  const server = createServer(async (incoming, response) => {
    const seen = {
      ...{ method: incoming.method ?? '', path: incoming.url ?? '', count: proxy.seen.length + 1 },
      headers: incoming.headers,
    };
    proxy.seen.push(seen);
    const fault = proxy.fault(seen);
    if (fault?.kind === 'cut') return cut(response);
    const body = await bodyOf(incoming).catch(() => null);
    if (body)
      await answer({ upstream, incoming, response, body }, fault).catch(() => cut(response));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  const at = `http://127.0.0.1:${port}${upstream.pathname}`;
  const proxy: FaultyProxy = { url: at, seen: [], fault: () => null, close };
  return proxy;
}

type Exchange = {
  readonly upstream: URL;
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
};

async function answer(exchange: Exchange, fault: Fault): Promise<void> {
  const { response, body } = exchange;
  if (fault === null) return pass(response, await forward(exchange, body, true), null);
  const { kind } = fault;
  const half = body.subarray(0, Math.floor(body.length / 2));
  if (kind === 'answer') response.writeHead(fault.status, fault.headers).end(fault.body ?? '');
  else if (kind === 'half-request') {
    await forward(exchange, half, false).catch(() => null);
    cut(response);
  } else if (kind !== 'hang') {
    const found = await forward(exchange, kind === 'short-request' ? half : body, true);
    if (kind === 'no-answer') cut(response);
    else if (kind !== 'headers') pass(response, found, kind);
    else pass(response, { ...found, headers: { ...found.headers, ...fault.headers } }, null);
  }
}

type Found = {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
};

/** Asks the upstream; where `isWhole` is false the connection is cut after the body. */
function forward({ upstream, incoming }: Exchange, body: Buffer, isWhole: boolean): Promise<Found> {
  return new Promise((done, fail) => {
    const { host: _, 'transfer-encoding': __, connection: ___, ...headers } = incoming.headers;
    const length = isWhole ? body.length : body.length + 1;
    // What it is to be moved to has the proxy's address.
    const destination = headers.destination;
    if (typeof destination === 'string' && destination.startsWith('http'))
      headers.destination = upstream.origin + new URL(destination).pathname;
    const asked = request({
      ...{ hostname: upstream.hostname, port: upstream.port, agent: false },
      ...{ method: incoming.method, path: incoming.url },
      headers: { ...headers, 'content-length': length },
    });
    asked.once('error', fail);
    asked.once('response', async (message) => {
      const whole = await bodyOf(message).catch(fail);
      const { 'transfer-encoding': _, connection: __, ...rest } = message.headers;
      if (whole) done({ status: message.statusCode ?? 0, headers: rest, body: whole });
    });
    if (isWhole) asked.end(body);
    // Some of it is on its way when the line breaks.
    else asked.write(body, () => setTimeout(() => asked.destroy(new Error('cut')), 50));
  });
}

function pass(response: ServerResponse, found: Found, kind: string | null): void {
  const { status, body } = found;
  const { 'content-length': _, ...headers } = found.headers;
  const half = body.subarray(0, Math.floor(body.length / 2));
  const isChunked = kind === 'half-chunks' || kind === 'short-answer';
  response.writeHead(status, isChunked ? headers : { ...headers, 'content-length': body.length });
  if (kind === 'short-answer') response.end(half);
  else if (kind === 'half-answer' || kind === 'half-chunks')
    response.write(half, () => cut(response));
  else if (kind === 'drip') drip(response, body);
  else response.end(body);
}

function drip(response: ServerResponse, body: Buffer): void {
  let at = 0;
  const timer = setInterval(() => response.write(body.subarray(at, ++at)), 20);
  response.once('close', () => clearInterval(timer));
}

function cut(response: ServerResponse): void {
  response.socket?.destroy();
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
