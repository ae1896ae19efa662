import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Annotation } from '../../../src-shared/contract/index.ts';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import { Annotations } from './annotations.ts';

const ID = '7b0f3c1e-6a55-4f6e-9b1d-0c9f4f1f2a10';
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

  it('[MARK-5] lists marks as the paper is read', async () => {
    const other = '11111111-6a55-4f6e-9b1d-0c9f4f1f2a10';
    await annotations.create('mutation-1', highlight());
    await annotations.create('mutation-2', highlight({ id: other, order: '00000|000001|00001' }));
    expect((await annotations.list(PAPER)).map(({ id }) => id)).toEqual([other, ID]);
  });

  it('[MARK-4] says so when the mark is not there', async () => {
    const result = await annotations.update('mutation-1', ID, { colour: 'blue' });
    expect(result).toEqual({ ok: false, reason: 'not-found' });
  });
});
