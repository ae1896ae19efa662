import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** The upstream's address for each of the services that it stands for. */
export type DemoOrigins = { huggingFace: string; arxiv: string; arxivPdf: string };

/** The built-in upstream of `--demo`, while it runs. */
export type DemoThread = { origins: DemoOrigins; close(): Promise<void> };

/**
 * Starts the demo's upstream in a thread of its own: setting one of its PDFs takes up to half a
 * second, for which the core would not answer.
 */
export async function startDemoThread(): Promise<DemoThread> {
  const worker = new Worker(new URL('./demo-worker.ts', import.meta.url));
  const [origins] = (await once(worker, 'message')) as [DemoOrigins];
  return {
    origins,
    async close() {
      await worker.terminate();
    },
  };
}
