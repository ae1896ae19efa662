import type { SyncChoice, SyncRun } from '../../src-shared/contract/index.ts';
import { client } from '../client.ts';
import { keys } from '../queries.ts';
import { createJob } from '../settings/jobs.ts';

/** Brings this machine into step now; with a choice where a run had stopped for one. */
export const runJob = createJob<SyncChoice | undefined, SyncRun>(
  (choice) => client.sync.run(choice === undefined ? {} : { choice }),
  [keys.sync],
);

/** Compares everything again. */
export const repairJob = createJob<void, SyncRun>(() => client.sync.repair(), [keys.sync]);
