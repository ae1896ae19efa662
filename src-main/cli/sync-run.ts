import type { SyncReason, SyncRun } from '../../src-shared/contract/index.ts';
import type { Context, Outcome } from './command.ts';
import type { Io } from './io.ts';
import type { CoreClient } from './session.ts';
import { syncMessage, syncMachinesTexts as texts } from './sync-texts.ts';

const INTERRUPTED: SyncRun = { ok: false, reason: 'stopped', documents: null };
/** What passphrase or password may cure. */
const LOCKED: readonly SyncReason[] = ['locked', 'refused'];

/** The run's answer, or that it was stopped where the user interrupts; a core of our own ends it on its close. */
export async function unlessInterrupted(run: Promise<SyncRun>, { signal }: Io): Promise<SyncRun> {
  let onAbort = (): void => undefined;
  const interrupted = new Promise<SyncRun>((resolve) => {
    onAbort = () => resolve(INTERRUPTED);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
  run.catch(() => undefined);
  try {
    return await Promise.race([run, interrupted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/**
 * A run with what those before it moved since `work` began: a core begins one by itself after it was
 * set up.
 */
export async function runAfter<T>(
  client: CoreClient,
  io: Io,
  work: () => Promise<({ ok: true } & T) | { ok: false; reason: SyncReason }>,
): Promise<SyncRun> {
  const newest = (await client.sync.log({ limit: 1 })).entries[0]?.id ?? 0;
  const done = await work();
  if (!done.ok) return { ok: false, reason: done.reason, documents: null };
  const run = await unlessInterrupted(client.sync.run({}), io);
  if (!run.ok) return run;
  const { entries } = await client.sync.log({ limit: 100 });
  const since = entries.filter(({ id }) => id > newest);
  const sum = (count: (entry: (typeof since)[number]) => number): number =>
    since.reduce((all, entry) => all + count(entry), 0);
  return {
    ...run,
    sent: sum(({ sent }) => sent),
    changed: sum(({ changed }) => changed),
    merged: sum(({ mergedCount }) => mergedCount),
  };
}

/** What a run did, in sentences. */
export function ranText({ sent, changed, merged, newer, unread }: SyncRun & { ok: true }): string {
  const isQuiet = sent + changed + merged === 0;
  const said = isQuiet ? texts.inStep : texts.ran(sent, changed, merged);
  const waiting = [
    ...(newer > 0 ? [texts.newer(newer)] : []),
    ...(unread > 0 ? [texts.unread(unread)] : []),
  ];
  return [said, ...waiting].map((line) => `${line}\n`).join('');
}

/** The outcome of what was not done. */
export async function notDone(
  client: CoreClient,
  reason: SyncReason,
  documents: number | null = null,
): Promise<Outcome> {
  const message =
    LOCKED.includes(reason) && (await liesOutOfReach(client))
      ? texts.inKeyStore
      : syncMessage(reason, documents);
  return { json: { ok: false, reason, documents, message }, human: '', problem: message };
}

/** Whether passphrase and password lie in a key store that this core does not reach. */
export async function liesOutOfReach(client: CoreClient): Promise<boolean> {
  const { target, secrets } = await client.sync.status();
  if (target === null || secrets !== 'key-store') return false;
  return !(await client.sync.keyStore()).isThere;
}

/** The outcome of a run. */
export async function runOutcome(client: CoreClient, run: SyncRun): Promise<Outcome> {
  if (!run.ok) return notDone(client, run.reason, run.documents);
  const { ok, sent, changed, merged, newer, unread } = run;
  const json = { ok, sent, changed, merged, newer, unread };
  return { json, human: ranText(run), problem: null };
}

/** Says something on stderr that is no failure. */
export function warn({ io }: Context, sentence: string): void {
  io.stderr.write(`offprint: ${sentence}\n`);
}
