import { type AnyRouter, ORPCError, onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import type { WebSocket } from 'ws';
import { tellFullDisk } from './disk-full.ts';

/** The part of a core that is served. */
export type ServedCore = { router: AnyRouter };

/**
 * A message port as either side has it: Electron's `MessagePortMain` and Node's `MessagePort` both
 * speak so. Its messages wait until `start`.
 */
export type ServedPort = {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
};

type PeerSocket = Pick<WebSocket, 'addEventListener' | 'send'>;

/** Answers the contract's calls on a WebSocket until it closes. */
export function serveWebSocket(core: ServedCore, socket: PeerSocket): void {
  const handler = new RPCHandler(core.router, {
    clientInterceptors: [tellFullDisk],
    interceptors: [
      onError((error, { request }) => {
        report(error, request.url.pathname.slice(1).replaceAll('/', '.'));
      }),
    ],
  });
  void handler.upgrade(socket, { context: {} });
}

/**
 * Answers the contract's calls on a message port until it closes. The port goes through the
 * WebSocket's handler, since that of message ports lets a malformed message end the process.
 */
export function serveMessagePort(core: ServedCore, port: ServedPort): void {
  serveWebSocket(core, socketOf(port));
  port.start();
}

function socketOf(port: ServedPort): PeerSocket {
  const addEventListener = (type: string, listener: (event: { data?: unknown }) => void) => {
    if (type === 'message') port.on('message', (message) => listener({ data: dataOf(message) }));
    if (type === 'close') port.on('close', () => listener({}));
  };
  return {
    addEventListener: addEventListener as PeerSocket['addEventListener'],
    send: (data: unknown) => port.postMessage(data),
  };
}

/** Electron wraps what was sent in an event; Node hands it over bare. */
function dataOf(message: unknown): unknown {
  const wrapped = typeof message === 'object' && message !== null && 'data' in message;
  return wrapped ? message.data : message;
}

/** Refusals that the contract foresees are answers; anything else is a fault of ours. */
function report(error: unknown, procedure: string): void {
  if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') return;
  if (error instanceof Error && error.name === 'AbortError') return;
  console.error(`offprint: a call of ${procedure} failed: ${String(error)}`);
}
