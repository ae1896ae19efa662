import type { ClientContext, ClientLink } from '@orpc/client';
import { RPCLink as MessagePortLink } from '@orpc/client/message-port';
import { RPCLink as WebSocketLink } from '@orpc/client/websocket';
import type { MenuModel } from '../../src-shared/menu.ts';

/** One way to the core, open until `closed` resolves. */
export type Transport = {
  readonly link: ClientLink<ClientContext>;
  /** Resolves, never rejects, when nothing more can be sent or heard. */
  readonly closed: Promise<void>;
  close(): void;
};

/** Opens a way to the core; rejects when none can be had now. */
export type OpenTransport = () => Promise<Transport>;

/** What Electron's preload puts on the window. */
export type OffprintShell = {
  readonly kind: 'electron';
  requestPort(): void;
  /** Shows a `MenuModel` as the application menu. */
  setMenu(model: MenuModel): void;
};

declare global {
  interface Window {
    readonly offprintShell?: OffprintShell;
  }
}

/** Longer than a core takes to start on a slow disk. */
const OPEN_TIMEOUT_MS = 15_000;

/** The way that this shell has: a MessagePort in Electron, a WebSocket in a browser. */
export const openTransport: OpenTransport = () => {
  const shell = window.offprintShell;
  return shell ? openPort(shell) : openSocket();
};

async function openPort(shell: OffprintShell): Promise<Transport> {
  const port = await nextPort(shell);
  const closed = new Promise<void>((resolve) =>
    port.addEventListener('close', () => resolve(), { once: true }),
  );
  const link = new MessagePortLink({ port });
  port.start();
  return { link, closed, close: () => port.close() };
}

function nextPort(shell: OffprintShell): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const receive = (event: MessageEvent): void => {
      const port = event.ports[0];
      if (event.source !== window || event.data?.type !== 'offprint:port' || !port) return;
      stop();
      resolve(port);
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error('The shell sent no port.'));
    }, OPEN_TIMEOUT_MS);
    const stop = (): void => {
      clearTimeout(timer);
      window.removeEventListener('message', receive);
    };
    window.addEventListener('message', receive);
    shell.requestPort();
  });
}

async function openSocket(): Promise<Transport> {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(`${scheme}//${location.host}/rpc`);
  const closed = new Promise<void>((resolve) =>
    socket.addEventListener('close', () => resolve(), { once: true }),
  );
  const link = new WebSocketLink({ websocket: socket });
  await opened(socket);
  return { link, closed, close: () => socket.close() };
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.close(), OPEN_TIMEOUT_MS);
    socket.addEventListener('open', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.addEventListener('close', () => {
      clearTimeout(timer);
      reject(new Error('The connection was refused.'));
    });
  });
}
