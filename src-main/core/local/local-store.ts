import { createHash } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { newDeviceId, openSqliteConnection, type SqliteConnection } from '../store/index.ts';

const FILE_NAME = 'local.sqlite';
const TABLES =
  'CREATE TABLE IF NOT EXISTS local(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID';

/**
 * What belongs to this machine and never travels: its identity, its window's layout, its queues.
 * Plain tables in `local.sqlite`; capabilities make their own on `connection`.
 */
export class LocalStore {
  readonly connection: SqliteConnection;
  /** This data folder's id among the user's machines. */
  readonly deviceId: string;

  /** Opens or makes the file in `directory`. Throws what SQLite throws where it cannot. */
  constructor(directory: string) {
    this.connection = openSqliteConnection({ directory, fileName: FILE_NAME });
    this.connection.db.exec(TABLES);
    this.deviceId = this.#identify(fingerprintOf(directory));
  }

  /** A value kept by name, or undefined. */
  get<T>(name: string): T | undefined {
    const row = this.connection.get<{ value: string }>(
      'SELECT value FROM local WHERE name = ?',
      name,
    );
    return row && (JSON.parse(row.value) as T);
  }

  /** Keeps a value by name; durable when it returns. */
  set(name: string, value: unknown): void {
    this.connection.run(
      'INSERT INTO local(name, value) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value',
      name,
      JSON.stringify(value),
    );
  }

  close(): void {
    this.connection.close();
  }

  /** A folder that was copied or moved to another machine is another device: two must not share a clock. */
  #identify(fingerprint: string): string {
    const known = this.get<{ id: string; fingerprint: string }>('device');
    if (known?.fingerprint === fingerprint) return known.id;
    const device = { id: newDeviceId(), fingerprint };
    this.set('device', device);
    return device.id;
  }
}

function fingerprintOf(directory: string): string {
  const place = realpathSync(directory);
  const { ino } = statSync(place, { bigint: true });
  return createHash('sha256').update(`${hostname()}\n${place}\n${ino}`).digest('hex');
}
