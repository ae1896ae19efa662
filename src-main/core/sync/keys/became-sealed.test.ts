import { expect, it } from 'vitest';
import { HybridClock, withValue } from '../../store/index.ts';
import { syncOnce } from '../run.ts';
import { MemorySyncStore } from '../simulation/memory-sync-store.ts';
import { MemoryTarget } from '../targets/index.ts';
import { madeRecord } from '../test-store-suite.ts';
import { grownRing } from './ring.ts';
import { plain, sealerOf } from './sealer.ts';

it('[SYNC-5] what was written in plain text before the keys came is sealed, and reaches the others', async () => {
  const target = new MemoryTarget();
  const sealer = sealerOf(await grownRing());
  const machineOf = (device: string) => {
    const clock = new HybridClock(device);
    return { device, clock, store: new MemorySyncStore(clock) };
  };
  const [desk, laptop] = [machineOf('desk'), machineOf('laptop')];
  const named = (name: string) => madeRecord(name, withValue({}, 'name', name, desk.clock.next()));
  for (const name of ['first', 'second']) {
    desk.store.write(named(name));
    expect(await syncOnce({ ...desk, target, sealer: plain })).toMatchObject({ ok: true });
  }
  // Another machine made the same folder its own with a passphrase, which is now known here.
  expect(await syncOnce({ ...desk, target, sealer })).toMatchObject({ ok: true, unread: 0 });
  expect(await syncOnce({ ...laptop, target, sealer })).toMatchObject({ ok: true, unread: 0 });
  const names = [...laptop.store.records.values()].map(({ document }) => document.id);
  expect(names).toEqual(expect.arrayContaining(['first', 'second']));
  const files = await target.list('m');
  for (const { name } of files.ok ? files.value : []) {
    const file = await target.read(name);
    expect(file.ok && (await sealer.open(file.value)) !== null).toBe(true);
  }
  // Nothing is written anew a second time.
  expect(await syncOnce({ ...desk, target, sealer })).toMatchObject({ ok: true, sent: 0 });
});
