import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const RUN = join(import.meta.dirname, 'sync-couch-run.ts');
const SERVER = join(import.meta.dirname, 'sync-couch-server.ts');

/** Milliseconds of RxDB's replication of a library's rows to a CouchDB in memory, and from there. */
export async function throughCouch(full: string, empty: string) {
  const server = fork(SERVER, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [url] = (await once(server, 'message')) as [string];
  try {
    return { up: await replicated(full, url, 'push'), down: await replicated(empty, url, 'pull') };
  } finally {
    server.disconnect();
    await once(server, 'exit');
  }
}

async function replicated(folder: string, url: string, way: string): Promise<number> {
  const child = spawn(process.execPath, [RUN, folder, url, way], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`replicating (${way}) ended with ${code}`);
  return JSON.parse(output) as number;
}
