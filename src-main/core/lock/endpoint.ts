import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const FILE = 'core.json';

const endpoint = z.object({
  pid: z.number().int().positive(),
  port: z.number().int().min(1).max(65_535),
  token: z.string().min(1),
  shell: z.enum(['electron', 'browser', 'none']),
  link: z.string().nullable(),
});

/** Where the running core listens on 127.0.0.1; `link` is the browser shell's, key included. */
export type Endpoint = z.infer<typeof endpoint>;

/** The endpoint that a core has published in this data folder, or null. It may be a dead core's. */
export function readEndpoint(dataDir: string): Endpoint | null {
  try {
    return endpoint.parse(JSON.parse(readFileSync(join(dataDir, FILE), 'utf8')));
  } catch {
    return null;
  }
}

/** Writes the endpoint for this user's eyes only; a reader sees the old file or the new one. */
export function writeEndpoint(dataDir: string, value: Endpoint): void {
  const temporary = join(dataDir, `${FILE}.${process.pid}.tmp`);
  writeFileSync(temporary, JSON.stringify(value), { mode: 0o600 });
  renameSync(temporary, join(dataDir, FILE));
}

/** Removes the published endpoint; nothing happens where there is none. */
export function removeEndpoint(dataDir: string): void {
  rmSync(join(dataDir, FILE), { force: true });
}
