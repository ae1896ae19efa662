import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { type DemoUpstream, startDemoUpstream } from '../../demo/index.ts';
import { seeded } from './faults.ts';
import { rateLines } from './rate-log.ts';
import { takeSnapshot } from './snapshot.ts';
import { openHandles, SoakCore, settle, sufferFaults, type Wanted } from './soak.ts';

/** `OFFPRINT_SOAK_FAULTS=1000 vitest run src-main/core/soak` is the long run. */
const STRIKES = Number(process.env.OFFPRINT_SOAK_FAULTS ?? 60);
const SEED = Number(process.env.OFFPRINT_SOAK_SEED ?? 1);

const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-soak-'));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function wantedOf({ days, papersOn, papers }: DemoUpstream): Wanted {
  const newest = days.slice(-6);
  const listed = newest.flatMap((day) => papersOn(day)).map(({ id }) => id);
  return {
    days: newest,
    added: papers.slice(0, 4).map(({ id }) => id),
    detailed: listed.slice(0, 12),
    fetched: listed.slice(0, 12),
  };
}

async function bringWithoutFaults(upstream: DemoUpstream, wanted: Wanted) {
  const folder = newFolder();
  const core = new SoakCore(folder, upstream);
  await core.open();
  await settle(core, wanted);
  await core.close();
  return takeSnapshot(folder);
}

describe('an upstream that misbehaves', () => {
  it(
    '[LIST-4] [FILE-2] leaves the same papers and files as one that does not, at no higher rate',
    async () => {
      const upstream = await startDemoUpstream({ seed: 3, today: '2026-06-12', days: 10 });
      const wanted = wantedOf(upstream);
      const expected = await bringWithoutFaults(upstream, wanted);
      const folder = newFolder();
      const core = new SoakCore(folder, upstream);
      await wait(100);
      const handles = openHandles();
      const stopListening = core.listen();
      await core.open();
      const chance = seeded(SEED);
      const done = await sufferFaults(core, upstream, wanted, { chance, strikes: STRIKES });
      await settle(core, wanted);
      await core.close();
      stopListening();

      const lines = rateLines(core.asked);
      console.log(JSON.stringify({ seed: SEED, struck: upstream.struck, done, lines }, null, 1));
      for (const { lane, most, allowed } of lines)
        expect([lane, most <= allowed]).toEqual([lane, true]);
      expect(await takeSnapshot(folder)).toEqual(expected);
      await upstream.close();
      await expect.poll(openHandles, { timeout: 10_000 }).toBeLessThanOrEqual(handles);
    },
    STRIKES * 2_000 + 60_000,
  );
});
