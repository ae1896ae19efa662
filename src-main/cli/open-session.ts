import { setTimeout as delay } from 'node:timers/promises';
import { createRouterClient } from '@orpc/server';
import {
  type Core,
  type CoreOptions,
  connectWebSocketClient,
  type Endpoint,
  openCore,
} from '../core/index.ts';
import type { GlobalOptions } from './options.ts';
import type { OpenSessionResult, Session } from './session.ts';

/** What the session is opened with beside the user's options. */
export type OpenSessionSetting = {
  version: string;
  /** Milliseconds to wait for a core that is starting, stopping, or at work for another command. */
  patience: number;
  /** Ends the waiting. */
  signal?: AbortSignal;
};

const ASK_AGAIN_MS = 100;

/** A command has no window, no key store and no demo to open. */
const host: CoreOptions['host'] = {
  canOpenDemo: false,
  openDemo: async () => ({ ok: false, reason: 'not-supported' }),
  activate: async () => ({ url: null }),
  restart: () => {},
  secrets: {
    available: async () => false,
    get: async () => null,
    set: () => Promise.reject(new Error('There is no key store for a command.')),
    delete: async () => undefined,
  },
};

/**
 * Reaches the core of the data folder: the running one over its WebSocket, else one of our own in
 * this process. A folder that changes hands at this very moment is asked again for a while.
 */
export async function openSession(
  options: GlobalOptions,
  setting: OpenSessionSetting,
): Promise<OpenSessionResult> {
  const { dataDir, origins } = options;
  const { version, patience, signal } = setting;
  const until = Date.now() + patience;
  for (;;) {
    const opened = await openCore({
      dataDir,
      origins,
      version,
      host,
      shell: 'none',
      demo: false,
      background: false,
    });
    if (opened.ok) return { ok: true, session: ownSession(opened.core) };
    if (opened.reason !== 'running') return opened;
    const session = opened.endpoint ? await sharedSession(opened.endpoint) : null;
    if (session) return { ok: true, session };
    if (Date.now() >= until || signal?.aborted) return unreachable(opened.endpoint);
    await delay(ASK_AGAIN_MS);
  }
}

function ownSession(core: Core): Session {
  const client = createRouterClient(core.router);
  return { client, shared: false, isLost: () => false, close: () => core.close() };
}

/** Null where nobody answers at the endpoint. */
async function sharedSession({ port, token }: Endpoint): Promise<Session | null> {
  try {
    const { client, isOpen, close } = await connectWebSocketClient({ port, token });
    return { client, shared: true, isLost: () => !isOpen(), close: async () => close() };
  } catch {
    return null;
  }
}

function unreachable(endpoint: Endpoint | null): OpenSessionResult {
  if (!endpoint) return { ok: false, reason: 'busy', detail: '' };
  const detail = `process ${endpoint.pid}, port ${endpoint.port}`;
  return { ok: false, reason: 'not-answering', detail };
}
