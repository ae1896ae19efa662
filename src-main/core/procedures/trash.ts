import { implement } from '@orpc/server';
import { contract } from '../../../src-shared/contract/index.ts';
import type { Capabilities } from '../capabilities.ts';

/** The trash. */
export function trashProcedures({ trash }: Capabilities) {
  const os = implement(contract).trash;
  return {
    list: os.list.handler(() => trash.list()),
    restore: os.restore.handler(async ({ input }) => ({
      revision: await trash.restore(input.mutationId, input.items),
    })),
    empty: os.empty.handler(async ({ input }) => ({
      revision: await trash.empty(input.mutationId, input.items),
    })),
  };
}
