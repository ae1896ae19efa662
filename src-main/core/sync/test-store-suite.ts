import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  elementsOf,
  type Fields,
  fieldValue,
  HybridClock,
  isDeleted,
  withDeletion,
  withElement,
  withValue,
} from '../store/index.ts';
import type { SyncRecord } from './record.ts';
import { NEVER_MET, type SyncStore } from './sync-store.ts';

/** A library to test; `write` does what the user's own act does, `by` the mutation of that name. */
export type StoreUnderTest = {
  readonly store: SyncStore;
  readonly write: (record: SyncRecord, by: string) => Promise<void>;
  /** Ends it and opens it again, as a restart does. */
  readonly reopen: () => Promise<StoreUnderTest>;
  readonly close: () => Promise<void>;
};

const ID = '7b0f3c1e-6a55-4f6e-9b1d-0c9f4f1f2a10';
/** Clocks of two machines; the store's own is a third one. */
const desk = new HybridClock('desk', '', () => 1_000);
const laptop = new HybridClock('laptop', '', () => 2_000);

/** A record of a collection that a user made; `by` is what it looks like from afar. */
export function madeRecord(id: string, fields: Fields): SyncRecord {
  return { collection: 'collections', document: { id, fields, by: '' } };
}

const named = (id: string, name: string, clock = desk): SyncRecord =>
  madeRecord(id, withValue({}, 'name', name, clock.next()));
const fieldsOf = (record: SyncRecord | undefined): Fields =>
  (record?.document.fields ?? {}) as Fields;
const changed = (record: SyncRecord, change: (fields: Fields) => Fields): SyncRecord =>
  madeRecord(record.document.id, change(fieldsOf(record)));
const deleted = (record: SyncRecord, clock = laptop): SyncRecord =>
  changed(record, (fields) => withDeletion(fields, true, clock.next()));

/** What every kind of library has to do. */
export function describeSyncStore(kind: string, make: () => Promise<StoreUnderTest>): void {
  describe(`a library to synchronise: ${kind}`, () => {
    let it_: StoreUnderTest;
    beforeEach(async () => {
      it_ = await make();
      await sendEverything();
    });
    afterEach(() => it_.close());

    /** Nothing waits to be sent when a test begins. */
    async function sendEverything(): Promise<void> {
      for (;;) {
        const pending = await it_.store.pending(500);
        if (pending.records.length + pending.losses.length === 0) return;
        await it_.store.sent(pending);
      }
    }

    const pendingNames = async (limit = 500): Promise<unknown[]> =>
      (await it_.store.pending(limit)).records.map((record) => nameOf(record));
    const nameOf = (record: SyncRecord | undefined): unknown =>
      fieldValue(fieldsOf(record), 'name', null);
    const current = async (record: SyncRecord): Promise<SyncRecord | undefined> =>
      (await it_.store.current([record]))[0];

    it('[SYNC-1] tells what was made here until it was sent', async () => {
      await it_.write(named(ID, 'Reading'), 'mutation-1');
      expect(await pendingNames()).toEqual(['Reading']);
      const pending = await it_.store.pending(500);
      expect(await pendingNames()).toEqual(['Reading']);
      await it_.store.sent(pending);
      await it_.store.sent(pending);
      expect(await pendingNames()).toEqual([]);
    });

    it('[SYNC-1] does not forget a change that came while another one was sent', async () => {
      const first = named(ID, 'Reading');
      await it_.write(first, 'mutation-1');
      const pending = await it_.store.pending(500);
      await it_.write(
        changed(first, (fields) => withValue(fields, 'name', 'Read', desk.next())),
        'mutation-2',
      );
      await it_.store.sent(pending);
      expect(await pendingNames()).toEqual(['Read']);
    });

    it('[SYNC-1] tells a limited number at a time, and comes to the end', async () => {
      for (let n = 0; n < 7; n++) await it_.write(named(`c-${n}`, `name ${n}`), `mutation-${n}`);
      const found = new Set<unknown>();
      for (let turn = 0; turn < 3; turn++) {
        const pending = await it_.store.pending(3);
        expect(pending.records.length).toBeLessThanOrEqual(3);
        expect(pending.isAll).toBe(turn === 2);
        for (const record of pending.records) found.add(nameOf(record));
        await it_.store.sent(pending);
      }
      expect(found.size).toBe(7);
      expect(await pendingNames()).toEqual([]);
    });

    it('[SYNC-1] tells everything again when it is asked to', async () => {
      await it_.write(named(ID, 'Reading'), 'mutation-1');
      await sendEverything();
      await it_.store.apply([named('from-afar', 'Theirs')], false);
      await it_.store.sendAll();
      expect(await pendingNames()).toEqual(expect.arrayContaining(['Reading', 'Theirs']));
      await sendEverything();
      expect(await pendingNames()).toEqual([]);
    });

    it('[SYNC-1] never tells which mutation wrote something', async () => {
      const own = named(ID, 'Reading');
      await it_.write(own, 'mutation-secret');
      const { records } = await it_.store.pending(500);
      expect(JSON.stringify([records, await it_.store.current([own])])).not.toContain('secret');
      expect(records.map(({ document }) => document.by)).toEqual(['']);
    });

    it('[SYNC-3] takes in what others made, once, and does not send it', async () => {
      const theirs = named(ID, 'Theirs', laptop);
      expect(await it_.store.apply([theirs], false)).toMatchObject({ changed: 1, merges: [] });
      expect(await it_.store.apply([theirs], false)).toMatchObject({ changed: 0, merges: [] });
      expect(await it_.store.apply([theirs, theirs], false)).toMatchObject({ changed: 0 });
      expect(nameOf(await current(theirs))).toBe('Theirs');
      expect(await pendingNames()).toEqual([]);
    });

    it('[SYNC-3] sends its own change with what others said meanwhile', async () => {
      const own = named(ID, 'Reading');
      await it_.write(own, 'mutation-1');
      const more = changed(own, (fields) => withValue(fields, 'colour', 'red', laptop.next()));
      expect(await it_.store.apply([more], false)).toMatchObject({ changed: 1 });
      const { records } = await it_.store.pending(500);
      expect(records).toHaveLength(1);
      expect(nameOf(records[0])).toBe('Reading');
      expect(fieldValue(fieldsOf(records[0]), 'colour', null)).toBe('red');
    });

    it('[SYNC-3] merges what both changed, and tells what lost', async () => {
      const own = named(ID, 'Mine', desk);
      await it_.write(own, 'mutation-1');
      const said = withElement({}, 'tags', 'theirs', true, laptop.next());
      const theirs = madeRecord(ID, withValue(said, 'name', 'Theirs', laptop.next()));
      const applied = await it_.store.apply([theirs], false);
      expect(applied.merges).toMatchObject([{ collection: 'collections', id: ID }]);
      expect(applied.merges[0]!.fields.toSorted()).toEqual(['name', 'tags']);
      expect(applied.losses).toMatchObject([{ field: 'name', value: 'Mine' }]);
      const now = await current(own);
      expect(nameOf(now)).toBe('Theirs');
      expect(elementsOf(fieldsOf(now), 'tags')).toEqual(['theirs']);
    });

    it('[SYNC-7] learns once of a value that lost elsewhere', async () => {
      const loss = { collection: 'collections', id: ID, field: 'name', value: 'x', clock: '5' };
      expect(await it_.store.learn([loss])).toEqual([loss]);
      expect(await it_.store.learn([loss])).toEqual([]);
      expect((await it_.store.pending(500)).losses).toEqual([]);
    });

    it('[SYNC-4] counts what is here, and what would be deleted', async () => {
      const before = await it_.store.present();
      const [one, other] = [named('one', 'One'), named('other', 'Other')];
      await it_.write(one, 'mutation-1');
      await it_.store.apply([other], false);
      expect((await it_.store.present()) - before).toBe(2);
      const unknown = deleted(named('unknown', 'Unknown'));
      const news = [deleted(one), deleted(other), unknown];
      expect(await it_.store.wouldDelete(news)).toBe(2);
      expect(await it_.store.wouldDelete([one, other])).toBe(0);
      await it_.store.apply(news, false);
      expect(await it_.store.wouldDelete(news)).toBe(0);
      expect(await it_.store.present()).toBe(before);
    });

    it('[SYNC-4] keeps what others deleted where it is told to, and says so', async () => {
      const own = named(ID, 'Reading');
      await it_.write(own, 'mutation-1');
      await sendEverything();
      const gone = deleted(own);
      await it_.store.apply([gone], 'all');
      expect(isDeleted(fieldsOf(await current(own)))).toBe(false);
      const { records } = await it_.store.pending(500);
      expect(records).toHaveLength(1);
      await sendEverything();
      expect(isDeleted(fieldsOf(records[0]))).toBe(false);
      // Once said, it is known: the deletion that comes again takes nothing away.
      await it_.store.apply([gone], false);
      expect(isDeleted(fieldsOf(await current(own)))).toBe(false);
    });

    it('[SYNC-3] does not delete what was edited without the deleter knowing', async () => {
      const own = named(ID, 'Reading');
      const gone = deleted(own);
      const edited = changed(own, (fields) => withValue(fields, 'name', 'Still', desk.next()));
      await it_.write(edited, 'mutation-1');
      expect(await it_.store.wouldDelete([gone])).toBe(0);
      await it_.store.apply([gone], false);
      expect(isDeleted(fieldsOf(await current(own)))).toBe(false);
    });

    it('[SYNC-6] keeps fields and kinds that it does not know', async () => {
      const known = named(ID, 'Reading');
      await it_.write(known, 'mutation-1');
      const ink = { kind: 'stroke', clock: laptop.next(), value: [[1, 2]], width: 3 };
      const newer = changed(known, (fields) => ({ ...fields, ink }) as Fields);
      await it_.store.apply([newer], false);
      const { records } = await it_.store.pending(500);
      expect(fieldsOf(records[0])).toMatchObject({ ink: { kind: 'stroke', value: [[1, 2]] } });
    });

    it('[SYNC-3] takes any word for an id, a field and an element', async () => {
      const words = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
      const fields = words.reduce<Fields>(
        (known, word) => withElement(known, 'tags', word, true, laptop.next()),
        withValue({}, 'constructor', 'a word', laptop.next()),
      );
      const records = words.map((word) => madeRecord(word, fields));
      await it_.store.apply(records, false);
      await it_.store.apply(records, false);
      for (const record of records) {
        const now = fieldsOf(await current(record));
        expect(elementsOf(now, 'tags')).toEqual(words.toSorted());
        expect(fieldValue(now, 'constructor', null)).toBe('a word');
      }
    });

    it('[SYNC-8] remembers after a restart', async () => {
      await it_.write(named(ID, 'Reading'), 'mutation-1');
      await it_.store.apply([named('theirs', 'Theirs')], false);
      const memory = { ...NEVER_MET, targetId: 'target', folder: 'own', last: 3, begun: true };
      await it_.store.remember(memory);
      await it_.store.noteTaken(['m/a/00000001-a.seg', 'm/a/00000002-b.seg'], []);
      await it_.store.noteTaken(['m/a/00000003-c.seg'], ['m/a/00000001-a.seg']);
      it_ = await it_.reopen();
      expect(await it_.store.memory()).toEqual(memory);
      expect([...(await it_.store.taken())].sort()).toEqual([
        ...['m/a/00000002-b.seg', 'm/a/00000003-c.seg'],
      ]);
      expect(await pendingNames()).toEqual(expect.arrayContaining(['Reading']));
      expect(await pendingNames()).not.toContain('Theirs');
      expect(nameOf(await current(named('theirs', '')))).toBe('Theirs');
    });
  });
}
