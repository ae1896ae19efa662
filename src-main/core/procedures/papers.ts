import { implement } from '@orpc/server';
import { contract } from '../../../src-shared/contract/index.ts';
import type { Capabilities } from '../capabilities.ts';
import { pending } from './pending.ts';

/** Single papers. */
export function paperProcedures({ events, papers, listings }: Capabilities) {
  const os = implement(contract).papers;
  return {
    get: os.get.handler(async ({ input }) => {
      // Read before the paper, so that a change in between shows as newer, never as seen.
      const revision = events.revision;
      return { revision, paper: await papers.get(input.id) };
    }),
    update: os.update.handler(async ({ input }) => ({
      revision: await papers.update(input.mutationId, input.id, input.patch),
    })),
    add: os.add.handler(({ input }) => listings.add(input.source)),
    refresh: os.refresh.handler(pending),
    remove: os.remove.handler(pending),
  };
}
