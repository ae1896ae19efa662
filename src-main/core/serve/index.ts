export { type CoreClient, type CoreConnection, connectWebSocketClient } from './client.ts';
export {
  createFetchHandler,
  type FetchHandler,
  type FetchHandlerOptions,
} from './fetch-handler.ts';
export {
  type LoopbackOptions,
  type LoopbackServer,
  type Served,
  startLoopbackServer,
} from './loopback-server.ts';
export { type ServedCore, type ServedPort, serveMessagePort, serveWebSocket } from './rpc.ts';
