import { getChangedDocumentsSince, type MangoQuery } from 'rxdb/plugins/core';
import { describe, expect, test } from 'vitest';
import { attachmentsAcceptance } from './acceptance-attachments.ts';
import { changesAcceptance } from './acceptance-changes.ts';
import { harness, inserts, type Paper, type Storage, stored } from './acceptance-harness.ts';
import { livesAcceptance } from './acceptance-lives.ts';
import { writesAcceptance } from './acceptance-writes.ts';

/** What every RxStorage of ours must do, shown on RxDB's memory storage too so that the suite is honest. */
export function storageAcceptance(name: string, makeStorage: () => Storage): void {
  describe(name, () => {
    const suite = harness(makeStorage);
    const { ask, open, openCollection } = suite;
    writesAcceptance(suite);
    changesAcceptance(suite);
    attachmentsAcceptance(suite);
    livesAcceptance(suite);

    test('[BACK-2] gives back what was written, by id, and leaves deleted ones out unless asked', async () => {
      const instance = await open();
      await instance.bulkWrite(
        inserts({ id: 'a', title: 'A', votes: 1 }, { id: 'b', title: 'B', votes: 2 }),
        't',
      );
      const previous = stored({ id: 'b', title: 'B', votes: 2 });
      const document = stored({ id: 'b', title: 'B', votes: 2 }, 2, true);
      expect((await instance.bulkWrite([{ previous, document }], 't')).error).toEqual([]);
      expect(await instance.findDocumentsById(['b', 'a', 'none'], false)).toEqual([
        stored({ id: 'a', title: 'A', votes: 1 }),
      ]);
      expect(
        (await instance.findDocumentsById(['b', 'a'], true)).map((found) => found._deleted),
      ).toEqual([true, false]);
    });

    test('[SYNC-3] refuses a write on an outdated revision and shows what is stored', async () => {
      const instance = await open();
      await instance.bulkWrite(inserts({ id: 'a', title: 'A', votes: 1 }), 't');
      const { error } = await instance.bulkWrite(
        inserts({ id: 'a', title: 'other', votes: 9 }, { id: 'b', title: 'B', votes: 2 }),
        't',
      );
      expect(error).toMatchObject([
        { status: 409, documentId: 'a', documentInDb: { title: 'A', votes: 1 } },
      ]);
      expect(
        (await instance.findDocumentsById(['a', 'b'], false)).map(({ title }) => title),
      ).toEqual(['A', 'B']);
    });

    test('[PERF-9] selects, sorts, skips and limits', async () => {
      const instance = await open();
      const papers = Array.from({ length: 20 }, (_, i) => ({
        id: `p${i}`,
        title: `T${i % 3}`,
        votes: (i * 7) % 20,
      }));
      await instance.bulkWrite(inserts(...papers), 't');
      const wanted = papers
        .filter(({ votes }) => votes >= 5)
        .sort((a, b) => b.votes - a.votes)
        .map(({ id }) => id);
      const query: MangoQuery<Paper> = {
        selector: { _deleted: false, votes: { $gte: 5 } } as never,
        sort: [{ votes: 'desc' }],
      };
      expect(await ask(instance, query)).toEqual(wanted);
      expect(await ask(instance, { ...query, skip: 3, limit: 4 })).toEqual(wanted.slice(3, 7));
      expect(await ask(instance, { ...query, limit: 0 })).toEqual([]);
      expect(
        await ask(instance, {
          selector: { title: { $regex: '^T1$' } },
          sort: [{ id: 'asc' }],
          limit: 2,
        }),
      ).toEqual(['p1', 'p10']);
    });

    test('[PERF-9] orders by UTF-16 like JavaScript, with missing values first', async () => {
      const instance = await open();
      const titles = ['z', '😀', '\uFFFD', '\u{10FFFF}', 'é', 'Z', '\uE000', ''];
      const papers = titles.map((title, i) => ({ id: `p${i}`, title, votes: 1 }));
      await instance.bulkWrite(inserts(...papers), 't');
      const wanted = papers.toSorted((a, b) => (a.title < b.title ? -1 : 1)).map(({ id }) => id);
      expect(await ask(instance, { selector: {}, sort: [{ title: 'asc' }] })).toEqual(wanted);
      expect(await ask(instance, { selector: {}, sort: [{ title: 'desc' }] })).toEqual(
        wanted.toReversed(),
      );
    });

    test('[SYNC-1] tells each change with a checkpoint after which there is nothing', async () => {
      const instance = await open();
      const events: { operations: string[]; checkpoint: unknown }[] = [];
      instance.changeStream().subscribe(({ events: changes, checkpoint }) => {
        events.push({ operations: changes.map(({ operation }) => operation), checkpoint });
      });
      const paper = { id: 'a', title: 'A', votes: 1 };
      await instance.bulkWrite(inserts(paper), 't');
      await instance.bulkWrite(
        [{ previous: stored(paper), document: stored({ ...paper, votes: 2 }, 2) }],
        't',
      );
      await instance.bulkWrite(
        [{ previous: stored(paper, 2), document: stored(paper, 3, true) }],
        't',
      );
      expect(events.map(({ operations }) => operations)).toEqual([
        ['INSERT'],
        ['UPDATE'],
        ['DELETE'],
      ]);
      const since = (i: number) => getChangedDocumentsSince(instance, 10, events[i]!.checkpoint);
      expect((await since(0)).documents.map(({ _rev }) => _rev)).toEqual(['3-x']);
      expect((await since(2)).documents).toEqual([]);
      expect((await since(2)).checkpoint).toEqual(events[2]!.checkpoint);
    });

    test('[SYNC-1] pages through all changes, each document once', async () => {
      const instance = await open();
      const papers = Array.from({ length: 25 }, (_, i) => ({ id: `p${i}`, title: 'T', votes: i }));
      await instance.bulkWrite(inserts(...papers), 't');
      const seen: string[] = [];
      for (let checkpoint: unknown; ; ) {
        const page = await getChangedDocumentsSince(instance, 10, checkpoint);
        if (page.documents.length === 0) break;
        seen.push(...page.documents.map(({ id }) => id));
        checkpoint = page.checkpoint;
      }
      expect(seen.toSorted()).toEqual(papers.map(({ id }) => id).toSorted());
    });

    test('[SYNC-3] cleanup removes only what was deleted long enough ago', async () => {
      const instance = await open();
      await instance.bulkWrite(
        inserts({ id: 'a', title: 'A', votes: 1 }, { id: 'b', title: 'B', votes: 1 }),
        't',
      );
      const previous = stored({ id: 'a', title: 'A', votes: 1 });
      await instance.bulkWrite(
        [
          {
            previous,
            document: { ...previous, _deleted: true, _rev: '2-x', _meta: { lwt: Date.now() } },
          },
        ],
        't',
      );
      await instance.cleanup(60_000);
      expect(await instance.findDocumentsById(['a'], true)).toHaveLength(1);
      while (!(await instance.cleanup(-1000)));
      expect(await instance.findDocumentsById(['a', 'b'], true)).toMatchObject([{ id: 'b' }]);
    });

    test('[SYNC-1] serves RxCollection: insert, patch, remove, observe, count', async () => {
      const papers = await openCollection();
      const seen: number[] = [];
      const subscription = papers
        .find({ selector: { votes: { $gt: 1 } } })
        .$.subscribe((found) => seen.push(found.length));
      await papers.bulkInsert([
        { id: 'a', title: 'A', votes: 1 },
        { id: 'b', title: 'B', votes: 2 },
      ]);
      await (await papers.findOne('a').exec(true)).incrementalPatch({ votes: 7 });
      await expect.poll(() => seen.at(-1)).toBe(2);
      await (await papers.findOne('b').exec(true)).remove();
      expect(await papers.count({ selector: { votes: { $gt: 1 } } }).exec()).toBe(1);
      expect((await papers.findByIds(['a', 'b']).exec()).size).toBe(1);
      await papers.insert({ id: 'b', title: 'B again', votes: 3 });
      expect((await papers.findOne('b').exec(true)).title).toBe('B again');
      subscription.unsubscribe();
    });

    test('[SYNC-1] keeps, replaces and removes attachments', async () => {
      const papers = await openCollection();
      const paper = await papers.insert({ id: 'a', title: 'A', votes: 1 });
      const put = (text: string) =>
        paper
          .getLatest()
          .putAttachment({ id: 'note.txt', data: new Blob([text]), type: 'text/plain' });
      const text = async () =>
        (await (await papers.findOne('a').exec(true)).getAttachment('note.txt')?.getData())?.text();
      await put('first');
      expect(await text()).toBe('first');
      await put('second');
      expect(await text()).toBe('second');
      await paper.getLatest().getAttachment('note.txt')?.remove();
      expect(await text()).toBeUndefined();
    });
  });
}
