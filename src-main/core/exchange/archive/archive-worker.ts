import { parentPort, workerData } from 'node:worker_threads';
import { requireGoingOn } from '../../threads/index.ts';
import { examineArchive } from './examine.ts';
import { ArchiveRefusal, archiveFailure } from './failure.ts';
import type { ArchiveInput, ArchiveJob, ArchiveResult } from './job.ts';
import { writeArchive } from './write.ts';

const { job, stop } = workerData as ArchiveInput;

function tick(): void {
  requireGoingOn(stop, () => new ArchiveRefusal('stopped', 'it was ended'));
}

async function run(asked: ArchiveJob): Promise<ArchiveResult<ArchiveJob>> {
  try {
    if (asked.kind === 'write') return { ok: true, ...(await writeArchive(asked, tick)) };
    return { ok: true, ...(await examineArchive(asked.path, asked.library, tick)) };
  } catch (error) {
    return archiveFailure(error);
  }
}

parentPort?.postMessage(await run(job));
