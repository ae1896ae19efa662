import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Mutation } from './mutations.ts';

/** A mutation that was not acknowledged yet, in the order in which it was made. */
export type JournalEntry = Mutation & {
  /** Sorts as made; unique. */
  readonly order: string;
  /** The data folder that it belongs to. */
  readonly library: string;
};

/** Where unacknowledged mutations outlive the window. */
export type JournalStorage = {
  /** All entries of a library, oldest first. */
  all(library: string): Promise<JournalEntry[]>;
  put(entry: JournalEntry): Promise<void>;
  /** Removing what is not there is no error. */
  delete(order: string): Promise<void>;
};

/** Keeps entries as long as the window lives; for where the browser offers no IndexedDB. */
export function createMemoryJournalStorage(): JournalStorage {
  const entries = new Map<string, JournalEntry>();
  return {
    async all(library) {
      return [...entries.values()]
        .filter((entry) => entry.library === library)
        .sort((a, b) => (a.order < b.order ? -1 : 1));
    },
    async put(entry) {
      entries.set(entry.order, structuredClone(entry));
    },
    async delete(order) {
      entries.delete(order);
    },
  };
}

type Schema = DBSchema & {
  mutations: { key: string; value: JournalEntry; indexes: { library: string } };
};

/** Keeps entries in IndexedDB; falls back to memory where that cannot be opened. */
export async function openJournalStorage(): Promise<JournalStorage> {
  try {
    return fromDatabase(await openDatabase());
  } catch {
    return createMemoryJournalStorage();
  }
}

function openDatabase(): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>('offprint-journal', 1, {
    upgrade(database) {
      const store = database.createObjectStore('mutations', { keyPath: 'order' });
      store.createIndex('library', 'library');
    },
  });
}

function fromDatabase(database: IDBPDatabase<Schema>): JournalStorage {
  return {
    async all(library) {
      const entries = await database.getAllFromIndex('mutations', 'library', library);
      return entries.sort((a, b) => (a.order < b.order ? -1 : 1));
    },
    async put(entry) {
      await database.put('mutations', entry);
    },
    async delete(order) {
      await database.delete('mutations', order);
    },
  };
}
