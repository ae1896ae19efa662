import { randomUUID } from 'node:crypto';
import { implement } from '@orpc/server';
import { contract } from '../../../src-shared/contract/index.ts';
import type { Capabilities } from '../capabilities.ts';

/** Single papers. */
export function paperProcedures({ events, papers, acts, listings, trash }: Capabilities) {
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
    updateMany: os.updateMany.handler(async ({ input }) => ({
      revision: await acts.updateMany(input.mutationId, input.ids, input.patch),
    })),
    spend: os.spend.handler(async ({ input }) => ({
      revision: await acts.spend(input.mutationId, input.id, input.day, input.seconds),
    })),
    arrange: os.arrange.handler(async ({ input }) => ({
      revision: await acts.arrange(input.mutationId, input.ids, input.before),
    })),
    merge: os.merge.handler(async ({ input }) => ({
      revision: await acts.merge(input.mutationId, input.into, input.ids),
    })),
    add: os.add.handler(async ({ input }) => {
      const added = await listings.add(input.source);
      // Whoever adds a paper wants to see it, though it was thrown away once.
      if (added.ok) {
        await trash.restore(randomUUID(), [{ kind: 'paper', id: added.id }]);
        await acts.noteAdded(randomUUID(), [added.id]);
      }
      return added;
    }),
    refresh: os.refresh.handler(async ({ input }) =>
      listings.refresh(await papers.resolve(input.id), input.force),
    ),
    remove: os.remove.handler(async ({ input }) => ({
      revision: await trash.remove(input.mutationId, await papers.resolveAll(input.ids)),
    })),
  };
}
