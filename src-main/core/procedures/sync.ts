import { implement } from '@orpc/server';
import { contract } from '../../../src-shared/contract/index.ts';
import type { Capabilities } from '../capabilities.ts';

/** The machines of the user and where they meet. */
export function syncProcedures({ sync, syncLog }: Capabilities) {
  const os = implement(contract).sync;
  return {
    status: os.status.handler(() => sync.status()),
    keyStore: os.keyStore.handler(async () => ({ isThere: await sync.hasKeyStore() })),
    proposePassphrase: os.proposePassphrase.handler(() => ({
      passphrase: sync.proposePassphrase(),
    })),
    test: os.test.handler(({ input }) => sync.test(input)),
    connect: os.connect.handler(({ input: { passphrase, keep, ...access } }) =>
      sync.connect(access, passphrase, keep),
    ),
    disconnect: os.disconnect.handler(async () => {
      await sync.disconnect();
      return {};
    }),
    run: os.run.handler(({ input }) => sync.run(input.choice)),
    setPaused: os.setPaused.handler(async ({ input }) => {
      await sync.setPaused(input.paused);
      return {};
    }),
    setCarriesPdfs: os.setCarriesPdfs.handler(async ({ input }) => {
      await sync.setCarriesPdfs(input.carries);
      return {};
    }),
    unlock: os.unlock.handler(({ input: { passphrase, password, keep } }) =>
      sync.unlock(passphrase, password, keep),
    ),
    changePassphrase: os.changePassphrase.handler(({ input }) =>
      sync.changePassphrase(input.passphrase),
    ),
    recovery: os.recovery.handler(async () => ({ code: await sync.recoveryCode() })),
    machines: os.machines.handler(() => syncLog.machines()),
    nameMachine: os.nameMachine.handler(async ({ input: { mutationId, id, name } }) => ({
      revision: await syncLog.nameMachine(mutationId, id, name),
    })),
    log: os.log.handler(async ({ input: { before, limit } }) => ({
      entries: await syncLog.entries(before, limit),
    })),
    putBack: os.putBack.handler(async ({ input: { mutationId, id } }) => ({
      found: await syncLog.putBack(mutationId, id),
    })),
    repair: os.repair.handler(() => sync.run('repair')),
  };
}
