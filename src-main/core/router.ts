import { implement } from '@orpc/server';
import { contract } from '../../src-shared/contract/index.ts';
import type { Calls } from './calls.ts';
import type { Capabilities } from './capabilities.ts';
import {
  actProcedures,
  collectionProcedures,
  savedSearchProcedures,
} from './procedures/collections.ts';
import { exchangeProcedures } from './procedures/exchange.ts';
import { fileProcedures } from './procedures/files.ts';
import { libraryProcedures } from './procedures/library.ts';
import { listingProcedures } from './procedures/listings.ts';
import { annotationProcedures } from './procedures/marks.ts';
import { noteProcedures } from './procedures/notes.ts';
import { paperProcedures } from './procedures/papers.ts';
import { searchProcedures, similarProcedure } from './procedures/search.ts';
import { settingProcedures } from './procedures/settings.ts';
import { syncProcedures } from './procedures/sync.ts';
import { systemProcedures } from './procedures/system.ts';
import { trashProcedures } from './procedures/trash.ts';
import { isDamage } from './store/index.ts';

/**
 * Binds the contract to the capabilities. Input and output are validated by the contract's schemas.
 * A call that meets a damaged file has the library's looked at. Every call is one of `calls`.
 */
export function createRouter(core: Capabilities, calls: Calls) {
  const os = implement(contract)
    .use(({ next }) => calls.run(async () => next()))
    .use(async ({ next }) => {
      try {
        return await next();
      } catch (error) {
        if (isDamage(error)) void core.health.check();
        throw error;
      }
    });
  return os.router({
    events: os.events.handler(({ signal }) => core.events.stream(signal)),
    system: systemProcedures(core),
    library: libraryProcedures(core),
    papers: { ...paperProcedures(core), similar: similarProcedure(core) },
    acts: actProcedures(core),
    collections: collectionProcedures(core),
    searches: savedSearchProcedures(core),
    search: searchProcedures(core),
    annotations: annotationProcedures(core),
    notes: noteProcedures(core),
    listings: listingProcedures(core),
    files: fileProcedures(core),
    exchange: exchangeProcedures(core),
    trash: trashProcedures(core),
    settings: settingProcedures(core),
    sync: syncProcedures(core),
  });
}

/** The bound contract. */
export type CoreRouter = ReturnType<typeof createRouter>;
