import {
  awaitRxStorageReplicationInSync,
  cancelRxStorageReplication,
  defaultConflictHandler,
  getChangedDocumentsSince,
  getRxReplicationMetaInstanceSchema,
  type MangoQuery,
  normalizeMangoQuery,
  prepareQuery,
  type RxDocumentData,
  replicateRxStorageInstance,
  rxStorageInstanceToReplicationHandler,
} from 'rxdb/plugins/core';
import { expect, test } from 'vitest';
import {
  type Harness,
  type Instance,
  inserts,
  type Paper,
  stored,
  update,
} from './acceptance-harness.ts';

const paper = (id: string, votes = 1): Paper => ({ id, title: `T ${id}`, votes });
const many = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => paper(`p${String(i + from).padStart(4, '0')}`, i));

/** Pages through the changes after a checkpoint until there are none. */
async function follow(instance: Instance, limit: number, checkpoint?: unknown) {
  const documents: RxDocumentData<Paper>[] = [];
  for (let since = checkpoint; ; ) {
    const page = await getChangedDocumentsSince(instance, limit, since);
    if (page.documents.length === 0) return { documents, checkpoint: since };
    expect(page.documents.length).toBeLessThanOrEqual(limit);
    documents.push(...page.documents);
    since = page.checkpoint;
  }
}

/** changeStream, getChangedDocumentsSince, count and what replication makes of them. */
export function changesAcceptance({ makeStorage, open, listen }: Harness): void {
  test('[SYNC-1] tells of a write once, before it is acknowledged, in the order of its rows', async () => {
    const instance = await open();
    const bulks = listen(instance);
    await instance.bulkWrite(inserts(paper('b'), paper('a')), 'first');
    expect(bulks).toHaveLength(1);
    await instance.bulkWrite(
      [
        update(paper('a'), paper('a', 2)),
        { document: stored(paper('a', 9)) },
        update(paper('b'), paper('b', 3), 2, true),
        { document: stored(paper('c')) },
      ],
      'second',
    );
    const [one, two] = bulks;
    expect([one!.context, two!.context, bulks.length]).toEqual(['first', 'second', 2]);
    expect(one!.id).not.toBe(two!.id);
    const told = two!.events.map(({ operation, documentId }) => [operation, documentId]);
    expect(told).toEqual([
      ['UPDATE', 'a'],
      ['DELETE', 'b'],
      ['INSERT', 'c'],
    ]);
    expect(two!.events[0]).toMatchObject({
      documentData: stored(paper('a', 2), 2),
      previousDocumentData: stored(paper('a')),
    });
    expect(two!.events[1]?.previousDocumentData).toEqual(stored(paper('b')));
  });

  test('[SYNC-1] calls the return of a deleted document an insertion', async () => {
    const instance = await open();
    await instance.bulkWrite([{ document: stored(paper('a'), 1, true) }], 't');
    const bulks = listen(instance);
    const previous = stored(paper('a'), 1, true);
    await instance.bulkWrite([{ previous, document: stored(paper('a'), 2) }], 't');
    expect(bulks.flatMap(({ events }) => events.map(({ operation }) => operation))).toEqual([
      'INSERT',
    ]);
  });

  test('[SYNC-1] misses none of many documents of one instant', async () => {
    const instance = await open();
    await instance.bulkWrite(inserts(...many(95)), 't');
    const { documents, checkpoint } = await follow(instance, 10);
    expect(documents.map(({ id }) => id).toSorted()).toEqual(many(95).map(({ id }) => id));
    const empty = await getChangedDocumentsSince(instance, 10, checkpoint);
    expect(empty).toEqual({ documents: [], checkpoint });
  });

  test('[SYNC-1] shows each document once in its newest state, deleted ones too, while others write', async () => {
    const instance = await open();
    await instance.bulkWrite(inserts(...many(10)), 't');
    const first = await getChangedDocumentsSince(instance, 6);
    await instance.bulkWrite(
      [
        { previous: stored(paper('p0000', 0)), document: at(stored(paper('p0000', 50), 2), 2) },
        {
          previous: stored(paper('p0009', 9)),
          document: at(stored(paper('p0009', 9), 2, true), 3),
        },
        { document: at(stored(paper('new')), 4) },
      ],
      't',
    );
    const { documents } = await follow(instance, 4, first.checkpoint);
    const newest = new Map(documents.map((one) => [one.id, one]));
    expect(newest.size).toBe(documents.length);
    expect([...newest.keys()].toSorted()).toEqual([
      ...['new', 'p0000', 'p0006', 'p0007', 'p0008', 'p0009'],
    ]);
    expect(newest.get('p0000')?.votes).toBe(50);
    expect(newest.get('p0009')?._deleted).toBe(true);
  });

  test('[PERF-9] counts what a selector finds, deleted documents too where it does not say', async () => {
    const instance = await open();
    await instance.bulkWrite(inserts(...many(20)), 't');
    await instance.bulkWrite([update(paper('p0003', 3), paper('p0003', 3), 2, true)], 't');
    const count = async (selector: object) => {
      const query = { selector, limit: 2, skip: 1 } as MangoQuery<Paper>;
      const filled = normalizeMangoQuery(instance.schema, query);
      return (await instance.count(prepareQuery<Paper>(instance.schema, filled))).count;
    };
    expect(await count({})).toBe(20);
    expect(await count({ _deleted: { $eq: false } })).toBe(19);
    expect(await count({ votes: { $gt: 3 }, title: { $regex: '7$' } })).toBe(2);
  });

  test('[SYNC-2] replicates with another instance both ways, and settles a conflict', async () => {
    const master = await open();
    const fork = await open();
    const meta = await openMeta(fork);
    await master.bulkWrite(inserts(...many(30), paper('both', 1)), 't');
    await fork.bulkWrite(inserts(...many(30, 100), paper('both', 2)), 't');
    const state = replicateRxStorageInstance<Paper>({
      identifier: 'acceptance',
      pullBatchSize: 7,
      pushBatchSize: 7,
      forkInstance: fork,
      metaInstance: meta as never,
      keepMeta: true,
      skipStoringPullMeta: false,
      hashFunction: async (text) => String(text),
      conflictHandler: defaultConflictHandler,
      replicationHandler: rxStorageInstanceToReplicationHandler(
        master as never,
        defaultConflictHandler,
        'token',
      ),
    });
    await awaitRxStorageReplicationInSync(state as never);
    await fork.bulkWrite(inserts(paper('later', 5)), 't');
    await awaitRxStorageReplicationInSync(state as never);
    const [ours, theirs] = [await follow(master, 100), await follow(fork, 100)];
    await cancelRxStorageReplication(state as never);
    await meta.close();
    const said = ({ documents }: typeof ours) =>
      documents.map(({ id, votes }) => `${id} ${votes}`).toSorted();
    expect(said(theirs)).toEqual(said(ours));
    expect(ours.documents).toHaveLength(62);
    expect(said(ours)).toContain('both 1');
  });

  async function openMeta(fork: Instance): Promise<Instance> {
    const schema = getRxReplicationMetaInstanceSchema<Paper, unknown>(fork.schema as never, false);
    return (await makeStorage().createStorageInstance({
      databaseInstanceToken: 'meta',
      databaseName: `meta of ${fork.databaseName}`,
      collectionName: 'meta',
      schema: schema as never,
      options: {},
      multiInstance: false,
      devMode: false,
    })) as unknown as Instance;
  }
}

function at(document: RxDocumentData<Paper>, after: number): RxDocumentData<Paper> {
  return { ...document, _meta: { lwt: document._meta.lwt + after } };
}
