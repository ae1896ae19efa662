import { expect, it } from 'vitest';
import { HybridClock, withValue } from '../store/index.ts';
import { plain } from './keys/index.ts';
import { syncOnce } from './run.ts';
import { MemorySyncStore } from './simulation/memory-sync-store.ts';
import { MemoryTarget } from './targets/index.ts';
import { madeRecord } from './test-store-suite.ts';

it('[SYNC-8] a run ends though somebody goes on writing all the while', async () => {
  const clock = new HybridClock('desk');
  const store = new MemorySyncStore(clock);
  const target = new MemoryTarget();
  let said = 0;
  const write = (): void =>
    store.write(madeRecord('c', withValue({}, 'name', said++, clock.next())));
  write();
  const busy = {
    list: (folder: string) => target.list(folder),
    read: (name: string) => target.read(name),
    remove: (name: string) => target.remove(name),
    write: (name: string, bytes: Uint8Array) => {
      write();
      if (said > 50) throw new Error('the run does not end');
      return target.write(name, bytes);
    },
  };
  const parts = { store, target: busy, sealer: plain, device: 'desk' };
  expect(await syncOnce(parts)).toMatchObject({ ok: true, sent: 1 });
  // And what came in between goes with the next one.
  expect((await store.pending(10)).records).toHaveLength(1);
});
