import { describe, expect, it } from 'vitest';
import {
  appendedText,
  applyTextUpdate,
  EMPTY_TEXT,
  HybridClock,
  withElement,
  withText,
  withValue,
} from '../store/index.ts';
import { makeKeys, plain, type Sealer, sealerOf } from './keys/index.ts';
import { syncOnce } from './run.ts';
import { MemorySyncStore } from './simulation/memory-sync-store.ts';
import { Chance } from './simulation/test-world.ts';
import { MemoryTarget } from './targets/index.ts';
import { madeRecord } from './test-store-suite.ts';

const ROUNDS = 150;
const { keys } = await makeKeys('for what is damaged', { logN: 3 });
const sealers: readonly [string, Sealer][] = [
  ['plain', plain],
  ['sealed', sealerOf(keys.ring)],
];

type Machine = { readonly store: MemorySyncStore; readonly clock: HybridClock };

function machineOf(name: string): Machine {
  const clock = new HybridClock(name);
  return { store: new MemorySyncStore(clock), clock };
}

function edit({ store, clock }: Machine, n: number): void {
  const text = applyTextUpdate(undefined, appendedText(EMPTY_TEXT, `words of ${n}`))!.state;
  const named = withValue({}, 'name', `name ${n}`, clock.next());
  const tagged = withElement(named, 'tags', `tag ${n}`, true, clock.next());
  store.write(madeRecord(`c-${n}`, withText(tagged, 'body', text, clock.next())));
}

/** A copy with a byte changed, a part missing, or something else in its place. */
function damaged(bytes: Uint8Array, chance: Chance): Uint8Array {
  const dice = chance.below(4);
  if (dice === 0) return bytes.slice(0, chance.below(bytes.length));
  if (dice === 1) return bytes.map(() => chance.below(256));
  const copy = bytes.slice();
  const count = dice === 2 ? 1 : 1 + chance.below(20);
  for (let n = 0; n < count; n++) copy[chance.below(copy.length)]! ^= 1 << chance.below(8);
  return copy;
}

const documentsOf = ({ store }: Machine): Map<string, unknown> =>
  new Map([...store.records].map(([key, { document }]) => [key, document]));

describe.each(sealers)('a target that is damaged, %s', (_kind, sealer) => {
  async function world() {
    const target = new MemoryTarget();
    const desk = machineOf('desk');
    const run = ({ store }: Machine, device: string, choice?: 'repair') =>
      syncOnce({ store, target, sealer, device, many: 100 }, choice);
    for (let n = 0; n < 12; n++) {
      edit(desk, n);
      if (n % 3 === 2) await run(desk, 'desk');
    }
    return { target, desk, run };
  }

  it('[SYNC-5] is never taken for what it is not, waits, and is healed by its owner’s repair', async () => {
    const chance = new Chance(20_261_121);
    const { target, desk, run } = await world();
    const whole = documentsOf(desk);
    let waited = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const { folder, own } = await desk.store.memory();
      const name = chance.of(own);
      target.files.set(name, damaged(target.files.get(name)!, chance));
      const laptop = machineOf('laptop');
      const result = await run(laptop, 'laptop');
      expect(result).toMatchObject({ ok: true, newer: 0 });
      waited += result.ok ? result.unread : 0;
      for (const [key, found] of documentsOf(laptop)) expect(found).toEqual(whole.get(key));
      expect(await run(desk, 'desk', 'repair')).toMatchObject({ ok: true });
      expect(await run(laptop, 'laptop')).toMatchObject({ ok: true, unread: 0 });
      expect(documentsOf(laptop)).toEqual(whole);
      expect(documentsOf(desk)).toEqual(whole);
      for (const one of target.files.keys())
        if (one.startsWith('m/') && !one.includes(folder)) target.files.delete(one);
    }
    expect(waited).toBeGreaterThan(ROUNDS / 2);
  }, 60_000);

  it('[SYNC-4] stops where its marker is damaged, and changes nothing', async () => {
    const chance = new Chance(7);
    const { target, desk, run } = await world();
    const [name] = [...target.files.keys()].filter((one) => one.startsWith('t/'));
    const before = new Map(target.files);
    const memory = await desk.store.memory();
    let stopped = 0;
    for (let round = 0; round < ROUNDS; round++) {
      target.files.set(name!, damaged(before.get(name!)!, chance));
      const result = await run(desk, 'desk');
      if (!result.ok) stopped++;
      else expect(result).toMatchObject({ sent: 0, changed: 0 });
      expect((await desk.store.memory()).targetId).toBe(memory.targetId);
      expect([...target.files.keys()]).toEqual([...before.keys()]);
    }
    expect(stopped).toBeGreaterThan(ROUNDS / 2);
  });
});
