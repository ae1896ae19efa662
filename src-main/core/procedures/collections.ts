import { implement } from '@orpc/server';
import { contract } from '../../../src-shared/contract/index.ts';
import type { Capabilities } from '../capabilities.ts';
import { undo } from '../library/index.ts';

/** Collections of papers. */
export function collectionProcedures({ events, collections }: Capabilities) {
  const os = implement(contract).collections;
  return {
    list: os.list.handler(() => {
      const revision = events.revision;
      return { revision, collections: collections.list() };
    }),
    create: os.create.handler(({ input: { mutationId, ...made } }) =>
      collections.create(mutationId, made),
    ),
    rename: os.rename.handler(({ input }) =>
      collections.rename(input.mutationId, input.id, input.name),
    ),
    move: os.move.handler(({ input: { mutationId, ...place } }) =>
      collections.move(mutationId, place),
    ),
    remove: os.remove.handler(({ input }) => collections.remove(input.mutationId, input.id)),
    put: os.put.handler(({ input: { mutationId, ...papers } }) =>
      collections.put(mutationId, papers),
    ),
    arrange: os.arrange.handler(({ input: { mutationId, ...papers } }) =>
      collections.arrange(mutationId, papers),
    ),
  };
}

/** Saved searches. */
export function savedSearchProcedures({ events, searches }: Capabilities) {
  const os = implement(contract).searches;
  return {
    list: os.list.handler(async () => {
      const revision = events.revision;
      return { revision, searches: await searches.list() };
    }),
    save: os.save.handler(async ({ input }) => ({
      revision: await searches.save(input.mutationId, input.search),
    })),
    move: os.move.handler(async ({ input }) => ({
      revision: await searches.move(input.mutationId, input.id, input.before),
    })),
    remove: os.remove.handler(async ({ input }) => ({
      revision: await searches.remove(input.mutationId, input.id),
    })),
  };
}

/** Taking back what was done. */
export function actProcedures({ mutations }: Capabilities) {
  const os = implement(contract).acts;
  return {
    undo: os.undo.handler(({ input }) => undo(mutations, input.mutationId, input.of)),
  };
}
