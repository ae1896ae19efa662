import { setTimeout as sleep } from 'node:timers/promises';
import { type Core, type CoreOptions, type OpenCoreResult, openCore } from '../core.ts';
import type { Endpoint } from '../lock/index.ts';
import { connectWebSocketClient } from '../serve/index.ts';

/** A core of our own, or the running one that was brought to the front (START-5). */
export type ClaimResult =
  | { ok: true; core: Core }
  | { ok: true; core: null; link: string | null; shell: Endpoint['shell'] }
  | { ok: false; reason: Extract<OpenCoreResult, { ok: false }>['reason']; detail: string };

/** A command at work, or a program that starts or ends, lets go of the folder soon. */
const WAIT_MS = 15_000;
const STEP_MS = 100;

/** Opens the core, or finds the program that holds the data folder. */
export async function claimCore(options: CoreOptions, waitMs = WAIT_MS): Promise<ClaimResult> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    const result = await openCore(options);
    if (result.ok) return { ok: true, core: result.core };
    if (result.reason !== 'running') return result;
    const running = result.endpoint && (await activate(result.endpoint));
    if (running) return { ok: true, core: null, ...running };
    if (Date.now() >= deadline) return { ok: false, reason: 'running', detail: options.dataDir };
    await sleep(STEP_MS);
  }
}

type Running = { link: string | null; shell: Endpoint['shell'] };

/** Null where the holder is a command without a window, or does not answer. */
async function activate(endpoint: Endpoint): Promise<Running | null> {
  if (endpoint.shell === 'none') return null;
  try {
    const { client, close } = await connectWebSocketClient(endpoint);
    const { url } = await client.system.activate().finally(close);
    return { link: url, shell: endpoint.shell };
  } catch {
    return null;
  }
}
