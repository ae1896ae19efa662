import { createRxDatabase, type RxCollection, type RxDatabase } from 'rxdb/plugins/core';
import { type Hlc, ZERO_HLC } from './clock.ts';
import type { CollectionName, Documents } from './documents.ts';
import { migrate } from './migrations/index.ts';
import { BY_SYNC, noteUnsent, OUTBOX_TABLES } from './outbox.ts';
import { COLLECTION_NAMES, schemaOf } from './schemas.ts';
import {
  type CommitWrite,
  changedSince,
  createNodeSqliteStorage,
  type NodeSqliteInternals,
  openSqliteConnection,
  type SqliteConnection,
} from './sqlite/index.ts';
import { type Fields, latestClock, type UserDocument } from './user-document.ts';

export type Collections = { readonly [Name in CollectionName]: RxCollection<Documents[Name]> };

/** A document as it is stored; `_deleted` is set where it was taken out. */
export type StoredDocument<Document> = Document & { readonly _deleted?: boolean };

/** One page of a collection's changes, oldest first. */
export type Changes<Document> = {
  readonly documents: readonly { sequence: number; document: StoredDocument<Document> }[];
  readonly lastSequence: number;
};

const FILE_NAME = 'library.sqlite';

/**
 * `mutations` remembers which of the clients' mutations were done, `clock` the greatest clock ever
 * written. Both are written in the transaction of the documents themselves.
 */
const OWN_TABLES = `
  CREATE TABLE IF NOT EXISTS mutations(id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS mutations_by_age ON mutations(at);
  CREATE TABLE IF NOT EXISTS clock(one INTEGER PRIMARY KEY CHECK (one = 1), latest TEXT NOT NULL);`;

/** Clients replay what was not acknowledged at their next start; a month is far longer than that. */
const REMEMBER_MUTATIONS_MS = 31 * 24 * 60 * 60 * 1000;

/** The truth: `library.sqlite`, twelve RxDB collections over our own storage. */
export class LibraryStore {
  readonly collections: Collections;
  readonly connection: SqliteConnection;
  readonly #database: RxDatabase;

  private constructor(database: RxDatabase, connection: SqliteConnection) {
    this.#database = database;
    this.collections = database.collections as unknown as Collections;
    this.connection = connection;
  }

  /**
   * Opens or makes the database in `directory`; throws what SQLite throws where it cannot. One of an
   * older version is migrated after `beforeMigration`, which makes its backup.
   */
  static async open(
    directory: string,
    beforeMigration: () => Promise<void> = refuseMigration,
  ): Promise<LibraryStore> {
    const connection = openSqliteConnection({ directory, fileName: FILE_NAME });
    try {
      await migrate(connection, beforeMigration);
      connection.db.exec(OWN_TABLES + OUTBOX_TABLES);
      forgetOldMutations(connection);
      return new LibraryStore(await openDatabase(directory), connection);
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /** Random id of this file's history; see `SqliteConnection.generation`. */
  get generation(): string {
    return this.connection.generation;
  }

  /** Changes of a collection after `sequence`, at most `limit`. */
  readonly readChanges = <Name extends CollectionName>(
    name: Name,
    sequence: number,
    limit: number,
  ): Changes<Documents[Name]> => {
    const internals = this.collections[name].internalStorageInstance.internals;
    return changedSince<Documents[Name]>(internals as NodeSqliteInternals, sequence, limit);
  };

  /** The greatest clock ever written here. */
  latestClock(): Hlc {
    return this.connection.get<{ latest: Hlc }>('SELECT latest FROM clock')?.latest ?? ZERO_HLC;
  }

  /** Whether a mutation was committed before. */
  wasDone(mutationId: string): boolean {
    return this.connection.get('SELECT 1 FROM mutations WHERE id = ?', mutationId) !== undefined;
  }

  /** Closes the database; everything acknowledged is on disk already. */
  async close(): Promise<void> {
    await this.#database.close();
    this.connection.close();
  }
}

async function refuseMigration(): Promise<void> {
  throw new Error('a library of an older version is opened with a backup only');
}

async function openDatabase(directory: string): Promise<RxDatabase> {
  const storage = createNodeSqliteStorage({ directory, fileName: FILE_NAME, beforeCommit: record });
  const database = await createRxDatabase({ name: 'library', storage, multiInstance: false });
  try {
    const schemas = COLLECTION_NAMES.map((name) => [
      name,
      // Ours have run already, each in one transaction.
      { schema: schemaOf(name), autoMigrate: false },
    ]);
    await database.addCollections(Object.fromEntries(schemas));
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

function forgetOldMutations(connection: SqliteConnection): void {
  connection.run('DELETE FROM mutations WHERE at < ?', Date.now() - REMEMBER_MUTATIONS_MS);
}

/** Writes, with the documents, which mutations they came from, how far the clock has come, what is to be sent. */
function record({ db, collection, documents }: CommitWrite): void {
  noteUnsent(db, collection, documents as UserDocument[]);
  let latest = ZERO_HLC;
  const mutations = new Set<string>();
  for (const document of documents) {
    const { by, fields } = document as Partial<UserDocument>;
    if (by && !by.startsWith(BY_SYNC)) mutations.add(by);
    if (fields) latest = later(latest, latestClock(fields as Fields));
  }
  const insert = db.prepare('INSERT OR IGNORE INTO mutations(id, at) VALUES (?, ?)');
  for (const id of mutations) insert.run(id, Date.now());
  if (latest === ZERO_HLC) return;
  db.prepare(
    `INSERT INTO clock(one, latest) VALUES (1, ?)
      ON CONFLICT(one) DO UPDATE SET latest = max(latest, excluded.latest)`,
  ).run(latest);
}

function later(a: Hlc, b: Hlc): Hlc {
  return a >= b ? a : b;
}
