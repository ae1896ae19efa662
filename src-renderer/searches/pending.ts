import type { SavedSearch } from '../../src-shared/contract/index.ts';
import { PendingChanges } from '../ui/pending-changes.ts';

/** What the user changed in the saved searches and an answer of the core may not know yet. */
export const pendingSearches = new PendingChanges<readonly SavedSearch[]>();
