import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Origins } from '../core/index.ts';

/** The built-in upstream of `--demo`, while it runs. */
export type DemoThread = { origins: Origins; close(): Promise<void> };

/**
 * Starts the demo's upstream in a thread of its own: setting one of its PDFs takes up to half a
 * second, for which the core would not answer.
 */
export async function startDemoThread(): Promise<DemoThread> {
  const worker = new Worker(new URL('./demo-worker.ts', import.meta.url));
  const [origins] = (await once(worker, 'message')) as [Origins];
  return {
    origins,
    async close() {
      await worker.terminate();
    },
  };
}
