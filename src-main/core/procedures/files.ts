import { implement } from '@orpc/server';
import { contract } from '../../../src-shared/contract/index.ts';
import type { Capabilities } from '../capabilities.ts';

/** PDFs: the queue, and what is stored. */
export function fileProcedures(core: Capabilities) {
  const { files, papers, texts, storage } = core;
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
    queue: os.queue.handler(({ input }) => queued(core, input)),
    pause: os.pause.handler(() => {
      files.pause();
      return {};
    }),
    resume: os.resume.handler(() => {
      files.resume();
      return {};
    }),
    retry: os.retry.handler(async ({ input }) => {
      await files.retry(input.ids);
      return {};
    }),
    storage: os.storage.handler(() => storage()),
    ...shelfProcedures(core),
    rebuildText: os.rebuildText.handler(() => {
      texts.rebuild();
      return {};
    }),
  };
}

function shelfProcedures({ events, papers, shelf }: Capabilities) {
  const os = implement(contract).files;
  return {
    pin: os.pin.handler(async ({ input }) => {
      const ids = await papers.resolveAll(input.ids);
      shelf.pin(ids, input.pinned);
      events.changed('files', ids);
      events.changed('papers', ids);
      return {};
    }),
    evict: os.evict.handler(async ({ input }) => shelf.evict(await papers.resolveAll(input.ids))),
  };
}

function queued(
  { files, wants }: Capabilities,
  window: { readonly offset: number; readonly limit: number },
) {
  const { total, items } = files.queue(window);
  const titles = wants.titles(items.map(({ paperId }) => paperId));
  return {
    total,
    items: items.map((item) => ({ ...item, title: titles.get(item.paperId) ?? '' })),
  };
}
