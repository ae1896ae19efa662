import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Fields,
  HybridClock,
  hasUnsent,
  isDeleted,
  readOne,
  withDeletion,
  withValue,
} from '../../store/index.ts';
import { type MachineLibrary, openMachineLibrary } from '../../test-machine-library.ts';
import { plain } from '../keys/index.ts';
import type { SyncRecord } from '../record.ts';
import { syncOnce } from '../run.ts';
import { MemorySyncStore } from '../simulation/memory-sync-store.ts';
import { MemoryTarget } from '../targets/index.ts';
import { describeSyncStore, type StoreUnderTest } from '../test-store-suite.ts';

async function underTest(folder?: string): Promise<StoreUnderTest> {
  const machine = await openMachineLibrary(folder);
  const { store, write, close } = machine;
  const reopen = async (): Promise<StoreUnderTest> => {
    await machine.shut();
    return underTest(machine.library.folder);
  };
  return { store, write, reopen, close };
}

describeSyncStore('the program’s', () => underTest());

const PAPER = 'arxiv:2606.00001';
const paper: SyncRecord = {
  collection: 'papers',
  document: { id: PAPER, facts: { title: 'On Machines in Step' } },
};
const state = (clock: string, value: string): SyncRecord => ({
  collection: 'states',
  document: { id: PAPER, fields: withValue({}, 'status', value, clock), by: '' },
});
const alias = (id: string, target: string): SyncRecord => ({
  collection: 'aliases',
  document: { id, target },
});

describe('the library to synchronise', () => {
  let machine: MachineLibrary;
  beforeEach(async () => {
    machine = await openMachineLibrary();
  });
  afterEach(() => machine.close());

  const told = async (): Promise<string[]> => {
    const pending = await machine.store.pending(500);
    await machine.store.sent(pending);
    return pending.records.map(({ collection, document }) => `${collection} ${document.id}`);
  };

  it('[SYNC-1] sends a paper once with what the user says of it', async () => {
    await machine.write(paper, '');
    await machine.write(state('1', 'reading'), 'mutation-1');
    expect(await told()).toEqual([`papers ${PAPER}`, `states ${PAPER}`]);
    await machine.write(state('2', 'read'), 'mutation-2');
    expect(await told()).toEqual([`states ${PAPER}`]);
    await machine.store.sendAll();
    expect(await told()).toEqual([`papers ${PAPER}`, `states ${PAPER}`]);
  });

  it('[SYNC-1] does not send back a paper that came from elsewhere', async () => {
    await machine.store.apply([paper], false);
    await machine.write(state('1', 'reading'), 'mutation-1');
    expect(await told()).toEqual([`states ${PAPER}`]);
  });

  it('[SYNC-1] sends a paper that becomes known after what the user says of it', async () => {
    await machine.write(state('1', 'reading'), 'mutation-1');
    expect(await told()).toEqual([`states ${PAPER}`]);
    await machine.write(paper, '');
    await machine.write(state('2', 'read'), 'mutation-2');
    expect(await told()).toEqual([`papers ${PAPER}`, `states ${PAPER}`]);
  });

  const fromFile = (id: string, title: string): SyncRecord => ({
    collection: 'papers',
    document: {
      id,
      facts: { title, from: {}, origins: [{ source: 'bibtex', name: 'a.bib', at: 1 }] },
    },
  });

  it('[SYNC-1] papers that are taken in a second time keep nothing behind them back', async () => {
    const { store } = machine;
    const target = new MemoryTarget();
    const run = () => syncOnce({ store, target, sealer: plain, device: 'here' });
    const papers = Array.from({ length: 501 }, (_, n) => `arxiv:2601.${n}`);
    for (const id of papers) await machine.write(fromFile(id, 'First'), '');
    expect(await run()).toMatchObject({ ok: true });
    for (const id of papers) await machine.write(fromFile(id, 'Second'), '');
    await machine.write(state('1', 'reading'), 'mutation-1');
    expect(await run()).toMatchObject({ ok: true, sent: 1 });
    expect(hasUnsent(machine.library.mutations.context.store.connection)).toBe(false);
  });

  it('[SYNC-1] sends a paper that was taken in here though another machine told of it before', async () => {
    await machine.write(fromFile('arxiv:2601.1', 'Here'), '');
    await machine.store.apply([fromFile('arxiv:2601.1', 'There')], false);
    expect(await told()).toEqual(['papers arxiv:2601.1']);
    expect(await told()).toEqual([]);
  });

  it('[SYNC-3] says the other name of a paper again at most once after it was told of it', async () => {
    await machine.store.apply([alias('title:abc', PAPER)], false);
    expect(await told()).toEqual(['aliases title:abc']);
    expect(await machine.store.apply([alias('title:abc', PAPER)], false)).toMatchObject({
      changed: 0,
    });
    expect(await told()).toEqual([]);
  });

  it('[SYNC-1] sends the other name of a paper that was made here, though it was told of others', async () => {
    await machine.write(alias('title:abc', PAPER), '');
    await machine.store.apply([alias('title:abc', 'arxiv:2700.00001')], false);
    expect(await told()).toEqual(['aliases title:abc']);
    const { aliases } = machine.library.mutations.context.store.collections;
    expect(await readOne(aliases, 'title:abc')).toMatchObject({ target: PAPER });
  });
});

describe('a paper whose deletion races work on it', () => {
  let machine: MachineLibrary;
  beforeEach(async () => {
    machine = await openMachineLibrary();
    await machine.store.apply([paper, stateOf('elsewhere')], false);
  });
  afterEach(() => machine.close());

  const stateOf = (device: string, fields: Fields = {}): SyncRecord => ({
    collection: 'states',
    document: { id: PAPER, fields: withValue(fields, 'starred', true, clockOf(device)), by: '' },
  });
  const clockOf = (device: string): string =>
    `00000000000${device === 'test' ? 2 : 1}-0000-${device}`;
  const deletedBy = (device: string): SyncRecord => {
    const { collection, document } = stateOf('elsewhere');
    const fields = withDeletion(document.fields as Fields, true, clockOf(device));
    return { collection, document: { ...document, fields } };
  };
  const highlight: SyncRecord = {
    collection: 'annotations',
    document: {
      ...{ id: 'mark', paperId: PAPER, kind: 'highlight', fileSha256: '', version: null },
      ...{ order: '', createdAt: 1, anchor: {}, by: '' },
      fields: withValue({}, 'colour', 'green', clockOf('elsewhere')),
    },
  };
  const isGone = async (): Promise<boolean> => {
    const { states } = machine.library.mutations.context.store.collections;
    return isDeleted((await readOne(states, PAPER))!.fields);
  };
  const unsent = async (): Promise<string[]> =>
    (await machine.store.pending(500)).records.map(({ collection }) => collection);

  it('[SYNC-3] comes back where it was deleted, and that is sent', async () => {
    await machine.write(deletedBy('test'), 'mutation-1');
    await machine.store.sent(await machine.store.pending(500));
    await machine.store.apply([highlight], false);
    expect(await isGone()).toBe(false);
    expect(await unsent()).toEqual(['states']);
    await machine.store.apply([highlight], false);
    expect(await isGone()).toBe(false);
  });

  it('[SYNC-3] stays where work on it was not sent, and that is sent', async () => {
    await machine.write(highlight, 'mutation-1');
    await machine.store.apply([deletedBy('elsewhere')], false);
    expect(await isGone()).toBe(false);
    expect((await unsent()).toSorted()).toEqual(['annotations', 'states']);
  });

  it('[SYNC-3] stays deleted though all that was sent is to be sent again', async () => {
    await machine.write(highlight, 'mutation-1');
    await machine.store.sent(await machine.store.pending(500));
    await machine.store.sendAgain();
    await machine.store.apply([deletedBy('elsewhere')], false);
    expect(await isGone()).toBe(true);
    expect((await unsent()).toSorted()).toEqual(expect.arrayContaining(['annotations', 'states']));
  });

  it('[SYNC-3] stays where work on it was changed after all was to be sent again', async () => {
    await machine.write(highlight, 'mutation-1');
    await machine.store.sent(await machine.store.pending(500));
    await machine.store.sendAgain();
    await machine.write(highlight, 'mutation-2');
    await machine.store.sendAgain();
    await machine.store.apply([deletedBy('elsewhere')], false);
    expect(await isGone()).toBe(false);
  });

  it('[SYNC-3] stays deleted though all that was sent is to be sent again, whole runs', async () => {
    await machine.write(highlight, 'mutation-1');
    const { store } = machine;
    const target = new MemoryTarget();
    const run = () => syncOnce({ store, target, sealer: plain, device: 'here' });
    await run();
    const clock = new HybridClock('elsewhere');
    const other = new MemorySyncStore(clock);
    const away = () => syncOnce({ store: other, target, sealer: plain, device: 'elsewhere' });
    await away();
    const { collection, document } = other.records.get(`states|${PAPER}`)!;
    const fields = withDeletion(document.fields as Fields, true, clock.next());
    other.write({ collection, document: { ...document, fields } });
    await away();
    // A segment of ours is lost, as in a folder that another program carries.
    const [own] = (await store.memory()).own;
    await target.remove(own!);
    expect(await run()).toMatchObject({ ok: true });
    expect(await isGone()).toBe(true);
  });

  it('[SYNC-3] stays deleted where whoever deleted it may have known the work on it', async () => {
    await machine.store.apply([highlight], false);
    await machine.store.apply([deletedBy('elsewhere')], false);
    expect(await isGone()).toBe(true);
    const other = { ...highlight, document: { ...highlight.document, id: 'other' } };
    await machine.store.apply([other], false);
    expect(await isGone()).toBe(true);
    expect(await unsent()).toEqual([]);
  });
});
