import { useStore } from 'zustand';
import { createConnection } from './client/connection.ts';
import { type Delivery, Journal } from './client/journal.ts';
import { openJournalStorage } from './client/journal-storage.ts';
import {
  type Acknowledged,
  type Mutation,
  type MutationInput,
  type MutationKind,
  sendMutation,
} from './client/mutations.ts';
import { DISK_FULL, refusalOf } from './client/refusal.ts';
import { openTransport } from './client/transport.ts';

export type {
  ConnectionState,
  CoreClient,
  CoreEventListener,
} from './client/connection.ts';
export type { Continuity } from './client/continuity.ts';
export type { SaveState } from './client/journal.ts';
export type { Acknowledged, MutationInput, MutationKind } from './client/mutations.ts';

const core = createConnection(openTransport);
const journal = new Journal({
  storage: openJournalStorage(),
  deliver,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});

/**
 * The core. Calls survive a lost connection by waiting for the next; one that was on its way when
 * the connection broke rejects. Changes go through `mutate`, never through this.
 */
export const client = core.client;

/** Whether the core is reached: `{ state: 'connecting' | 'open' | 'lost' }`, a zustand store. */
export const connection = core.state;

/** Calls `listener` for each event of the core; the returned function ends that. */
export const onCoreEvent = core.onEvent;

/**
 * Sends a change in this turn and journals it until the core has acknowledged it; what is not
 * acknowledged is sent again after a reconnection or a reload, never done twice. Resolves with the
 * core's word; never rejects.
 */
export const mutate: Journal['mutate'] = (kind, input) => journal.mutate(kind, input);

/** A mutation on its way: the id by which it can be taken back, and the core's word on it. */
export type Sent = { readonly mutationId: string; readonly answer: Promise<Acknowledged> };

/** As `mutate`, for acts that can be undone. */
export function send<Kind extends MutationKind>(kind: Kind, input: MutationInput[Kind]): Sent {
  const mutationId = crypto.randomUUID();
  return { mutationId, answer: journal.mutate(kind, input, mutationId) };
}

/** Shows a change that goes through `client` as unsaved, and keeps the window open, until it is done. */
export const hold: Journal['hold'] = (change) => journal.hold(change);

/** `{ pending, stuck, diskFull, failed }`, a zustand store; all is saved when `pending` is 0. */
export const saveState = journal.state;

/** Resolves when nothing that the user did is on its way any more. */
export const whenSaved = (): Promise<void> => journal.flush();

/** Forgets the number of failures, once the user has read of them. */
export const dismissFailures = (): void => journal.dismissFailures();

/** `connection` for a component. */
export const useConnection = () => useStore(connection, ({ state }) => state);

/** `saveState` for a component. */
export const useSaveState = () => useStore(saveState);

/** Connects, and starts to send what an earlier window left unacknowledged. Call once. */
export function startClient(): void {
  void core.run();
  connection.subscribe(({ state }) => {
    if (state === 'open') void adoptLibrary();
  });
}

let library: string | undefined;

/** The journal belongs to a data folder; another core at the same address is another program. */
async function adoptLibrary(): Promise<void> {
  const info = await client.system.info().catch(() => undefined);
  if (!info) return;
  if (library !== undefined && library !== info.dataDir) return location.reload();
  library = info.dataDir;
  await journal.start(library);
}

async function deliver(mutation: Mutation): Promise<Delivery> {
  try {
    return { outcome: 'answered', answer: await sendMutation(client, mutation) };
  } catch (error) {
    const status = refusalOf(error) ?? 0;
    if (status >= 400 && status < 500) {
      return { outcome: 'answered', answer: { ok: false, reason: 'invalid' } };
    }
    return { outcome: 'retry', diskFull: status === DISK_FULL };
  }
}
