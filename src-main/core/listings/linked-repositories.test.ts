import { describe, expect, it } from 'vitest';
import { readEntry } from './hugging-face-entry.ts';
import { mergeLinked, readLinked } from './linked-repositories.ts';

describe('[LIST-6] what is linked to a paper', () => {
  it('[LIST-6] reads lists and totals from the details', () => {
    const models = [
      { id: 'a/one', likes: 2, downloads: 10, private: false },
      { id: 'b/two', likes: 9, downloads: 1 },
    ];
    const said = { linkedModels: models, numTotalModels: 7, linkedSpaces: [], numTotalDatasets: 3 };
    const json = { id: '2606.00001', title: 'T', ...said };
    expect(readEntry(json, 'https://huggingface.co', 'hf')?.paper).toMatchObject({
      linkedModels: {
        total: 7,
        items: [
          { id: 'b/two', likes: 9, downloads: 1 },
          { id: 'a/one', likes: 2, downloads: 10 },
        ],
      },
      linkedDatasets: { total: 3, items: [] },
      linkedSpaces: { total: 0, items: [] },
    });
  });

  it('[LIST-6] tells unknown from none, and passes over what is no repository', () => {
    expect(readLinked(undefined, undefined)).toBeNull();
    expect(readLinked('many', -1)).toBeNull();
    const list = [null, { id: 7 }, { id: 'x y' }, { id: 'a/b', likes: 'x', downloads: 1.5 }];
    expect(readLinked(list, 'x')).toEqual({
      total: null,
      items: [{ id: 'a/b', likes: null, downloads: null }],
    });
  });

  it('[LIST-6] keeps the fifty most liked', () => {
    const list = Array.from({ length: 80 }, (_, i) => ({ id: `a/${i}`, likes: i }));
    const items = readLinked(list, 4_000)?.items ?? [];
    expect(items).toHaveLength(50);
    expect([items[0]?.likes, items.at(-1)?.likes]).toEqual([79, 30]);
  });

  it('[LIST-2] keeps what a later answer leaves out', () => {
    const known = { total: 2, items: [{ id: 'a/b', likes: 5, downloads: 1 }] };
    const listed = { total: null, items: [{ id: 'a/b', likes: null, downloads: 3 }] };
    expect(mergeLinked(known, listed)).toEqual({
      total: 2,
      items: [{ id: 'a/b', likes: 5, downloads: 3 }],
    });
    expect(mergeLinked(known, { total: 4, items: [] })).toEqual({ ...known, total: 4 });
    expect(mergeLinked(known, { total: 0, items: [] })).toEqual({ total: 0, items: [] });
  });
});
