import { implement } from '@orpc/server';
import { contract } from '../../../src-shared/contract/index.ts';
import type { Capabilities } from '../capabilities.ts';
import { pending } from './pending.ts';

/** PDFs: the queue, and what is stored. */
export function fileProcedures({ files, papers, texts }: Capabilities) {
  const os = implement(contract).files;
  return {
    status: os.status.handler(() => files.status()),
    fetch: os.fetch.handler(async ({ input }) => {
      const ids = await papers.resolveAll(input.ids);
      await files.fetch(ids, { first: input.first });
      return input.wait ? files.wait(ids) : [];
    }),
    cancel: os.cancel.handler(async ({ input }) => {
      await files.cancel(input.ids);
      return {};
    }),
    queue: os.queue.handler(pending),
    pause: os.pause.handler(pending),
    resume: os.resume.handler(pending),
    retry: os.retry.handler(pending),
    storage: os.storage.handler(pending),
    pin: os.pin.handler(pending),
    evict: os.evict.handler(pending),
    rebuildText: os.rebuildText.handler(() => {
      texts.rebuild();
      return {};
    }),
  };
}
