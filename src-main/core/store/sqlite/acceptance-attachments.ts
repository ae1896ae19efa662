import {
  type BulkWriteRow,
  getChangedDocumentsSince,
  type RxAttachmentWriteData,
  type RxDocumentData,
} from 'rxdb/plugins/core';
import { expect, test } from 'vitest';
import { type Harness, type Instance, inserts, stored } from './acceptance-harness.ts';

const paper = { id: 'a', title: 'A', votes: 1 };
type Attachments = Record<string, object>;

const withData = (text: string): RxAttachmentWriteData => ({
  length: text.length,
  type: 'text/plain',
  digest: `digest of ${text}`,
  data: new Blob([text], { type: 'text/plain' }),
});
const withoutData = (text: string) => {
  const { data: _, ...rest } = withData(text);
  return rest;
};

/** A row whose document, and the one before, have these attachments. */
function row(revision: number, before: Attachments | null, after: Attachments, deleted = false) {
  const document = { ...stored(paper, revision, deleted), _attachments: after };
  const previous = before && { ...stored(paper, revision - 1), _attachments: before };
  return (previous ? { previous, document } : { document }) as BulkWriteRow<typeof paper>;
}

async function textOf(instance: Instance, name: string, text: string): Promise<string> {
  return (await instance.getAttachmentData('a', name, `digest of ${text}`)).text();
}

/** Memory throws at once, ours by the promise. */
async function isMissing(instance: Instance, name: string, text: string): Promise<boolean> {
  try {
    await instance.getAttachmentData('a', name, `digest of ${text}`);
    return false;
  } catch {
    return true;
  }
}

const namesIn = (document: RxDocumentData<unknown> | undefined) =>
  Object.entries(document?._attachments ?? {}).map(([name, one]) => [
    name,
    Object.keys(one).sort(),
  ]);

/** Attachments beside their documents. */
export function attachmentsAcceptance({ open, listen }: Harness): void {
  test('[SYNC-1] keeps the bytes apart: no document that is read or told has them', async () => {
    const instance = await open();
    const bulks = listen(instance);
    const write = row(1, null, { 'n.txt': withData('one'), 'm"\'.txt': withData('two') });
    expect((await instance.bulkWrite([write], 't')).error).toEqual([]);
    const keys = ['digest', 'length', 'type'];
    const names = [
      ['n.txt', keys],
      ['m"\'.txt', keys],
    ];
    expect(namesIn((await instance.findDocumentsById(['a'], false))[0])).toEqual(names);
    expect(namesIn(bulks[0]?.events[0]?.documentData)).toEqual(names);
    expect(namesIn((await getChangedDocumentsSince(instance, 5)).documents[0])).toEqual(names);
    expect(await textOf(instance, 'n.txt', 'one')).toBe('one');
    expect(await textOf(instance, 'm"\'.txt', 'two')).toBe('two');
    expect(await isMissing(instance, 'n.txt', 'two')).toBe(true);
    expect(await isMissing(instance, 'none', 'one')).toBe(true);
  });

  test('[SYNC-1] adds, keeps, replaces and drops attachments write by write', async () => {
    const instance = await open();
    const one = { n: withoutData('one') };
    const both = { ...one, m: withoutData('two') };
    await instance.bulkWrite([row(1, null, { n: withData('one') })], 't');
    await instance.bulkWrite([row(2, one, { ...one, m: withData('two') })], 't');
    expect([await textOf(instance, 'n', 'one'), await textOf(instance, 'm', 'two')]).toEqual([
      'one',
      'two',
    ]);
    await instance.bulkWrite([row(3, both, { ...both, n: withData('three') })], 't');
    expect(await textOf(instance, 'n', 'three')).toBe('three');
    expect(await isMissing(instance, 'n', 'one')).toBe(true);
    await instance.bulkWrite(
      [row(4, { ...both, n: withoutData('three') }, { m: withoutData('two') })],
      't',
    );
    expect(await isMissing(instance, 'n', 'three')).toBe(true);
    expect(await textOf(instance, 'm', 'two')).toBe('two');
  });

  test('[SYNC-1] refuses an attachment of which it has no bytes, and the document with it', async () => {
    const instance = await open();
    await instance.bulkWrite(inserts(paper), 't');
    const other = inserts({ ...paper, id: 'b' });
    const { error } = await instance.bulkWrite(
      [row(2, {}, { n: withoutData('one') }), ...other],
      't',
    );
    expect(error).toMatchObject([{ status: 510, documentId: 'a', attachmentId: 'n' }]);
    expect((await instance.findDocumentsById(['a', 'b'], false)).map(({ _rev }) => _rev)).toEqual([
      '1-x',
      '1-x',
    ]);
  });

  test('[SYNC-1] a deleted document has lost its attachments', async () => {
    const instance = await open();
    await instance.bulkWrite([row(1, null, { n: withData('one') })], 't');
    await instance.bulkWrite([row(2, { n: withoutData('one') }, {}, true)], 't');
    expect(await isMissing(instance, 'n', 'one')).toBe(true);
  });
}
