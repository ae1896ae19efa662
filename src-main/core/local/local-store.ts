import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync, renameSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import {
  isDamage,
  isIntact,
  newDeviceId,
  openSqliteConnection,
  type SqliteConnection,
} from '../store/index.ts';

const FILE_NAME = 'local.sqlite';
/** Where the doctor puts what it takes out of use, too. */
const ASIDE = 'put-aside';
type Device = { readonly id: string; readonly fingerprint: string };

const TABLES =
  'CREATE TABLE IF NOT EXISTS local(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID';

/**
 * What belongs to this machine and never travels: its identity, its window's layout, its queues.
 * Plain tables in `local.sqlite`; capabilities make their own on `connection`.
 */
export class LocalStore {
  readonly connection: SqliteConnection;
  /** Whether the file was damaged, and put aside, when it was opened. */
  readonly wasDamaged: boolean;
  #deviceId: string;

  /**
   * Opens or makes the file in `directory`; a damaged one is put aside, since nothing in it is worth
   * a program that does not start. Throws what SQLite throws where it cannot.
   */
  constructor(directory: string) {
    const intact = openIntact(directory);
    this.wasDamaged = intact === undefined;
    this.connection = intact ?? openAnew(directory);
    this.#deviceId = this.#identify(fingerprintOf(directory));
  }

  /** This data folder's id among the user's machines. */
  get deviceId(): string {
    return this.#deviceId;
  }

  /**
   * Tells which library this file lies beside. Beside a restored one the machine is another device:
   * its clock and what it has sent are of a history that is over. `forget` is called then, for what
   * else is remembered of the former library; again, should it not have come to its end.
   */
  belongTo(generation: string, forget: () => void = () => {}): void {
    const known = this.get<string>('generation');
    if (known === generation) return;
    if (known !== undefined) {
      this.#deviceId = this.#renew(this.get<Device>('device')?.fingerprint ?? '');
      forget();
    }
    this.set('generation', generation);
  }

  /** A value kept by name, or undefined; what cannot be read counts as not kept. */
  get<T>(name: string): T | undefined {
    const sql = 'SELECT value FROM local WHERE name = ? AND json_valid(value)';
    const row = this.connection.get<{ value: string }>(sql, name);
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
    const known = this.get<Device>('device');
    return known?.fingerprint === fingerprint ? known.id : this.#renew(fingerprint);
  }

  #renew(fingerprint: string): string {
    const device: Device = { id: newDeviceId(), fingerprint };
    this.set('device', device);
    return device.id;
  }
}

/** Undefined where the file is damaged. */
function openIntact(directory: string): SqliteConnection | undefined {
  let connection: SqliteConnection | undefined;
  try {
    connection = openSqliteConnection({ directory, fileName: FILE_NAME });
    connection.db.exec(TABLES);
    if (isIntact(connection)) return connection;
  } catch (error) {
    connection?.close();
    if (!isDamage(error)) throw error;
    return undefined;
  }
  connection.close();
  return undefined;
}

function openAnew(directory: string): SqliteConnection {
  console.error(`offprint: ${FILE_NAME} is damaged and was put aside into ${ASIDE}`);
  const folder = join(directory, ASIDE);
  mkdirSync(folder, { recursive: true });
  const name = `${Date.now()}-${FILE_NAME}`;
  for (const suffix of ['', '-wal', '-shm']) {
    const path = join(directory, FILE_NAME + suffix);
    if (existsSync(path)) renameSync(path, join(folder, name + suffix));
  }
  const connection = openSqliteConnection({ directory, fileName: FILE_NAME });
  connection.db.exec(TABLES);
  return connection;
}

function fingerprintOf(directory: string): string {
  const place = realpathSync(directory);
  const { ino } = statSync(place, { bigint: true });
  return createHash('sha256').update(`${hostname()}\n${place}\n${ino}`).digest('hex');
}
