import { implement } from '@orpc/server';
import { contract } from '../../../src-shared/contract/index.ts';
import type { Capabilities } from '../capabilities.ts';
import { pending } from './pending.ts';

/** The trash. */
export function trashProcedures(_core: Capabilities) {
  const os = implement(contract).trash;
  return {
    list: os.list.handler(pending),
    restore: os.restore.handler(pending),
    empty: os.empty.handler(pending),
  };
}
