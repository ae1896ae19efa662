import { implement } from '@orpc/server';
import { contract } from '../../../src-shared/contract/index.ts';
import { pending } from './pending.ts';

const os = implement(contract);

/** Procedures whose capabilities are being built; each is taken out of here when it is. */
export const unbuilt = {
  library: {},
  papers: {
    updateMany: os.papers.updateMany.handler(pending),
    spend: os.papers.spend.handler(pending),
    arrange: os.papers.arrange.handler(pending),
    merge: os.papers.merge.handler(pending),
    similar: os.papers.similar.handler(pending),
  },
  acts: { undo: os.acts.undo.handler(pending) },
  collections: {
    list: os.collections.list.handler(pending),
    create: os.collections.create.handler(pending),
    rename: os.collections.rename.handler(pending),
    move: os.collections.move.handler(pending),
    remove: os.collections.remove.handler(pending),
    put: os.collections.put.handler(pending),
    arrange: os.collections.arrange.handler(pending),
  },
  searches: {
    list: os.searches.list.handler(pending),
    save: os.searches.save.handler(pending),
    move: os.searches.move.handler(pending),
    remove: os.searches.remove.handler(pending),
  },
  search: {
    status: os.search.status.handler(pending),
    find: os.search.find.handler(pending),
    complete: os.search.complete.handler(pending),
  },
};
