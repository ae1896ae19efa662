import { implement } from '@orpc/server';
import { contract } from '../../../src-shared/contract/index.ts';
import type { Capabilities } from '../capabilities.ts';

/** Notes. */
export function noteProcedures({ events, notes, noteIndex, noteExports }: Capabilities) {
  const os = implement(contract).notes;
  return {
    get: os.get.handler(async ({ input }) => {
      const revision = events.revision;
      return { revision, note: await notes.get(input.key) };
    }),
    list: os.list.handler(({ input }) => ({
      revision: events.revision,
      ...noteIndex.list(input.words, input.limit),
    })),
    apply: os.apply.handler(({ input }) => notes.apply(input.mutationId, input.key, input.update)),
    export: os.export.handler(({ input }) => noteExports.export(input.key)),
    remove: os.remove.handler(async ({ input }) => ({
      revision: await notes.remove(input.mutationId, input.key),
    })),
    linkedFrom: os.linkedFrom.handler(({ input }) => ({
      revision: events.revision,
      links: noteIndex.linkedFrom(input.key),
    })),
    targets: os.targets.handler(({ input }) => noteIndex.targets(input.targets)),
  };
}
