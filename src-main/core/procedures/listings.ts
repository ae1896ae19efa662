import { implement } from '@orpc/server';
import { contract } from '../../../src-shared/contract/index.ts';
import type { Capabilities } from '../capabilities.ts';
import { pending } from './pending.ts';

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
    backfill: os.backfill.handler(pending),
    steerBackfill: os.steerBackfill.handler(pending),
    search: os.search.handler(pending),
    readCategories: os.readCategories.handler(pending),
  };
}
