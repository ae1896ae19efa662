import { implement } from '@orpc/server';
import { contract } from '../../../src-shared/contract/index.ts';
import type { Capabilities } from '../capabilities.ts';
import { newlyOpened } from '../settings/index.ts';

/** Settings. */
export function settingProcedures({ settings, machine, papers, policies }: Capabilities) {
  const os = implement(contract).settings;
  return {
    get: os.get.handler(() => settings.get()),
    update: os.update.handler(async ({ input }) => ({
      revision: await settings.update(input.mutationId, input.patch),
    })),
    getMachine: os.getMachine.handler(() => machine.get()),
    updateMachine: os.updateMachine.handler(({ input }) => {
      machine.update(input.patch);
      return {};
    }),
    listWindows: os.listWindows.handler(() => ({ windows: [...settings.windows] })),
    getLayout: os.getLayout.handler(({ input }) => settings.getLayout(input.window)),
    setLayout: os.setLayout.handler(async ({ input: { window, layout } }) => {
      const opened = newlyOpened(settings.getLayout(window), layout);
      settings.setLayout(window, layout);
      if (opened.length > 0) await policies.opened(await papers.resolveAll(opened));
      return {};
    }),
  };
}
