import { expect, test } from 'vitest';
import { CarriedFolder, Chance } from '../simulation/test-world.ts';
import type { SyncTarget } from '../targets/index.ts';
import {
  changePassphrase,
  type Keys,
  type KeysResult,
  lockTarget,
  meetKeys,
  sealerOf,
  unlockTarget,
} from './index.ts';

const quick = { logN: 3 };
const RUNS = Number(process.env.OFFPRINT_KEY_RUNS ?? 4);

type Machine = { readonly target: SyncTarget; keys: Keys | null };
type Tally = Record<'changed' | 'asked' | 'wrong' | 'damaged' | 'sealed', number>;

/** Machines that make and change keys of one carried folder without waiting for each other. */
class KeySimulation {
  readonly #chance: Chance;
  readonly #tally: Tally;
  readonly #folder: CarriedFolder;
  readonly #machines: Machine[];
  /** What the people at the machines told each other: which passphrase seals which identity. */
  readonly #passphrases = new Map<string, string>();
  readonly #sealed: Uint8Array[] = [];

  constructor(chance: Chance, tally: Tally) {
    this.#chance = chance;
    this.#tally = tally;
    this.#folder = new CarriedFolder(chance);
    const count = 2 + chance.below(3);
    this.#machines = Array.from({ length: count }, () => ({
      target: this.#folder.join(),
      keys: null,
    }));
  }

  async run(steps: number): Promise<void> {
    for (let n = 0; n < steps; n++) {
      if (this.#chance.is(0.4)) this.#folder.carry(this.#chance.next());
      await this.#step(this.#chance.of(this.#machines));
    }
    for (let round = 0; round < 5; round++)
      for (const machine of this.#machines) {
        this.#folder.carry(1);
        await this.#meet(machine);
      }
  }

  /** What is not as it should be in the end. */
  async faults(): Promise<string[]> {
    const said = this.#machines.map(({ keys }) =>
      JSON.stringify([keys?.newest, keys?.ring[0], [...(keys?.ring ?? [])].sort()]),
    );
    const faults = new Set(said).size === 1 ? [] : [`the machines differ: ${said.join('\n')}`];
    for (const { keys } of this.#machines)
      for (const bytes of this.#sealed)
        if (!keys || (await sealerOf(keys.ring).open(bytes)) === null) faults.push('unread');
    return faults;
  }

  async #step(machine: Machine): Promise<void> {
    const isReady = await this.#meet(machine);
    if (!isReady || !machine.keys) return;
    this.#tally.sealed++;
    this.#sealed.push(await sealerOf(machine.keys.ring).seal(new Uint8Array([1])));
    if (!this.#chance.is(0.4)) return;
    this.#tally.changed++;
    const passphrase = `passphrase ${this.#tally.changed}`;
    this.#learn(
      machine,
      await changePassphrase(machine.target, passphrase, machine.keys, quick),
      passphrase,
    );
  }

  async #meet(machine: Machine): Promise<boolean> {
    const meeting = await meetKeys(machine.target, machine.keys);
    if (!meeting.ok) throw new Error(meeting.reason);
    if (meeting.state === 'plain') {
      this.#learn(machine, await lockTarget(machine.target, 'the first', quick), 'the first');
      return true;
    }
    if (meeting.state === 'ready') machine.keys = meeting.keys;
    if (meeting.state === 'damaged') this.#tally.damaged++;
    if (meeting.state === 'locked') return this.#unlock(machine);
    return meeting.state === 'ready';
  }

  /** Somebody tries the passphrases that were ever chosen, the youngest first. */
  async #unlock(machine: Machine): Promise<boolean> {
    this.#tally.asked++;
    const before = JSON.stringify(await machine.target.list(''));
    for (const passphrase of new Set([...this.#passphrases.values()].reverse())) {
      const result = await unlockTarget(machine.target, passphrase, machine.keys);
      if (result.ok) {
        machine.keys = result.keys;
        return true;
      }
      if (result.reason !== 'wrong-passphrase') return false;
      this.#tally.wrong++;
      expect(JSON.stringify(await machine.target.list(''))).toBe(before);
    }
    throw new Error('no passphrase opens it');
  }

  #learn(machine: Machine, result: KeysResult, passphrase: string): void {
    if (!result.ok) throw new Error(result.reason);
    machine.keys = result.keys;
    this.#passphrases.set(result.keys.ring[0], passphrase);
  }
}

test('[SYNC-5] machines that change keys at any time end with one ring that opens all', async () => {
  const tally: Tally = { changed: 0, asked: 0, wrong: 0, damaged: 0, sealed: 0 };
  for (let seed = 1; seed <= RUNS; seed++) {
    const chance = new Chance(seed);
    const simulation = new KeySimulation(chance, tally);
    await simulation.run(4 + chance.below(8));
    expect({ seed, faults: await simulation.faults() }).toEqual({ seed, faults: [] });
  }
  expect(Math.min(tally.changed, tally.asked, tally.sealed)).toBeGreaterThan(0);
  // Names are made by chance, and so is which key file wins: the rest takes more runs to be certain.
  if (RUNS >= 50) expect(Math.min(tally.wrong, tally.damaged)).toBeGreaterThan(0);
}, 600_000);
