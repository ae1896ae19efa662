import {
  ensureRxStorageInstanceParamsAreCorrect,
  RXDB_VERSION,
  type RxStorage,
  type RxStorageInstanceCreationParams,
} from 'rxdb/plugins/core';
import type { NodeSqliteInternals } from './changes.ts';
import { openSqliteConnection, type Synchronous } from './connection.ts';
import {
  type CommitWrite,
  type NodeSqliteInstanceOptions,
  NodeSqliteStorageInstance,
} from './instance.ts';
import { joinInstances } from './multi-instance.ts';
import { safeName } from './schema.ts';

export {
  type ChangesPage,
  changedSince,
  lastSequenceOf,
  type NodeSqliteInternals,
  type SqliteCheckpoint,
} from './changes.ts';
export {
  openSqliteConnection,
  type SqliteConnection,
  type SqliteConnectionSettings,
  type Synchronous,
} from './connection.ts';
export type { CommitWrite, NodeSqliteInstanceOptions } from './instance.ts';
export { type CollectionUpgrade, upgradeCollection } from './upgrade.ts';

/** How the storage keeps its databases. */
export type NodeSqliteSettings = {
  /** Folder of the database files, made when it is missing; ':memory:' keeps everything in this process. */
  directory: string;
  /** Name of the one file for every database of this storage; one safe name for each database when left out. */
  fileName?: string;
  /** FULL (the default) survives loss of power, NORMAL and OFF a killed process. */
  synchronous?: Synchronous;
  /** Bytes of the file that are memory-mapped for reading; 64 MiB when left out. */
  mmapBytes?: number;
  /**
   * Called inside the transaction of each write (RxDB's internal collections too), after its
   * documents were put: what it writes is committed with them or not at all. When it throws, the
   * whole write is rolled back and rejects with that error.
   */
  beforeCommit?: (write: CommitWrite) => void;
};

/** RxDB's storage on `node:sqlite`. */
export type NodeSqliteStorage = RxStorage<NodeSqliteInternals, NodeSqliteInstanceOptions>;

const STORAGE_NAME = 'node-sqlite';

/**
 * A storage for `createRxDatabase` that keeps its collections in SQLite files. A write is durable when
 * its promise resolves. Creating a collection throws when the file cannot be opened, and for schemas
 * with encryption or key compression, which are plugins around a storage.
 */
export function createNodeSqliteStorage(settings: NodeSqliteSettings): NodeSqliteStorage {
  return {
    name: STORAGE_NAME,
    rxdbVersion: RXDB_VERSION,
    createStorageInstance: async <T>(
      params: RxStorageInstanceCreationParams<T, NodeSqliteInstanceOptions>,
    ) => {
      ensureRxStorageInstanceParamsAreCorrect(params);
      const instance = openInstance(settings, params);
      joinInstances(STORAGE_NAME, params as never, instance as never);
      return instance;
    },
  };
}

function openInstance<T>(
  settings: NodeSqliteSettings,
  params: RxStorageInstanceCreationParams<T, NodeSqliteInstanceOptions>,
): NodeSqliteStorageInstance<T> {
  const fileName = settings.fileName ?? `${safeName(params.databaseName)}.sqlite`;
  const connection = openSqliteConnection({ ...settings, fileName });
  try {
    return new NodeSqliteStorageInstance<T>(params, connection, settings.beforeCommit);
  } catch (error) {
    connection.close();
    throw error;
  }
}
