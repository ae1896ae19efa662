import { afterEach, beforeEach, expect, it } from 'vitest';
import { HybridClock, withValue } from '../../store/index.ts';
import { type MachineLibrary, openMachineLibrary } from '../../test-machine-library.ts';
import { plain } from '../keys/index.ts';
import type { SyncRecord } from '../record.ts';
import { syncOnce } from '../run.ts';
import { MemorySyncStore } from '../simulation/memory-sync-store.ts';
import { MemoryTarget } from '../targets/index.ts';

const COUNT = 240;

let machine: MachineLibrary;
let target: MemoryTarget;

beforeEach(async () => {
  machine = await openMachineLibrary();
  target = new MemoryTarget();
  const clock = new HybridClock('elsewhere');
  const store = new MemorySyncStore(clock);
  for (let n = 0; n < COUNT; n++) store.write(searchOf(n, clock));
  await syncOnce({ store, target, sealer: plain, device: 'elsewhere' });
});

afterEach(() => machine.close());

function searchOf(n: number, clock: HybridClock): SyncRecord {
  const fields = withValue({}, 'name', `name ${n} `.repeat(40), clock.next());
  return { collection: 'searches', document: { id: `search-${n}`, fields, by: '' } };
}

const run = () => syncOnce({ store: machine.store, target, sealer: plain, device: 'here' });

it('[SYNC-8] a disk that becomes full while documents are taken in loses none of them', async () => {
  const { connection } = machine.library.mutations.context.store;
  const { page_count: pages } = connection.get<{ page_count: number }>('PRAGMA page_count')!;
  const before = await machine.store.present();
  let failed = 0;
  // A few pages more each time, so that it stops at one place after the other.
  for (let more = 0; more < 40; more += 6) {
    connection.get(`PRAGMA max_page_count = ${pages + more}`);
    await run().then(
      () => undefined,
      () => failed++,
    );
    const taken = await machine.store.taken();
    const here = (await machine.store.present()) - before;
    expect(here === COUNT || taken.size === 0).toBe(true);
  }
  expect(failed).toBeGreaterThan(3);
  connection.get('PRAGMA max_page_count = 1000000');
  expect(await run()).toMatchObject({ ok: true });
  expect((await machine.store.present()) - before).toBe(COUNT);
  machine = await (async () => {
    await machine.shut();
    return openMachineLibrary(machine.library.folder);
  })();
  expect((await machine.store.present()) - before).toBe(COUNT);
  expect(await run()).toMatchObject({ ok: true, changed: 0 });
});
