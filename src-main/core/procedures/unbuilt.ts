import { implement } from '@orpc/server';
import { contract } from '../../../src-shared/contract/index.ts';
import { pending } from './pending.ts';

const os = implement(contract);

/** Procedures whose capabilities are being built; each is taken out of here when it is. */
export const unbuilt = {
  papers: {
    similar: os.papers.similar.handler(pending),
  },
  search: {
    status: os.search.status.handler(pending),
    find: os.search.find.handler(pending),
    complete: os.search.complete.handler(pending),
  },
};
