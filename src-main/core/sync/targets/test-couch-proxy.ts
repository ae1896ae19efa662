import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { listen, shut } from './test-couch-server.ts';

/** What goes wrong with a request; null for what passes. */
export type Fault =
  /** The line is cut after a part of the request. */
  | 'cut-request'
  /** The server does what it is asked, and the line is cut before it can say so. */
  | 'cut-answer'
  /** The line is cut after half of what the server says. */
  | 'cut-half'
  /** The server is asked the same two times, and says the second time. */
  | 'twice'
  /** Nothing ever comes back. */
  | 'silent'
  /** Somebody answers in the server's place. */
  | {
      readonly status: number;
      readonly type?: string;
      readonly body?: string;
      readonly location?: string;
    };

/** A request as it comes by; `n` counts from 1. */
export type Passing = { readonly n: number; readonly method: string; readonly url: string };

/** A server between a target and its own, on a port of its own. */
export type CouchProxy = {
  readonly url: string;
  /** What came by so far. */
  readonly passed: Passing[];
  readonly close: () => Promise<void>;
};

/** Starts a server that passes on to another what comes, except where something goes wrong; `pathOf` may change paths. */
export async function startProxy(
  to: string,
  faultOf: (passing: Passing) => Fault | null,
  pathOf = (url: string): string => url,
): Promise<CouchProxy> {
  const passed: Passing[] = [];
  const server = createServer((asked, answer) => {
    const { method = '', url = '' } = asked;
    const passing = { n: passed.length + 1, method, url };
    passed.push(passing);
    void serve(to + pathOf(url), asked, answer, faultOf(passing)).catch(() => answer.destroy());
  });
  return { url: await listen(server), passed, close: () => shut(server) };
}

async function serve(
  to: string,
  asked: IncomingMessage,
  answer: ServerResponse,
  fault: Fault | null,
): Promise<void> {
  if (fault === 'silent') return;
  if (fault === 'cut-request') await cutIn(asked);
  else if (fault !== null && typeof fault !== 'string') await reply(asked, answer, fault);
  else {
    const body = await bodyOf(asked);
    const given = await passOn(to, asked, body, answer);
    if (fault === 'twice') await bodyOf(given);
    const last = fault === 'twice' ? await passOn(to, asked, body, answer) : given;
    await give(asked, answer, last, fault);
  }
}

/** A request without a body has no middle, and is cut at once. */
async function cutIn(asked: IncomingMessage): Promise<void> {
  if (asked.method === 'PUT') await new Promise((resolve) => asked.once('data', resolve));
  asked.socket.destroy();
}

async function reply(
  asked: IncomingMessage,
  answer: ServerResponse,
  { status, type = 'application/json', body = '{}', location }: Exclude<Fault, string>,
): Promise<void> {
  await bodyOf(asked);
  answer.writeHead(status, { 'content-type': type, ...(location ? { location } : {}) }).end(body);
}

async function give(
  asked: IncomingMessage,
  answer: ServerResponse,
  given: IncomingMessage,
  fault: Fault | null,
): Promise<void> {
  if (fault === null || fault === 'twice') {
    answer.writeHead(given.statusCode ?? 0, {
      'content-type': given.headers['content-type'] ?? '',
    });
    await pipeline(given, answer);
    return;
  }
  const body = await bodyOf(given);
  if (fault === 'cut-half') {
    answer.writeHead(given.statusCode ?? 0, { 'content-length': String(body.length) });
    await new Promise((resolve) => answer.write(body.subarray(0, body.length / 2), resolve));
  }
  asked.socket.destroy();
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function passOn(
  to: string,
  asked: IncomingMessage,
  body: Buffer,
  answer: ServerResponse,
): Promise<IncomingMessage> {
  const { method, headers } = asked;
  return new Promise((resolve, reject) => {
    const passing = request(to, { method, headers, agent: false }, resolve);
    // Who goes away is waited for no more.
    answer.once('close', () => passing.destroy());
    passing.on('error', reject).end(body);
  });
}
