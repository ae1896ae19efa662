import { parentPort, workerData } from 'node:worker_threads';
import type { BuildInput, BuildOrder, BuildReport } from './builder.ts';
import { Feeder } from './feed/feeder.ts';
import { openSearchFile } from './files.ts';

/** Milliseconds between two reports of how far it is. */
const REPORT_MS = 500;

const { dataDir, sources } = workerData as BuildInput;
const database = openSearchFile(dataDir, sources);
const feeder = new Feeder(database, dataDir);
let build = -1;
let asked = 0;
let isWorking = false;
let reportedAt = 0;

report('working');
parentPort?.on('message', (order: BuildOrder) => {
  if (order.kind === 'close') return end();
  asked = order.number;
  if (order.kind === 'release') return letGo();
  // Another file lies where the read model's was.
  if (order.build !== build) feeder.release();
  build = order.build;
  if (!isWorking) turn();
});

/** One step, then whatever was asked meanwhile. */
function turn(): void {
  isWorking = true;
  let more = false;
  try {
    more = feeder.step();
  } catch (error) {
    isWorking = false;
    feeder.release();
    report('failed', String(error));
    return;
  }
  if (more && performance.now() - reportedAt > REPORT_MS) report('working');
  if (more) setImmediate(() => isWorking && turn());
  else {
    isWorking = false;
    report('idle');
  }
}

/** It goes on with the next order to follow. */
function letGo(): void {
  isWorking = false;
  feeder.release();
  report('working');
}

function report(state: BuildReport['state'], detail = ''): void {
  reportedAt = performance.now();
  const message: BuildReport = { state, number: asked, progress: feeder.progress(), detail };
  parentPort?.postMessage(message);
}

function end(): void {
  isWorking = false;
  feeder.close();
  database.close();
  parentPort?.close();
}
