import { randomBytes } from 'node:crypto';
import {
  type ClaimResult,
  type Core,
  claimCore,
  describeTrouble,
  isOpenToChoice,
  recover,
  type ServedPort,
  serveMessagePort,
  startLoopbackServer,
  type WayOut,
} from '../core/index.ts';
import { type DemoThread, startDemoThread } from '../demo/index.ts';
import type { FromCore, StartOrder, StartOutcome, ToCore } from './core-messages.ts';
import { remoteHost } from './host-calls.ts';

/** What Electron puts on `process` in a utility process. */
type ParentPort = {
  on(event: 'message', listener: (event: { data: ToCore; ports: ServedPort[] }) => void): void;
  postMessage(message: FromCore): void;
};

const { parentPort } = process as unknown as { parentPort: ParentPort };

type Failed = Extract<StartOutcome, { outcome: 'failed' }>;
type Running = { core: Core; close(): Promise<void> };

let remote: ReturnType<typeof remoteHost> | null = null;
let running: Running | null = null;
let upstream: DemoThread | null = null;
let order: StartOrder | null = null;

/** Time for an answer to reach the window before its port closes. */
const ANSWER_MS = 150;

async function start(given: StartOrder, notHelped: Failed['notHelped'] = null): Promise<void> {
  order = given;
  upstream ??= given.demo ? await startDemoThread() : null;
  const host = remoteHost(given.canOpenDemo, (message) => parentPort.postMessage(message), restart);
  remote = host;
  const claim = await claimCore({
    dataDir: given.dataDir,
    shell: 'electron',
    demo: given.demo,
    host: host.host,
    origins: upstream?.origins ?? given.origins,
    version: given.version,
    background: true,
  });
  if (!claim.ok) return fail(given.dataDir, claim, notHelped);
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

async function fail(
  dataDir: string,
  { reason, detail }: Extract<ClaimResult, { ok: false }>,
  notHelped: Failed['notHelped'],
): Promise<void> {
  const trouble = isOpenToChoice(reason) ? await describeTrouble(dataDir, reason) : null;
  refuse({ outcome: 'failed', reason, detail, trouble, notHelped });
}

async function goWayOut(wayOut: WayOut): Promise<void> {
  if (order === null || running !== null) return;
  const result = await recover(order.dataDir, wayOut);
  await start(order, result.ok ? null : result.reason);
}

/** The shell starts this process again when it has ended. */
function restart(): void {
  setTimeout(() => {
    parentPort.postMessage({ type: 'restarting' });
    close().catch(crash);
  }, ANSWER_MS);
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
  if (data.type === 'recover') goWayOut(data.wayOut).catch(crash);
  if (data.type === 'answer') remote?.settle(data);
  if (data.type === 'close') close().catch(crash);
  if (data.type === 'port' && running) serveMessagePort(running.core, ports[0]!);
});
