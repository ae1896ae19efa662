import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Changes,
  type CollectionName,
  type Documents,
  isIntact,
  openSqliteConnection,
  type PaperDocument,
  type SqliteConnection,
} from '../store/index.ts';
import { writeAlias } from './aliases.ts';
import { allIdsOf, canonicalId, idsOf } from './identity.ts';
import { writeCollection, writeMembership } from './members.ts';
import { writeNote } from './note-rows.ts';
import {
  type ListedFacts,
  paperWriter,
  type RowWriter,
  removeFile,
  writeFile,
  writeListing,
  writeMark,
  writeState,
} from './rows.ts';
import { INDEX_SCHEMA, INDEX_VERSION } from './schema.ts';

/** A page of a collection's changes after `sequence`, oldest first, deleted documents included. */
export type ReadChanges = <Name extends CollectionName>(
  collection: Name,
  sequence: number,
  limit: number,
) => Changes<Documents[Name]>;

/** What the read model is made from. */
export type ReadModelSource = {
  readonly readChanges: ReadChanges;
  /** Random id of the store's history; another one means another store, and a rebuild. */
  readonly generation: string;
  readonly listedFacts: (paper: PaperDocument) => ListedFacts;
};

const FILE_NAME = 'index.sqlite';
/** Documents of a collection that are read at a time; a few milliseconds. */
const STEP = 100;
/** A step ends after this time, so that a long catch-up never holds the event loop. */
const STEP_MS = 15;
/** As much of the log is moved into the file at a time as takes a few milliseconds in a large file. */
const CHECKPOINT_PAGES = 500;

type Feed = { readonly collection: CollectionName; readonly apply: (document: never) => string };

/**
 * `index.sqlite`: derived from the store, always rebuildable. Each step writes its rows and the
 * sequence that it has reached in one transaction, so it is never ahead of the store and never
 * silently behind.
 */
export class ReadModel {
  readonly #directory: string;
  readonly #source: ReadModelSource;
  readonly #feeds: readonly Feed[];
  #connection: SqliteConnection;
  #build = 0;

  private constructor(directory: string, connection: SqliteConnection, source: ReadModelSource) {
    this.#directory = directory;
    this.#connection = connection;
    this.#source = source;
    this.#feeds = this.#makeFeeds();
  }

  /**
   * Opens or makes the file in `directory` (':memory:' for none). One that is damaged, of another
   * version or of another store is thrown away: everything in it can be derived again.
   */
  static open(directory: string, source: ReadModelSource): ReadModel {
    const unclean = existsSync(join(directory, `${FILE_NAME}-wal`));
    const opened = tryOpen(directory);
    if (opened && isCurrent(opened, source.generation, unclean))
      return new ReadModel(directory, opened, source);
    opened?.close();
    return new ReadModel(directory, openAfresh(directory, source.generation), source);
  }

  /** The present file; another one after `renew`, so ask for it each time. */
  get connection(): SqliteConnection {
    return this.#connection;
  }

  /** Grows whenever the tables are made anew: keys of rows are good for one build only. */
  get build(): number {
    return this.#build;
  }

  /** The id that a paper goes by now. */
  canonicalId(id: string): string {
    return canonicalId(this.#connection, id);
  }

  /** Every id that a paper has gone by, the present one first. */
  idsOf(id: string): string[] {
    return idsOf(this.#connection, id);
  }

  /** All ids of the papers that go or went by these, these included. */
  allIdsOf(ids: readonly string[]): string[] {
    return allIdsOf(this.#connection, ids);
  }

  /** Whether SQLite finds the file well-formed. */
  isIntact(): boolean {
    return isIntact(this.#connection);
  }

  /**
   * Takes in one step of changes; the papers touched and whether there may be more. Throws what
   * SQLite throws, after the collections that can be read were taken in.
   */
  step(): { readonly papers: readonly string[]; readonly more: boolean } {
    const papers = new Set<string>();
    const errors: unknown[] = [];
    let more = false;
    const deadline = performance.now() + STEP_MS;
    for (const feed of this.#feeds) {
      if (performance.now() >= deadline) {
        more = true;
        break;
      }
      try {
        more = this.#advance(feed, papers, deadline) || more;
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
    papers.delete('');
    return { papers: [...papers], more };
  }

  /** Takes in everything that the store has now, giving way to other work between steps. */
  async catchUp(): Promise<void> {
    while (this.step().more) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Throws the file away, whatever its state, and begins an empty one; catching up fills it. */
  renew(): void {
    this.#connection.close();
    this.#build++;
    this.#connection = openAfresh(this.#directory, this.#source.generation);
  }

  /** How many collections have changes that are not taken in yet. */
  behind(): number {
    return this.#feeds.filter(
      ({ collection }) =>
        this.#source.readChanges(collection, this.#sequence(collection), 1).documents.length > 0,
    ).length;
  }

  /** Closes the file. */
  close(): void {
    this.connection.close();
  }

  #advance(feed: Feed, papers: Set<string>, deadline: number): boolean {
    const { collection } = feed;
    const { documents } = this.#source.readChanges(collection, this.#sequence(collection), STEP);
    if (documents.length === 0) return false;
    let taken = 0;
    this.connection.transaction(() => {
      do papers.add(feed.apply(documents[taken++]!.document as never));
      while (taken < documents.length && performance.now() < deadline);
      this.connection.run(
        `INSERT INTO feed(collection, sequence) VALUES (?, ?)
          ON CONFLICT(collection) DO UPDATE SET sequence = excluded.sequence`,
        ...[collection, documents[taken - 1]!.sequence],
      );
    });
    return taken < documents.length || documents.length === STEP;
  }

  #sequence(collection: CollectionName): number {
    const sql = 'SELECT sequence FROM feed WHERE collection = ?';
    return this.connection.get<{ sequence: number }>(sql, collection)?.sequence ?? 0;
  }

  #makeFeeds(): Feed[] {
    const feed = <Name extends CollectionName>(
      collection: Name,
      write: RowWriter<Documents[Name]>,
    ): Feed => ({
      collection,
      apply: (document: Documents[Name]) => write(this.connection, document),
    });
    return [
      // First, so that all that follows finds the ids that papers go by now.
      feed('aliases', writeAlias),
      feed('papers', paperWriter(this.#source.listedFacts)),
      feed('listings', writeListing),
      feed('states', writeState),
      feed('collections', writeCollection),
      feed('memberships', writeMembership),
      feed('annotations', writeMark),
      feed('notes', writeNote),
      { collection: 'files', apply: (file: never) => this.#applyFile(file) },
    ];
  }

  /** Files are the one thing here that RxDB deletes: they are this machine's, nobody's work. */
  #applyFile(file: Documents['files'] & { _deleted?: boolean }): string {
    return file._deleted ? removeFile(this.connection, file) : writeFile(this.connection, file);
  }
}

function settings(directory: string) {
  // Derived data: after a loss of power a rebuild is cheaper than a sync at every commit.
  return { directory, fileName: FILE_NAME, synchronous: 'NORMAL' as const };
}

function tryOpen(directory: string): SqliteConnection | undefined {
  try {
    return openIndex(directory);
  } catch {
    return undefined;
  }
}

/** A whole check takes its time, so only a file that was not closed gets one. */
function isCurrent(index: SqliteConnection, generation: string, unclean: boolean): boolean {
  try {
    if (unclean && !isIntact(index)) return false;
    const meta = new Map(
      index
        .all<{ name: string; value: string }>('SELECT name, value FROM meta')
        .map((row) => [row.name, row.value]),
    );
    return meta.get('version') === String(INDEX_VERSION) && meta.get('generation') === generation;
  } catch {
    return false;
  }
}

function openIndex(directory: string): SqliteConnection {
  const index = openSqliteConnection(settings(directory));
  index.db.exec(`PRAGMA wal_autocheckpoint=${CHECKPOINT_PAGES}`);
  return index;
}

function openAfresh(directory: string, generation: string): SqliteConnection {
  removeIndex(directory);
  const fresh = openIndex(directory);
  try {
    createTables(fresh, generation);
    return fresh;
  } catch (error) {
    fresh.close();
    throw error;
  }
}

function removeIndex(directory: string): void {
  if (directory === ':memory:') return;
  for (const suffix of ['', '-wal', '-shm'])
    rmSync(join(directory, FILE_NAME + suffix), { force: true });
}

function createTables(index: SqliteConnection, generation: string): void {
  index.transaction(() => {
    index.db.exec(INDEX_SCHEMA);
    const insert = 'INSERT INTO meta(name, value) VALUES (?, ?)';
    index.run(insert, 'version', String(INDEX_VERSION));
    index.run(insert, 'generation', generation);
  });
}
