import { mkdirSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { openTestCore } from '../src-main/core/test-core.ts';
import { type Counts, fillUserLibrary } from './sync-documents.ts';

/** A machine of a user's that is measured: a process with a data folder, told what to do by its parent. */
export type Order =
  /** Sets it up to meet others in a folder; with a passphrase, encrypted. */
  | { readonly do: 'join'; readonly path: string; readonly passphrase: string | null }
  | { readonly do: 'fill'; readonly counts: Counts }
  | { readonly do: 'open' }
  | { readonly do: 'sync' }
  /** Runs by itself from now on. */
  | { readonly do: 'live' }
  | { readonly do: 'star'; readonly paper: string }
  | { readonly do: 'see'; readonly paper: string };

/** What an order took in milliseconds, and how long it held the event loop at most. */
export type Done = {
  readonly elapsed: number;
  readonly longest: number;
  /** Milliseconds of processor time, all threads together. */
  readonly cpu: number;
  /** Bytes that the process has held at most. */
  readonly peak: number;
  readonly sent: number;
  readonly changed: number;
  /** When it was done, in milliseconds since the epoch. */
  readonly at: number;
};

type Opened = Awaited<ReturnType<typeof openTestCore>>;

/** What did not come by then is lost. */
const LOST_MS = 120_000;
const folder = process.argv[2]!;
const delays = monitorEventLoopDelay({ resolution: 5 });
let opened: Opened | null = null;

async function follow(order: Order): Promise<Pick<Done, 'sent' | 'changed'> | null> {
  if (order.do === 'join') return join(order.path, order.passphrase);
  if (order.do === 'fill') return fill(order.counts);
  opened ??= await openTestCore(folder);
  const { client } = opened;
  if (order.do === 'sync') return sync();
  if (order.do === 'live') await client.sync.setPaused({ paused: false });
  if (order.do === 'star') await star(order.paper);
  if (order.do === 'see') await see(order.paper);
  return null;
}

/** Paused, so that it runs only when it is told. */
async function join(path: string, passphrase: string | null): Promise<null> {
  const { core, client } = await openTestCore(folder);
  const target = { kind: 'folder', path } as const;
  const answer = await client.sync.connect({ target, password: null, passphrase, keep: 'file' });
  if (!answer.ok) throw new Error(answer.reason);
  await client.sync.setPaused({ paused: true });
  await core.close();
  return null;
}

async function fill(counts: Counts): Promise<null> {
  mkdirSync(folder, { recursive: true });
  await fillUserLibrary(folder, counts);
  return null;
}

async function sync() {
  const result = await opened!.client.sync.run({});
  if (!result.ok) throw new Error(result.reason);
  return { sent: result.sent, changed: result.changed };
}

async function star(id: string): Promise<void> {
  await opened!.client.papers.update({
    ...{ mutationId: `bench-${performance.now()}`, id, patch: { starred: true } },
  });
}

async function see(id: string): Promise<void> {
  const begun = performance.now();
  while (performance.now() - begun < LOST_MS) {
    const { paper } = await opened!.client.papers.get({ id });
    if (paper?.starred) return;
    await setTimeout(5);
  }
  throw new Error('a star never came');
}

async function measured(order: Order): Promise<Done> {
  // Not what was before.
  await setTimeout(20);
  delays.reset();
  const cpuBefore = process.cpuUsage();
  const begun = performance.now();
  const said = await follow(order);
  const elapsed = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpuBefore);
  await setTimeout(20);
  return {
    ...{ elapsed, longest: delays.max / 1e6, peak: process.resourceUsage().maxRSS * 1024 },
    ...{ sent: said?.sent ?? 0, changed: said?.changed ?? 0 },
    cpu: (user + system) / 1000,
    at: performance.timeOrigin + begun + elapsed,
  };
}

if (import.meta.main) {
  delays.enable();
  process.on('message', (order: Order) => {
    void measured(order).then((done) => process.send!(done));
  });
  process.on('disconnect', () => void opened?.core.close());
}
