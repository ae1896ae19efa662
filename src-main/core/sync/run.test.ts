import { expect, it } from 'vitest';
import { type Fields, HybridClock, withDeletion, withValue } from '../store/index.ts';
import { plain } from './keys/index.ts';
import type { RunParts } from './link.ts';
import { syncOnce } from './run.ts';
import { MemorySyncStore } from './simulation/memory-sync-store.ts';
import { MemoryTarget, type SyncTarget } from './targets/index.ts';
import { madeRecord } from './test-store-suite.ts';

type Machine = RunParts & { readonly store: MemorySyncStore };

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

it('[SYNC-7] a repair that was cut off is ended by the next, and leaves nothing behind', async () => {
  const target = new MemoryTarget();
  const stuck: SyncTarget = {
    list: (folder) => target.list(folder),
    read: (name) => target.read(name),
    write: (name, bytes) => target.write(name, bytes),
    remove: async () => ({ ok: false, reason: 'unreachable' }),
  };
  const store = new MemorySyncStore(new HybridClock('desk'));
  const parts = { store, sealer: plain, device: 'desk' };
  store.write(madeRecord('c', withValue({}, 'name', 'kept', new HybridClock('desk').next())));
  await syncOnce({ ...parts, target });
  const { folder } = await store.memory();
  const cutOff = await syncOnce({ ...parts, target: stuck }, 'repair');
  expect(cutOff).toMatchObject({ ok: false, reason: 'unreachable' });
  expect(await syncOnce({ ...parts, target }, 'repair')).toMatchObject({ ok: true });
  expect(await syncOnce({ ...parts, target })).toMatchObject({ ok: true });
  const memory = await store.memory();
  expect(memory.folder).toBe(folder);
  const left = await target.list('m');
  expect(left.ok && left.value.map(({ name }) => name)).toEqual(memory.own);
});

it('[SYNC-4] a great deletion that comes in parts deletes nothing unasked, however often it is tried', async () => {
  const target = new MemoryTarget();
  const machineOf = (device: string): Machine => {
    const store = new MemorySyncStore(new HybridClock(device));
    return { store, target, sealer: plain, device };
  };
  const [desk, laptop] = [machineOf('desk'), machineOf('laptop')];
  const clock = new HybridClock('desk');
  const ids = Array.from({ length: 12 }, (_, n) => `note${n}`);
  const named = withValue({}, 'name', 'kept', clock.next());
  const write = (id: string, fields: Fields): void => desk.store.write(madeRecord(id, fields));
  for (const id of ids) write(id, named);
  for (const parts of [desk, laptop]) await syncOnce(parts);
  // Each sync of the desk writes a segment of its own, with fewer deletions than anyone is asked for.
  for (const part of [ids.slice(0, 6), ids.slice(6)]) {
    for (const id of part) write(id, withDeletion(named, true, clock.next()));
    await syncOnce(desk);
  }
  for (let tries = 0; tries < 3; tries++)
    expect(await syncOnce(laptop)).toMatchObject({ reason: 'would-delete', documents: 12 });
  laptop.store.write(madeRecord('own', withValue({}, 'name', 'own', new HybridClock('b').next())));
  expect(await syncOnce(laptop)).toMatchObject({ reason: 'would-delete', report: { sent: 1 } });
  expect(await laptop.store.present()).toBe(13);
  expect(await syncOnce(laptop, 'keep')).toMatchObject({ ok: true });
  expect(await laptop.store.present()).toBe(13);
  expect(await syncOnce(desk)).toMatchObject({ ok: true });
  expect(await desk.store.present()).toBe(13);
});

it('[SYNC-4] a machine that joins does not bring back what others deleted before', async () => {
  const target = new MemoryTarget();
  const machineOf = (device: string): Machine => {
    const store = new MemorySyncStore(new HybridClock(device));
    return { store, target, sealer: plain, device };
  };
  const [desk, laptop, lab] = [machineOf('desk'), machineOf('laptop'), machineOf('lab')];
  const clock = new HybridClock('desk');
  const named = withValue({}, 'name', 'made and deleted', clock.next());
  // It is alive in a segment with a higher number than the one in which it is deleted.
  for (const id of ['first', 'second', 'gone']) {
    desk.store.write(madeRecord(id, named));
    await syncOnce(desk);
  }
  await syncOnce(laptop);
  const deleted = withDeletion(named, true, new HybridClock('laptop').next());
  laptop.store.write(madeRecord('gone', deleted));
  await syncOnce(laptop);
  // What the new machine itself had stays, though it was deleted elsewhere.
  lab.store.write(madeRecord('first', named));
  laptop.store.write(madeRecord('first', deleted));
  await syncOnce(laptop);
  expect(await syncOnce(lab)).toMatchObject({ ok: true });
  expect(await lab.store.present()).toBe(2);
  await syncOnce(desk);
  expect(await desk.store.present()).toBe(2);
});

it('[PERF-8] changed records go in few files, without what is there already, and are read once', async () => {
  const asked: string[] = [];
  const whole = new MemoryTarget();
  const target: SyncTarget = {
    list: (folder) => whole.list(folder),
    read: (name) => {
      asked.push(`read ${name}`);
      return whole.read(name);
    },
    write: (name, bytes) => {
      asked.push(`write ${name}`);
      return whole.write(name, bytes);
    },
    remove: (name) => whole.remove(name),
  };
  const machineOf = (device: string): Machine => {
    const store = new MemorySyncStore(new HybridClock(device));
    return { store, target, sealer: plain, device };
  };
  const [desk, laptop] = [machineOf('desk'), machineOf('laptop')];
  for (const parts of [desk, laptop, desk]) await syncOnce(parts);
  const clock = new HybridClock('desk');
  const count = 2_000;
  for (let n = 0; n < count; n++)
    desk.store.write(madeRecord(`state${n}`, withValue({}, 'starred', true, clock.next())));
  const before = [...whole.files.values()].reduce((sum, { length }) => sum + length, 0);
  asked.length = 0;
  expect(await syncOnce(desk)).toMatchObject({ ok: true, sent: count });
  expect(await syncOnce(laptop)).toMatchObject({ ok: true, changed: count });
  const segments = asked.filter((one) => one.includes(' m/'));
  // Five hundred to a file, written once and read once.
  expect(segments.filter((one) => one.startsWith('write'))).toHaveLength(4);
  expect(segments.filter((one) => one.startsWith('read'))).toHaveLength(4);
  const after = [...whole.files.values()].reduce((sum, { length }) => sum + length, 0);
  expect((after - before) / count).toBeLessThan(60);
  asked.length = 0;
  for (const parts of [desk, laptop])
    expect(await syncOnce(parts)).toMatchObject({ ok: true, sent: 0, changed: 0 });
  expect(asked.filter((one) => one.includes(' m/'))).toEqual([]);
});
