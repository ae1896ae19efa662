import { randomBytes } from 'node:crypto';
import {
  type Core,
  claimCore,
  type ServedPort,
  serveMessagePort,
  startLoopbackServer,
} from '../core/index.ts';
import { startDemoThread } from '../demo/index.ts';
import type { FromCore, StartOrder, StartOutcome, ToCore } from './core-messages.ts';
import { remoteHost } from './host-calls.ts';

/** What Electron puts on `process` in a utility process. */
type ParentPort = {
  on(event: 'message', listener: (event: { data: ToCore; ports: ServedPort[] }) => void): void;
  postMessage(message: FromCore): void;
};

const { parentPort } = process as unknown as { parentPort: ParentPort };

type Running = { core: Core; close(): Promise<void> };

let remote: ReturnType<typeof remoteHost> | null = null;
let running: Running | null = null;

async function start(order: StartOrder): Promise<void> {
  const upstream = order.demo ? await startDemoThread() : null;
  remote = remoteHost(order.canOpenDemo, (message) => parentPort.postMessage(message));
  const claim = await claimCore({
    dataDir: order.dataDir,
    shell: 'electron',
    demo: order.demo,
    host: remote.host,
    origins: upstream?.origins ?? order.origins,
    version: order.version,
    background: true,
  });
  if (!claim.ok) return refuse({ outcome: 'failed', reason: claim.reason, detail: claim.detail });
  if (claim.core === null) return refuse({ outcome: 'elsewhere', link: claim.link });
  const { core } = claim;
  const server = await listenForCommands(core);
  running = {
    core,
    close: async () => {
      await server.close();
      await core.close();
      await upstream?.close();
    },
  };
  parentPort.postMessage({ type: 'outcome', outcome: 'started', pdfDir: core.pdfDir });
}

/** The command line finds the running core by its endpoint (START-5). */
async function listenForCommands(core: Core) {
  const token = randomBytes(32).toString('base64url');
  const server = await startLoopbackServer({ core, token, fetchHandler: null });
  core.publish({ pid: process.pid, port: server.port, token, shell: 'electron', link: null });
  return server;
}

/** The shell then says why, and ends this process with the program. */
function refuse(outcome: StartOutcome): void {
  parentPort.postMessage({ type: 'outcome', ...outcome });
}

async function close(): Promise<void> {
  await running?.close();
  process.exit(0);
}

function crash(error: unknown): void {
  console.error(`offprint: the core ended: ${String(error)}`);
  process.exit(1);
}

// Ctrl+C in a terminal reaches every process; the shell ends this one, after its windows.
process.on('SIGINT', () => {});

parentPort.on('message', ({ data, ports }) => {
  if (data.type === 'start') start(data.order).catch(crash);
  if (data.type === 'answer') remote?.settle(data);
  if (data.type === 'close') close().catch(crash);
  if (data.type === 'port' && running) serveMessagePort(running.core, ports[0]!);
});
