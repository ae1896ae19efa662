import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Annotation, AnnotationPatch } from '../../../src-shared/contract/index.ts';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import { type AnnotationDocument, mergeDocuments, putOne, readOne } from '../store/index.ts';
import { Annotations } from './annotations.ts';

const ID = '7b0f3c1e-6a55-4f6e-9b1d-0c9f4f1f2a10';
const OTHER = '11111111-6a55-4f6e-9b1d-0c9f4f1f2a10';
const PAPER = 'arxiv:2611.01234';

let library: TestLibrary;
let annotations: Annotations;

beforeEach(async () => {
  library = await openTestLibrary();
  annotations = new Annotations(library.mutations);
});

afterEach(() => library.close());

function highlight(changes: Partial<Annotation> = {}): Annotation {
  return {
    id: ID,
    paperId: PAPER,
    kind: 'highlight',
    colour: 'yellow',
    comment: '',
    tags: [],
    source: null,
    anchor: {
      pages: [
        {
          page: 0,
          start: 4,
          exact: 'words',
          prefix: 'the ',
          suffix: ' stay',
          quads: [[0, 9, 5, 9, 0, 0, 5, 0]],
        },
      ],
    },
    order: '00000|000004|00010',
    fileSha256: 'a'.repeat(64),
    version: 2,
    createdAt: 1,
    ...changes,
  };
}

/** An area whose left side is at `left`. */
function boxed(left = 10): Annotation {
  const right = left + 20;
  const page = { page: 0, start: 4, exact: '', prefix: '', suffix: '' };
  return highlight({
    kind: 'area',
    anchor: {
      pages: [{ ...page, quads: [[left, 30, right, 30, left, 10, right, 10]] }],
      shape: { type: 'rect', rect: [left, 10, right, 30] },
    },
  });
}

describe('Annotations', () => {
  it('[MARK-2] gives back every part of the anchor after a restart', async () => {
    await annotations.create('mutation-1', highlight());
    library = await library.reopen();
    const found = await new Annotations(library.mutations).list(PAPER);
    expect(found).toEqual([highlight()]);
  });

  it('[MARK-4] does a mutation once, also when it is sent again after a restart', async () => {
    await annotations.create('mutation-1', highlight());
    await annotations.update('mutation-2', ID, { colour: 'blue' });
    await annotations.update('mutation-3', ID, { colour: 'pink' });
    library = await library.reopen();
    const again = new Annotations(library.mutations);
    await again.update('mutation-2', ID, { colour: 'blue' });
    await again.create('mutation-1', highlight());
    expect((await again.list(PAPER)).map(({ colour }) => colour)).toEqual(['pink']);
  });

  it('[MARK-8] changes one field and no other', async () => {
    await annotations.create('mutation-1', highlight());
    const { collections } = library.mutations.context.store;
    const before = await collections.annotations.findOne(ID).exec();
    const ink = { kind: 'stroke', clock: '1', value: [1] };
    await before?.incrementalModify((known) => ({ ...known, fields: { ...known.fields, ink } }));
    await annotations.update('mutation-2', ID, { colour: 'green' });
    const after = (await collections.annotations.findOne(ID).exec())?.toJSON();
    expect(after?.fields.ink).toEqual(ink);
    expect((await annotations.list(PAPER))[0]).toEqual(highlight({ colour: 'green' }));
  });

  it('[MARK-8] deletes by a field and brings back what was deleted', async () => {
    await annotations.create('mutation-1', highlight());
    await annotations.update('mutation-2', ID, { deleted: true });
    expect(await annotations.list(PAPER)).toEqual([]);
    await annotations.update('mutation-3', ID, { deleted: false });
    expect(await annotations.list(PAPER)).toEqual([highlight()]);
  });

  it('[NOTE-2] finds a mark by its id, and none that was deleted', async () => {
    expect(await annotations.find(ID)).toBeUndefined();
    await annotations.create('m1', highlight());
    expect(await annotations.find(ID)).toEqual(highlight());
    await annotations.update('m2', ID, { deleted: true });
    expect(await annotations.find(ID)).toBeUndefined();
  });

  it('[MARK-5] lists marks as the paper is read', async () => {
    await annotations.create('mutation-1', highlight());
    await annotations.create('mutation-2', highlight({ id: OTHER, order: '00000|000001|00001' }));
    expect((await annotations.list(PAPER)).map(({ id }) => id)).toEqual([OTHER, ID]);
  });

  it('[MARK-8] refuses a kind and an anchor that do not fit the mark, and then changes nothing', async () => {
    const area = boxed();
    await annotations.create('mutation-1', area);
    await annotations.create('mutation-2', highlight({ id: OTHER }));
    const wrong = [
      [ID, { kind: 'underline', colour: 'pink' }],
      [ID, { anchor: highlight().anchor, comment: 'no' }],
      [ID, { anchor: { ...area.anchor, shape: { type: 'point', at: [1, 1] } } }],
      [OTHER, { anchor: area.anchor }],
    ] as const satisfies readonly (readonly [string, AnnotationPatch])[];
    for (const [n, [id, patch]] of wrong.entries())
      expect(await annotations.update(`wrong-${n}`, id, patch)).toEqual({
        ok: false,
        reason: 'does-not-fit',
      });
    expect(await annotations.list(PAPER)).toEqual([highlight({ id: OTHER }), area]);
  });

  it('[MARK-8] moves a shape, and changes a kind among those over words', async () => {
    const { anchor } = boxed(40);
    await annotations.create('mutation-1', boxed());
    await annotations.create('mutation-2', highlight({ id: OTHER }));
    expect(await annotations.update('mutation-3', ID, { anchor })).toMatchObject({ ok: true });
    await annotations.update('mutation-4', OTHER, { kind: 'strikeout' });
    expect(await annotations.list(PAPER)).toEqual([
      highlight({ id: OTHER, kind: 'strikeout' }),
      boxed(40),
    ]);
  });

  it('[MARK-8] keeps what two machines changed of one mark, each field and each tag', async () => {
    await annotations.create('mutation-1', highlight({ tags: ['old', 'both'] }));
    const { collections } = library.mutations.context.store;
    const stored = () => readOne(collections.annotations, ID) as Promise<AnnotationDocument>;
    const before = await stored();
    const put = (document: AnnotationDocument) => putOne(collections.annotations, document);
    await annotations.update('here-1', ID, { colour: 'pink', tagsAdded: ['here'] });
    await annotations.update('here-2', ID, { tagsRemoved: ['old'] });
    const here = await stored();
    await put(before);
    await annotations.update('there-1', ID, { comment: 'said there', kind: 'underline' });
    await annotations.update('there-2', ID, { tagsAdded: ['there'], tagsRemoved: ['both'] });
    const there = await stored();
    const expected = highlight({
      ...{ colour: 'pink', comment: 'said there', kind: 'underline' },
      tags: ['here', 'there'],
    });
    for (const merged of [mergeDocuments(here, there), mergeDocuments(there, here)]) {
      await put(merged);
      expect(await annotations.list(PAPER)).toEqual([expected]);
    }
  });

  it('[MARK-4] says so when the mark is not there', async () => {
    const result = await annotations.update('mutation-1', ID, { colour: 'blue' });
    expect(result).toEqual({ ok: false, reason: 'not-found' });
  });
});
