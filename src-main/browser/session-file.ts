import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The address of the last time: the same origin finds the same IndexedDB, cookie and open page. */
export type Session = { port: number | null; token: string };

const FILE = 'browser.json';

/** What was remembered in the data folder, else a new token and no port. */
export function readSession(dataDir: string): Session {
  try {
    const { port, token } = JSON.parse(readFileSync(join(dataDir, FILE), 'utf8'));
    if (Number.isInteger(port) && port > 0 && port < 65_536 && /^[\w-]{43}$/.test(token))
      return { port, token };
  } catch {
    // No file yet, or a damaged one.
  }
  return { port: null, token: randomBytes(32).toString('base64url') };
}

/** Remembers the address for this user's eyes only. */
export function writeSession(dataDir: string, session: Session): void {
  const temporary = join(dataDir, `${FILE}.${process.pid}.tmp`);
  writeFileSync(temporary, JSON.stringify(session), { mode: 0o600 });
  renameSync(temporary, join(dataDir, FILE));
}
