import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket } from 'ws';
import type { Contract } from '../../../src-shared/contract/index.ts';

/** The contract as its callers see it. */
export type CoreClient = ContractRouterClient<Contract>;

export type CoreConnection = {
  client: CoreClient;
  /** False once the core has ended the connection, or has gone. */
  isOpen(): boolean;
  close(): void;
};

/** A core that is there answers at once; one that is going away may leave its file behind. */
const CONNECT_MS = 5_000;

/**
 * Connects to the core that listens at `port` of this machine. Rejects where none answers, or it
 * does not know the token. When the connection is lost, calls under way reject.
 */
export async function connectWebSocketClient(endpoint: {
  port: number;
  token: string;
}): Promise<CoreConnection> {
  const socket = new WebSocket(`ws://127.0.0.1:${endpoint.port}/rpc`, {
    headers: { authorization: `Bearer ${endpoint.token}` },
    handshakeTimeout: CONNECT_MS,
    perMessageDeflate: false,
    maxPayload: 0,
  });
  await opened(socket);
  // oRPC's client speaks to the browser's WebSocket, which `ws` follows in all that it uses.
  const websocket = socket as unknown as globalThis.WebSocket;
  const client: CoreClient = createORPCClient(new RPCLink({ websocket }));
  const isOpen = () => socket.readyState === WebSocket.OPEN;
  return { client, isOpen, close: () => socket.close() };
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.on('open', resolve);
    // Stays for the connection's life: an error without a listener would end the process.
    socket.on('error', reject);
  });
}
