import { openTestLibrary, type TestLibrary } from './library/test-library.ts';
import { LocalStore } from './local/index.ts';
import { putMany } from './store/index.ts';
import { SyncHistory } from './sync/library/history.ts';
import { LibrarySyncStore } from './sync/library/library-sync-store.ts';
import { LocalTables } from './sync/library/local-tables.ts';
import type { SyncRecord } from './sync/record.ts';

/** A real library as a machine synchronises it; RxDB allows one open one to a process. */
export type MachineLibrary = {
  readonly library: TestLibrary;
  readonly store: LibrarySyncStore;
  readonly tables: LocalTables;
  readonly history: SyncHistory;
  /** Writes what the user did here. */
  write(record: SyncRecord, by: string): Promise<void>;
  /** Closes it; the folder stays. */
  shut(): Promise<void>;
  /** Closes it and removes the folder. */
  close(): Promise<void>;
};

/** Opens a library with what synchronisation keeps beside it. */
export async function openMachineLibrary(folder?: string): Promise<MachineLibrary> {
  const library = await openTestLibrary(folder);
  const local = new LocalStore(library.folder);
  const tables = new LocalTables(local);
  const { mutations } = library;
  const history = new SyncHistory(mutations.context.store.connection);
  const store = new LibrarySyncStore({ mutations, local: tables, history });
  const shut = async (): Promise<void> => {
    local.close();
    await library.shut();
  };
  return {
    ...{ library, store, tables, history, shut },
    write: ({ collection, document }, by) =>
      mutations.exclusively(async () => {
        const told = 'fields' in document ? { ...document, by } : document;
        await putMany(mutations.context.store.collections[collection] as never, [told as never]);
      }),
    close: async () => {
      local.close();
      await library.close();
    },
  };
}
