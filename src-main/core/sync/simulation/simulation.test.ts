import { expect, test } from 'vitest';
import { makeKeys, plain, sealerOf } from '../keys/index.ts';
import { noTally, Simulation, type Tally } from './test-machines.ts';
import { Chance } from './test-world.ts';

/** Seeds of one test run; more where somebody has the patience. */
const RUNS = Number(process.env.OFFPRINT_SYNC_RUNS ?? 150);

const { keys } = await makeKeys('for the simulations', { logN: 3 });
const sealed = sealerOf(keys.ring);

async function simulate(seed: number, tally: Tally): Promise<string[]> {
  const chance = new Chance(seed);
  const simulation = new Simulation(chance, tally, seed % 10 === 0 ? sealed : plain);
  try {
    await simulation.run(20 + chance.below(60));
    return simulation.faults();
  } catch (error) {
    return [String(error)];
  }
}

test('[SYNC-3] any machines end with the same, and nothing that was made is missing', async () => {
  const tally = noTally();
  for (let seed = 1; seed <= RUNS; seed++) {
    expect({ seed, faults: await simulate(seed, tally) }).toEqual({ seed, faults: [] });
  }
  // Nothing is shown by runs in which nothing happens.
  for (const [what, count] of Object.entries(tally)) expect(count, what).toBeGreaterThan(RUNS / 20);
}, 600_000);
