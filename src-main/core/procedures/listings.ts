import { implement } from '@orpc/server';
import { contract } from '../../../src-shared/contract/index.ts';
import type { Capabilities } from '../capabilities.ts';

/** What is brought from upstreams. */
export function listingProcedures({ listings }: Capabilities) {
  const os = implement(contract).listings;
  return {
    status: os.status.handler(() => listings.status()),
    sync: os.sync.handler(({ input }) => listings.sync(input)),
    cancel: os.cancel.handler(() => {
      listings.cancel();
      return {};
    }),
    backfill: os.backfill.handler(({ input }) => listings.backfill(input)),
    steerBackfill: os.steerBackfill.handler(({ input }) =>
      listings.steerBackfill(input.id, input.act),
    ),
    search: os.search.handler(({ input }) => listings.search(input)),
    readCategories: os.readCategories.handler(async () => {
      await listings.readCategories();
      return {};
    }),
  };
}
