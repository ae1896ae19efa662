import type { RestoreReport } from '../../src-shared/contract/index.ts';
import { client } from '../client.ts';

/** What a restore came to; `no-word`: the core went away and is not back on another library. */
export type RestoreOutcome =
  | { readonly ok: true }
  | Extract<RestoreReport, { ok: false }>
  | { readonly ok: false; readonly reason: 'no-word' };

/** A big library takes a while to open. */
const RESTART_MS = 60_000;
const LOOK_MS = 250;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Restores a backup and resolves when the core has started again on it. */
export async function restoreBackup(name: string): Promise<RestoreOutcome> {
  const { epoch } = await client.system.info();
  // Where the core went before its answer came, what it is like afterwards tells.
  const report = await client.system.restoreBackup({ name }).catch(() => null);
  if (report?.ok === false) return report;
  return (await hasRestarted(epoch)) ? { ok: true } : { ok: false, reason: 'no-word' };
}

async function hasRestarted(epoch: string): Promise<boolean> {
  const end = Date.now() + RESTART_MS;
  while (Date.now() < end) {
    const info = await client.system.info().catch(() => null);
    if (info && info.epoch !== epoch) return true;
    await wait(LOOK_MS);
  }
  return false;
}
