import type { RxDocumentData } from 'rxdb/plugins/core';
import { expect, test } from 'vitest';
import { type Harness, inserts, type Paper, stored, update } from './acceptance-harness.ts';

const paper = (id: string, votes = 1): Paper => ({ id, title: `T ${id}`, votes });

/** Ids and texts that some database could bend; all well-formed, as ours refuses others as ids. */
const AWKWARD = [
  ...["it's", 'a"b', '`x`', '%_', '--', ';', '\\', '\n\t', ' ', ' a', 'a ', 'A', 'a', '0', '00'],
  ...[
    'null',
    'undefined',
    'constructor',
    '😀',
    '\u{10FFFF}',
    '\uFFFD',
    '\uE000',
    '\u00e9',
    'e\u0301',
  ],
  ...['a\0b', 'a\0c', 'a\0', 'a|b', '$a', 'a.b', 'x'.repeat(900)],
];

/** bulkWrite and findDocumentsById: what is written, refused, and given back. */
export function writesAcceptance({ open, listen }: Harness): void {
  test('[SYNC-3] a conflict shows the row, what is stored and no more, and writes nothing', async () => {
    const instance = await open();
    await instance.bulkWrite(inserts(paper('a')), 't');
    const bulks = listen(instance);
    const row = { document: stored(paper('a', 9)) };
    const { error } = await instance.bulkWrite([row], 'mine');
    expect(error).toMatchObject([
      { isError: true, status: 409, documentId: 'a', writeRow: row, context: 'mine' },
    ]);
    expect((error[0] as { documentInDb?: unknown }).documentInDb).toEqual(stored(paper('a')));
    expect(await instance.findDocumentsById(['a'], true)).toEqual([stored(paper('a'))]);
    expect(bulks).toEqual([]);
  });

  test('[SYNC-3] an update needs the stored revision, whichever it is', async () => {
    const instance = await open();
    await instance.bulkWrite([update(paper('a'), paper('a', 2))], 't');
    expect(await instance.findDocumentsById(['a'], false)).toHaveLength(1);
    const stale = await instance.bulkWrite([update(paper('a'), paper('a', 5))], 't');
    expect(stale.error.map(({ status }) => status)).toEqual([409]);
    const previous = stored(paper('a', 2), 2);
    const far = stored(paper('a', 6), 9);
    expect((await instance.bulkWrite([{ previous, document: far }], 't')).error).toEqual([]);
    expect(await instance.findDocumentsById(['a'], false)).toEqual([far]);
  });

  test('[SYNC-3] of two that insert the same at once the first wins', async () => {
    const instance = await open();
    const [first, second] = await Promise.all([
      instance.bulkWrite(inserts(paper('a', 1)), 't'),
      instance.bulkWrite(inserts(paper('a', 2)), 't'),
    ]);
    expect([first.error.length, second.error.length]).toEqual([0, 1]);
    expect((await instance.findDocumentsById(['a'], false))[0]?.votes).toBe(1);
  });

  test('[SYNC-3] a deleted document comes back only by its revision, and may change while deleted', async () => {
    const instance = await open();
    await instance.bulkWrite(inserts(paper('a')), 't');
    await instance.bulkWrite([update(paper('a'), paper('a', 2), 2, true)], 't');
    expect(await instance.findDocumentsById(['a'], false)).toEqual([]);
    const refused = await instance.bulkWrite([{ document: stored(paper('a'), 3) }], 't');
    expect(refused.error.map(({ status }) => status)).toEqual([409]);
    const deleted = stored(paper('a', 7), 3, true);
    await instance.bulkWrite(
      [{ previous: stored(paper('a', 2), 2, true), document: deleted }],
      't',
    );
    expect(await instance.findDocumentsById(['a'], true)).toEqual([deleted]);
    const back = stored(paper('a', 8), 4);
    expect((await instance.bulkWrite([{ previous: deleted, document: back }], 't')).error).toEqual(
      [],
    );
    expect(await instance.findDocumentsById(['a'], false)).toEqual([back]);
  });

  test('[SYNC-6] keeps revision and meta as given, and lets go of what an update leaves out', async () => {
    const instance = await open();
    const first = { ...stored({ ...paper('a'), day: '2026-01-01', tags: ['x'] }), _rev: '1-abc' };
    const _meta = { lwt: 1.01, more: { nested: [1, null] } } as RxDocumentData<Paper>['_meta'];
    await instance.bulkWrite([{ document: { ...first, _meta } }], 't');
    expect(await instance.findDocumentsById(['a'], false)).toEqual([{ ...first, _meta }]);
    const later = { ...stored(paper('a')), _rev: '2-abc', _meta: { lwt: 1.01 } };
    await instance.bulkWrite([{ previous: { ...first, _meta }, document: later }], 't');
    const [found] = await instance.findDocumentsById(['a'], false);
    expect(found).toEqual(later);
    expect(Object.keys(found!)).not.toContain('day');
  });

  test('[SYNC-3] takes in documents that are deleted already, without an event', async () => {
    const instance = await open();
    const bulks = listen(instance);
    await instance.bulkWrite([{ document: stored(paper('a'), 1, true) }], 't');
    expect(bulks).toEqual([]);
    expect(await instance.findDocumentsById(['a'], true)).toHaveLength(1);
    expect(await instance.findDocumentsById(['a'], false)).toEqual([]);
  });

  test('[BACK-2] changes nothing of what it is given', async () => {
    const instance = await open();
    const rows = inserts(paper('a'), paper('b'));
    const before = structuredClone(rows);
    await instance.bulkWrite(rows, 't');
    await instance.bulkWrite(rows, 't');
    expect(rows).toEqual(before);
  });

  test('[BACK-2] gives back every id and text as it was, and takes none for another', async () => {
    const instance = await open();
    const papers = AWKWARD.map((id, votes) => ({ ...paper(id, votes), title: `${id}\uD800\0` }));
    expect((await instance.bulkWrite(inserts(...papers), 't')).error).toEqual([]);
    const found = await instance.findDocumentsById(AWKWARD, false);
    expect(found.map(({ id, title, votes }) => ({ id, title, votes }))).toEqual(papers);
    expect(await instance.findDocumentsById(['À', 'b', "it''s", 'a\0d'], true)).toEqual([]);
  });

  test('[PERF-9] writes and finds many documents at once', async () => {
    const instance = await open();
    const papers = Array.from({ length: 5_000 }, (_, i) => paper(`p${i}`, i));
    expect((await instance.bulkWrite(inserts(...papers), 't')).error).toEqual([]);
    const ids = papers.map(({ id }) => id);
    expect(await instance.findDocumentsById(ids, false)).toHaveLength(5_000);
    expect(await instance.findDocumentsById([], false)).toEqual([]);
  });
}
