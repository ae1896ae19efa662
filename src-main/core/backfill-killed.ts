import { openTestCore } from './test-core.ts';

/** For the test of backfills: begins one of 400 days, or goes on with it, until it is killed. */
const [, , dataDir = '', huggingFace = ''] = process.argv;
const { client } = await openTestCore(dataDir, { huggingFace, background: true });
const { backfills } = await client.listings.status();
if (backfills.length === 0)
  await client.listings.backfill({ from: '2025-04-10', to: '2026-05-14' });
