import type { MachineSettings, UserSettings } from '../../src-shared/contract/index.ts';
import { client, hold, mutate } from '../client.ts';
import { keys, queryClient } from '../queries.ts';

/** Changes settings that follow the user; shown at once, journaled until the core has them. */
export function changeSettings(patch: Partial<UserSettings>): void {
  show(keys.settings, patch);
  void mutate('settings.update', { patch }).then(({ ok }) => {
    if (!ok) refresh(keys.settings);
  });
}

/** Changes settings of this machine; shown at once, and taken back where the core refuses. */
export async function changeMachineSettings(patch: Partial<MachineSettings>): Promise<void> {
  show(keys.machineSettings, patch);
  try {
    await hold(client.settings.updateMachine({ patch }));
  } finally {
    refresh(keys.machineSettings);
  }
}

/** An answer that was asked for before the change would show the old value again. */
function show<Settings>(queryKey: readonly string[], patch: Partial<Settings>): void {
  void queryClient.cancelQueries({ queryKey });
  queryClient.setQueryData<Settings>(queryKey, (settings) =>
    settings ? { ...settings, ...patch } : settings,
  );
}

function refresh(queryKey: readonly string[]): void {
  void queryClient.invalidateQueries({ queryKey });
}
