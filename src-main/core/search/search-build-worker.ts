import { parentPort, workerData } from 'node:worker_threads';
import type { BuildInput, BuildOrder, BuildReport } from './builder.ts';
import { Feeder, type FeedProgress } from './feed/feeder.ts';
import { isOfDamage, openSearchFile } from './files.ts';

/** Milliseconds between two reports of how far it is. */
const REPORT_MS = 500;

const { dataDir, sources } = workerData as BuildInput;
const database = openSearchFile(dataDir, sources);
const feeder = new Feeder(database, dataDir);
let build = -1;
let asked = 0;
let isWorking = false;
let reportedAt = 0;
let progress: FeedProgress = { papers: { done: 0, total: 0 }, pages: { done: 0, total: 0 } };

attempt(() => report('working'));
parentPort?.on('message', (order: BuildOrder) => {
  if (order.kind === 'close') return end();
  asked = order.number;
  if (order.kind === 'release') return attempt(letGo);
  // Another file lies where the read model's was.
  if (order.build !== build) feeder.release();
  build = order.build;
  if (!isWorking) turn();
});

/** One step, then whatever was asked meanwhile. */
function turn(): void {
  isWorking = true;
  attempt(() => {
    const more = feeder.step();
    if (more && performance.now() - reportedAt > REPORT_MS) report('working');
    if (more) setImmediate(() => isWorking && turn());
    else {
      isWorking = false;
      report('idle');
    }
  });
}

/** Where a file cannot be read or written, the next order tries again. */
function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    isWorking = false;
    feeder.release();
    tell('failed', String(error), isOfDamage(error, dataDir));
  }
}

/** It goes on with the next order to follow. */
function letGo(): void {
  isWorking = false;
  feeder.release();
  report('working');
}

function report(state: 'working' | 'idle'): void {
  progress = feeder.progress();
  tell(state, '', false);
}

function tell(state: BuildReport['state'], detail: string, isDamaged: boolean): void {
  reportedAt = performance.now();
  const message: BuildReport = { state, number: asked, progress, detail, isDamaged };
  parentPort?.postMessage(message);
}

function end(): void {
  isWorking = false;
  feeder.close();
  database.close();
  parentPort?.close();
}
