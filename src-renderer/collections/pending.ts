import type { Collection } from '../../src-shared/contract/index.ts';
import { PendingChanges } from '../ui/pending-changes.ts';

/** What the user changed in the tree and an answer of the core may not know yet. */
export const pendingCollections = new PendingChanges<readonly Collection[]>();
