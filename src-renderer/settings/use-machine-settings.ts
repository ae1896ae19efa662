import type { MachineSettings } from '../../src-shared/contract/index.ts';
import { changeMachineSettings } from './setting-acts.ts';
import { useAct } from './use-act.ts';

/** Changes settings of this machine; `failed` until the next change. */
export function useMachineSettings() {
  const { run, failed } = useAct((patch: Partial<MachineSettings>) => changeMachineSettings(patch));
  return { change: (patch: Partial<MachineSettings>): void => run(patch), failed };
}
