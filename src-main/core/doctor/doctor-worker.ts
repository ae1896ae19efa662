import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

/** Whether SQLite finds a file well-formed; of some damage it cannot even say so and throws. */
function isWellFormed(path: string): boolean {
  try {
    const db = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
    try {
      return db.prepare('PRAGMA quick_check(1)').get()?.quick_check === 'ok';
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}

parentPort?.postMessage(isWellFormed(String(workerData)));
