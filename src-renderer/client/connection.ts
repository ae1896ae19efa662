import type { ClientContext, ClientLink } from '@orpc/client';
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createStore } from 'zustand/vanilla';
import type { Contract, CoreEvent } from '../../src-shared/contract/index.ts';
import { type Continuity, createContinuity } from './continuity.ts';
import type { OpenTransport, Transport } from './transport.ts';

/** The core as the interface calls it. */
export type CoreClient = ContractRouterClient<Contract>;

/** `connecting` before the first answer, `lost` when the core was there and is not now. */
export type ConnectionState = 'connecting' | 'open' | 'lost';

/** Hears an event and whether anything was missed since the one before. */
export type CoreEventListener = (event: CoreEvent, continuity: Continuity) => void;

/** Waits between attempts to reach the core, in milliseconds; the last one repeats. */
const BACK_OFF_MS = [100, 200, 400, 800, 1_600, 3_000];

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Wakes those who wait for the next way to the core. */
type Waiter = (transport: Transport) => void;

/**
 * Keeps a way to the core: opens it, subscribes to the core's events, and does so again whenever it
 * is lost. Calls made while there is none wait for the next. A connection counts as open from the
 * stream's first event on, so that no change falls between a query and the subscription.
 */
export function createConnection(open: OpenTransport) {
  const state = createStore<{ state: ConnectionState }>(() => ({ state: 'connecting' }));
  const listeners = new Set<CoreEventListener>();
  const judge = createContinuity();
  let current: Transport | undefined;
  let waiters: Waiter[] = [];

  const transport = (): Transport | Promise<Transport> =>
    current ?? new Promise((resolve) => waiters.push(resolve));

  const link: ClientLink<ClientContext> = {
    async call(path, input, options) {
      const now = transport();
      const { link } = now instanceof Promise ? await now : now;
      return link.call(path, input, options);
    },
  };
  const client: CoreClient = createORPCClient(link);

  const tell = (event: CoreEvent): void => {
    const continuity = judge(event);
    for (const listener of [...listeners]) listener(event, continuity);
  };
  const admit = (opened: Transport): void => {
    current = opened;
    state.setState({ state: 'open' });
    for (const waiter of waiters.splice(0)) waiter(opened);
  };
  const follow = async (opened: Transport): Promise<void> => {
    const direct: CoreClient = createORPCClient(opened.link);
    for await (const event of await direct.events()) {
      if (current !== opened) admit(opened);
      tell(event);
    }
  };
  /** Resolves with whether the core answered before the way was lost. */
  const attempt = async (): Promise<boolean> => {
    let answered = false;
    try {
      const opened = await open();
      await Promise.race([follow(opened).catch(() => undefined), opened.closed]);
      answered = current === opened;
      opened.close();
    } catch {
      // No way to the core now: the loop tries again.
    }
    current = undefined;
    return answered;
  };

  return {
    client,
    state,
    onEvent(listener: CoreEventListener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Connects and reconnects until `signal` aborts. */
    async run(signal?: AbortSignal): Promise<void> {
      for (let failures = 0; !signal?.aborted; failures++) {
        if (await attempt()) failures = 0;
        if (state.getState().state === 'open') state.setState({ state: 'lost' });
        await wait(BACK_OFF_MS[Math.min(failures, BACK_OFF_MS.length - 1)]!);
      }
      waiters = [];
    },
  };
}
