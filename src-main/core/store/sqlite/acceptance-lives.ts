import { createRxDatabase, fillWithDefaultSettings } from 'rxdb/plugins/core';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { expect, test } from 'vitest';
import {
  type Harness,
  inserts,
  type Paper,
  paperSchema,
  stored,
  update,
} from './acceptance-harness.ts';

const paper = (id: string, votes = 1): Paper => ({ id, title: `T ${id}`, votes });

/** Opening, closing, removing, cleaning up, and living beside others. */
export function livesAcceptance(suite: Harness): void {
  const { makeStorage, open, listen } = suite;

  test('[BACK-2] keeps databases, collections and versions apart, whatever their names', async () => {
    const storage = makeStorage();
    const names = [
      'a',
      'A',
      'a b',
      "it's",
      'a"b',
      'a.b',
      'é',
      'e\u0301',
      '😀',
      'a/b',
      '..',
      'sqlite_x',
    ];
    const places = [
      ...names.map((database) => ({ database })),
      ...names.map((collection) => ({ database: 'names', collection })),
      { database: 'names', collection: 'a', version: 1 },
    ];
    const instances = await Promise.all(places.map((place) => open({ storage, ...place })));
    for (const [i, instance] of instances.entries())
      await instance.bulkWrite(inserts(paper('same', i)), 't');
    for (const [i, instance] of instances.entries())
      expect((await instance.findDocumentsById(['same'], false))[0]?.votes).toBe(i);
    await instances[0]!.remove();
    for (const instance of instances.slice(1))
      expect(await instance.findDocumentsById(['same'], false)).toHaveLength(1);
    await Promise.all(instances.slice(1).map((instance) => instance.remove()));
  });

  test('[BACK-2] removes a collection for good', async () => {
    const storage = makeStorage();
    const first = await open({ storage, database: 'removed' });
    await first.bulkWrite(inserts(paper('a')), 't');
    await first.remove();
    const again = await open({ storage, database: 'removed' });
    expect(await again.findDocumentsById(['a'], true)).toEqual([]);
    expect((await again.bulkWrite(inserts(paper('a')), 't')).error).toEqual([]);
    await again.remove();
  });

  test('[BACK-2] closes twice, closes after removal, and does not remove when closed', async () => {
    const instance = await open();
    await Promise.all([instance.close(), instance.close()]);
    await instance.close();
    await expect(async () => instance.remove()).rejects.toThrow();
    const other = await open();
    await other.remove();
    await other.close();
  });

  test('[BACK-2] what was asked for before the close is done, and whole', async () => {
    const storage = makeStorage();
    const place = { storage, database: 'pending' };
    const [instance, other] = [await open(place), await open(place)];
    const write = instance.bulkWrite(inserts(paper('a'), paper('b')), 't').then(
      () => true,
      () => false,
    );
    await instance.close();
    const acknowledged = await write;
    const found = await other.findDocumentsById(['a', 'b'], false);
    expect(found).toHaveLength(acknowledged ? 2 : 0);
    await other.remove();
  });

  test('[SYNC-1] two instances of one collection see and hear each other', async () => {
    const storage = makeStorage();
    const place = { storage, database: 'shared', multiInstance: true };
    const [one, two] = [await open(place), await open(place)];
    const [heardByOne, heardByTwo] = [listen(one), listen(two)];
    await one.bulkWrite(inserts(paper('a')), 't');
    expect(await two.findDocumentsById(['a'], false)).toHaveLength(1);
    await two.bulkWrite([update(paper('a'), paper('a', 2))], 't');
    await expect.poll(() => [heardByOne.length, heardByTwo.length]).toEqual([2, 2]);
    for (const heard of [heardByOne, heardByTwo])
      expect(heard.map(({ events }) => events[0]?.operation)).toEqual(['INSERT', 'UPDATE']);
    await one.close();
    expect(await two.findDocumentsById(['a'], false)).toMatchObject([{ votes: 2 }]);
    await two.remove();
  });

  test('[SYNC-3] cleanup says when nothing is left, of many, and leaves what lives', async () => {
    const instance = await open();
    expect(await instance.cleanup(0)).toBe(true);
    const papers = Array.from({ length: 2_500 }, (_, i) => paper(`p${i}`, i));
    await instance.bulkWrite(inserts(...papers), 't');
    await instance.bulkWrite(
      papers.slice(10).map((one) => update(one, one, 2, true)),
      't',
    );
    while (!(await instance.cleanup(10 * 365 * 24 * 60 * 60 * 1000)));
    const ids = papers.map(({ id }) => id);
    expect(await instance.findDocumentsById(ids, true)).toHaveLength(2_500);
    let rounds = 1;
    while (!(await instance.cleanup(0))) rounds += 1;
    expect(rounds).toBeLessThan(10);
    expect(await instance.findDocumentsById(ids, true)).toHaveLength(10);
    const again = { document: stored(paper('p2000', 5)) };
    expect((await instance.bulkWrite([again], 't')).error).toEqual([]);
  });

  test('[SYNC-1] says of a schema that it needs a wrapper, rather than storing in the clear', async () => {
    const schema = fillWithDefaultSettings(paperSchema);
    const refused = (change: object) =>
      makeStorage().createStorageInstance<Paper>({
        databaseInstanceToken: 't',
        databaseName: 'refused',
        collectionName: 'papers',
        schema: { ...schema, ...change },
        options: {},
        multiInstance: false,
        devMode: false,
      });
    await expect(async () => refused({ keyCompression: true })).rejects.toThrow('UT5');
    await expect(async () => refused({ attachments: { encrypted: true } })).rejects.toThrow('UT6');
  });

  test('[SYNC-3] works inside a validating wrapper, which refuses with 422', async () => {
    const storage = wrappedValidateAjvStorage({ storage: makeStorage() as never });
    const instance = await open({ storage: storage as never });
    const odd = { ...paper('b'), votes: 'many' as never };
    const { error } = await instance.bulkWrite(inserts(paper('a'), odd), 't');
    expect(error.map(({ status, documentId }) => [status, documentId])).toEqual([[422, 'b']]);
    expect(await instance.findDocumentsById(['a', 'b'], false)).toHaveLength(1);
  });

  test('[SYNC-1] serves collections with composite primary keys', async () => {
    const database = await createRxDatabase({
      name: 'composite',
      storage: makeStorage(),
      multiInstance: false,
    });
    const { votes } = await database.addCollections({
      votes: {
        schema: {
          version: 0,
          primaryKey: { key: 'id', fields: ['day', 'paper.name'], separator: '|' },
          type: 'object',
          properties: {
            id: { type: 'string', maxLength: 200 },
            day: { type: 'string', maxLength: 10 },
            paper: { type: 'object', properties: { name: { type: 'string' } } },
            count: { type: 'integer', minimum: 0, maximum: 9, multipleOf: 1 },
          },
          required: ['id', 'day', 'paper', 'count'],
          indexes: [['day', 'count']],
        },
      },
    });
    await votes.bulkInsert([
      { day: '2026-01-02', paper: { name: 'x' }, count: 1 },
      { day: '2026-01-01', paper: { name: 'y' }, count: 2 },
      { day: '2026-01-01', paper: { name: 'x' }, count: 3 },
    ]);
    await votes.upsert({ day: '2026-01-01', paper: { name: 'x' }, count: 0 });
    const found = await votes
      .find({
        selector: { day: { $lte: '2026-01-01' } },
        sort: [{ day: 'asc' }, { count: 'desc' }],
      })
      .exec();
    expect(found.map(({ primary, count }) => [primary, count])).toEqual([
      ['2026-01-01|y', 2],
      ['2026-01-01|x', 0],
    ]);
    expect((await votes.findOne('2026-01-02|x').exec())?.count).toBe(1);
    await database.remove();
  });
}
