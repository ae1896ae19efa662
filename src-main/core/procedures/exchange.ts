import { implement } from '@orpc/server';
import { contract } from '../../../src-shared/contract/index.ts';
import type { Capabilities } from '../capabilities.ts';
import { pending } from './pending.ts';

/** What comes in from files and goes out into them. */
export function exchangeProcedures(_core: Capabilities) {
  const os = implement(contract).exchange;
  return {
    begin: os.begin.handler(pending),
    append: os.append.handler(pending),
    import: os.import.handler(pending),
    discard: os.discard.handler(pending),
    exportArchive: os.exportArchive.handler(pending),
  };
}
