import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventHub } from '../events/index.ts';
import { ReadModel, Views } from '../index/index.ts';
import { HybridClock, LibraryStore } from '../store/index.ts';
import { listedFacts } from './listed-facts.ts';
import { Mutations } from './mutations.ts';

/** A library in a folder of its own, for tests: real files, real SQLite. */
export type TestLibrary = {
  readonly folder: string;
  readonly mutations: Mutations;
  readonly views: Views;
  /** Closes it and opens the same folder again, as a restart does. */
  reopen(): Promise<TestLibrary>;
  /** Closes it; the folder stays. RxDB allows one open library to a process. */
  shut(): Promise<void>;
  /** Closes it and removes the folder. */
  close(): Promise<void>;
};

/** Opens a library in `folder`, or in a new temporary one. */
export async function openTestLibrary(
  folder: string = mkdtempSync(join(tmpdir(), 'offprint-library-')),
): Promise<TestLibrary> {
  const store = await LibraryStore.open(folder);
  const { readChanges, generation } = store;
  const readModel = ReadModel.open(folder, { readChanges, generation, listedFacts });
  await readModel.catchUp();
  const events = new EventHub();
  const clock = new HybridClock('test', store.latestClock());
  const mutations = new Mutations({ store, readModel, events, clock });
  const shut = async (): Promise<void> => {
    mutations.follower.close();
    events.close();
    readModel.close();
    await store.close();
  };
  return {
    folder,
    mutations,
    views: new Views(readModel, (error) => mutations.follower.suspect(error)),
    shut,
    reopen: async () => {
      await shut();
      return openTestLibrary(folder);
    },
    close: async () => {
      await shut();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
