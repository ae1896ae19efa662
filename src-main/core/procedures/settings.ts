import { implement } from '@orpc/server';
import { contract } from '../../../src-shared/contract/index.ts';
import type { Capabilities } from '../capabilities.ts';
import { pending } from './pending.ts';

/** Settings. */
export function settingProcedures({ settings }: Capabilities) {
  const os = implement(contract).settings;
  return {
    get: os.get.handler(() => settings.get()),
    update: os.update.handler(async ({ input }) => ({
      revision: await settings.update(input.mutationId, input.patch),
    })),
    getMachine: os.getMachine.handler(pending),
    updateMachine: os.updateMachine.handler(pending),
    getLayout: os.getLayout.handler(() => settings.getLayout()),
    setLayout: os.setLayout.handler(({ input }) => {
      settings.setLayout(input);
      return {};
    }),
  };
}
