import { readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import type { Contract } from '../../../src-shared/contract/index.ts';
import type { DemoUpstream } from '../../demo/index.ts';
import { type Core, openCore } from '../core.ts';
import { ManualClock } from '../listings/index.ts';
import { testOptions } from '../test-core.ts';
import { type Chance, pick, pickSome, randomFaults } from './faults.ts';
import { type Asked, laneOf, realPolicies } from './rate-log.ts';

/** What the runs are to bring: in the end all of it, whatever went wrong on the way. */
export type Wanted = {
  readonly days: readonly string[];
  /** arXiv ids to add, to ask details of, to fetch PDFs of. */
  readonly added: readonly string[];
  readonly detailed: readonly string[];
  readonly fetched: readonly string[];
};

/** Short, since they are waited for in real time. */
const LIMITS = { headersMs: 300, idleMs: 300 };
const HOUR_MS = 3_600_000;

type Client = ContractRouterClient<Contract>;

/** A core on a clock of its own, at the rates of the real upstreams, that can be started again. */
export class SoakCore {
  readonly clock = new ManualClock({ jumping: true });
  readonly asked: Asked[] = [];
  readonly #dataDir: string;
  readonly #upstream: DemoUpstream;
  #core: Core | undefined;
  #client: Client | undefined;

  constructor(dataDir: string, upstream: DemoUpstream) {
    this.#dataDir = dataDir;
    this.#upstream = upstream;
  }

  get client(): Client {
    if (!this.#client) throw new Error('not open');
    return this.#client;
  }

  /** Opens the core; `fetch` is listened to, so that each request has the client's own time. */
  async open(): Promise<void> {
    const { hfOrigin, arxivOrigin, arxivPdfOrigin } = this.#upstream;
    const origins = { huggingFace: hfOrigin, arxiv: arxivOrigin, arxivPdf: arxivPdfOrigin };
    const network = { clock: this.clock, limits: LIMITS, policies: realPolicies(origins) };
    const opened = await openCore({ ...testOptions(this.#dataDir), origins, network });
    if (!opened.ok) throw new Error(opened.reason);
    this.#core = opened.core;
    this.#client = createRouterClient(opened.core.router);
  }

  async close(): Promise<void> {
    await this.#core?.close();
    this.#core = undefined;
    this.#client = undefined;
  }

  async restart(): Promise<void> {
    await this.close();
    // A program that was started again asks at once; a user does not do that within a second.
    this.clock.advance(5 * 60_000);
    await this.open();
  }

  /** Listens to what is asked until the returned function is called. */
  listen(): () => void {
    const real = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      const { pathname } = new URL(String(input));
      this.asked.push({ ...laneOf(pathname), at: this.clock.elapsed() });
      return real(input, init);
    };
    return () => {
      globalThis.fetch = real;
    };
  }
}

/** Does random things while the upstream misbehaves, until it has struck so often; how many things. */
export async function sufferFaults(
  core: SoakCore,
  upstream: DemoUpstream,
  wanted: Wanted,
  { chance, strikes }: { chance: Chance; strikes: number },
): Promise<Record<string, number>> {
  const done: Record<string, number> = {};
  const goal = upstream.struck + strikes;
  while (upstream.struck < goal) {
    upstream.setFaults(randomFaults(chance, core.clock.now()));
    const [name, act] = pick(chance, ACTS);
    await act(core, wanted, chance);
    done[name] = (done[name] ?? 0) + 1;
  }
  upstream.setFaults([]);
  return done;
}

type Act = (core: SoakCore, wanted: Wanted, chance: Chance) => Promise<unknown>;

const ids = (arxivIds: readonly string[]): string[] => arxivIds.map((id) => `arxiv:${id}`);

const ACTS: readonly (readonly [string, Act])[] = [
  [
    'sync',
    ({ client }, { days }, chance) => client.listings.sync({ dates: pickSome(chance, days, 3) }),
  ],
  [
    'search',
    ({ client }, _, chance) =>
      client.listings.search({ source: pick(chance, ['huggingface', 'arxiv']), query: 'data' }),
  ],
  ['trending', ({ client }) => client.listings.sync({ trending: true })],
  ['add', ({ client }, { added }, chance) => client.papers.add({ source: pick(chance, added) })],
  [
    'refresh',
    ({ client }, { detailed }, chance) =>
      client.papers.refresh({ id: `arxiv:${pick(chance, detailed)}`, force: true }),
  ],
  ['fetch', fetchSome],
  ['fetch', fetchSome],
  [
    'evict',
    ({ client }, { fetched }, chance) =>
      client.files.evict({ ids: ids(pickSome(chance, fetched, 4)) }),
  ],
  ['cancelled sync', cancelledSync],
  ['clock', async ({ clock }, _, chance) => clock.set((chance() - 0.5) * 20_000 * HOUR_MS)],
  ['rest', async ({ clock }, _, chance) => clock.advance(chance() * 12 * 60_000)],
  ['restart', (core) => core.restart()],
];

function fetchSome({ client }: SoakCore, { fetched }: Wanted, chance: Chance): Promise<unknown> {
  return client.files.fetch({ ids: ids(pickSome(chance, fetched, 3)), first: true, wait: true });
}

async function cancelledSync(
  { client }: SoakCore,
  { days }: Wanted,
  chance: Chance,
): Promise<void> {
  const syncing = client.listings.sync({ dates: pickSome(chance, days, 4) });
  await wait(chance() * 40);
  await client.listings.cancel();
  await syncing;
}

/** Times that all that is wanted is asked for: the clock may stand anywhere after a run of faults. */
const TRIES = 6;

/** Brings all that is wanted from an upstream that behaves. Throws where that does not end. */
export async function settle(core: SoakCore, wanted: Wanted): Promise<void> {
  for (let left = TRIES; ; left--) {
    core.clock.advance(26 * HOUR_MS);
    const problem = await bringAll(core, wanted);
    if (problem === undefined) return;
    if (left === 0) throw new Error(`not settled: ${problem}`);
  }
}

async function bringAll({ client }: SoakCore, wanted: Wanted): Promise<string | undefined> {
  const reports = [
    await client.listings.sync({ dates: [...wanted.days] }),
    await client.listings.sync({ trending: true }),
  ];
  const failure = reports.flatMap(({ failures }) => failures)[0]?.failure;
  if (failure) return `sync: ${JSON.stringify(failure)}`;
  for (const source of wanted.added) {
    const added = await client.papers.add({ source });
    if (!added.ok) return `add ${source}: ${JSON.stringify(added)}`;
  }
  for (const id of ids(wanted.detailed)) {
    const asked = await client.papers.refresh({ id, force: true });
    if (!asked.ok) return `refresh ${id}: ${asked.failure.reason}`;
  }
  await client.files.retry({ ids: [] });
  const results = await client.files.fetch({ ids: ids(wanted.fetched), first: true, wait: true });
  const missing = results.find(({ state }) => state !== 'stored');
  return missing && `fetch ${missing.id}: ${missing.state} ${missing.reason}`;
}

/** Open files and sockets of this process, where the system tells; else what Node holds open. */
export function openHandles(): number {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return process.getActiveResourcesInfo().length;
  }
}
