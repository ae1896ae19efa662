import { HybridClock } from '../../store/index.ts';
import { describeSyncStore, type StoreUnderTest } from '../test-store-suite.ts';
import { MemorySyncStore } from './memory-sync-store.ts';

const clock = () => new HybridClock('here', '', () => 3_000);

function underTest(store: MemorySyncStore): StoreUnderTest {
  return {
    store,
    write: async ({ collection, document }, by) =>
      store.write({ collection, document: { ...document, by } }),
    reopen: async () => underTest(store.copy(clock())),
    close: async () => undefined,
  };
}

describeSyncStore('in memory', async () => underTest(new MemorySyncStore(clock())));
