import { expect, it } from 'vitest';
import { HybridClock, withValue } from '../store/index.ts';
import { plain } from './keys/index.ts';
import { syncOnce } from './run.ts';
import { MemorySyncStore } from './simulation/memory-sync-store.ts';
import { MemoryTarget } from './targets/index.ts';
import { madeRecord } from './test-store-suite.ts';

it('[SYNC-8] two runs of one library that overlap, though they must not, lose nothing', async () => {
  for (let round = 0; round < 40; round++) {
    const target = new MemoryTarget();
    const [desk, laptop] = ['desk', 'laptop'].map((device) => {
      const clock = new HybridClock(device);
      const store = new MemorySyncStore(clock);
      const parts = { store, target, sealer: plain, device, many: 3 };
      const run = () => syncOnce(parts);
      const write = (name: string): void =>
        store.write(madeRecord(name, withValue({}, 'name', name, clock.next())));
      return { store, run, write };
    }) as [Machine, Machine];
    for (let n = 0; n < 6; n++) {
      desk.write(`desk ${n}`);
      const first = desk.run();
      for (let turn = 0; turn < round; turn++) await Promise.resolve();
      laptop.write(`laptop ${n}`);
      desk.write(`later ${n}`);
      await Promise.all([first, desk.run(), laptop.run()]);
    }
    for (let turn = 0; turn < 3; turn++) for (const one of [desk, laptop]) await one.run();
    for (const { store } of [desk, laptop])
      expect({ round, size: store.records.size }).toEqual({ round, size: 18 });
    expect(await desk.run()).toMatchObject({ ok: true, sent: 0, changed: 0, unread: 0 });
  }
});

type Machine = {
  readonly store: MemorySyncStore;
  readonly run: () => ReturnType<typeof syncOnce>;
  readonly write: (name: string) => void;
};
