import { parentPort, workerData } from 'node:worker_threads';
import { requireGoingOn } from '../threads/index.ts';
import { checkLibrary, copyLibrary } from './copy.ts';
import { failureOf, Refusal } from './failure.ts';
import type { Job, JobResult, WorkerInput } from './job.ts';

const { job, stop } = workerData as WorkerInput;

function tick(): void {
  requireGoingOn(stop, () => new Refusal('stopped', 'the program closes'));
}

async function run(job: Job): Promise<JobResult> {
  try {
    if (job.kind === 'check')
      return { ok: true, history: checkLibrary(job.source, job.versions, tick) };
    return { ok: true, history: await copyLibrary(job, tick) };
  } catch (error) {
    return failureOf(error);
  }
}

parentPort?.postMessage(await run(job));
