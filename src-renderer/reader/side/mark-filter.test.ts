import { expect, it } from 'vitest';
import type { Annotation } from '../../../src-shared/contract/index.ts';
import { filterMarks, NO_FILTER, narrows, tagsOf } from './mark-filter.ts';

const made = (exact: string, fields: Partial<Annotation>): Annotation =>
  ({
    ...{ id: exact, kind: 'highlight', colour: 'yellow', comment: '', tags: [] },
    anchor: { pages: [{ page: 0, start: 0, exact, prefix: '', suffix: '', quads: [] }] },
    ...fields,
  }) as unknown as Annotation;

const MARKS = [
  made('The naïve baseline', { colour: 'blue', tags: ['method'] }),
  made('A proof of it', { kind: 'underline', comment: 'Compare with Café 2020' }),
  made('Some limits', { colour: 'pink', tags: ['method', 'doubt'] }),
];
const found = (filter: Partial<typeof NO_FILTER>) =>
  filterMarks(MARKS, { ...NO_FILTER, ...filter }).map(({ id }) => id);

it('[MARK-5] filters by colour, kind and tag, one beside the other', () => {
  expect(found({})).toHaveLength(3);
  expect(found({ colours: ['blue', 'pink'] })).toEqual(['The naïve baseline', 'Some limits']);
  expect(found({ kind: 'underline' })).toEqual(['A proof of it']);
  expect(found({ tag: 'method', colours: ['pink'] })).toEqual(['Some limits']);
  expect(found({ tag: 'doubt', kind: 'underline' })).toEqual([]);
});

it('[MARK-5] filters by words of quote, comment and tags, whatever case and accents', () => {
  expect(found({ text: 'NAIVE' })).toEqual(['The naïve baseline']);
  expect(found({ text: 'cafe  compare' })).toEqual(['A proof of it']);
  expect(found({ text: 'limits doubt' })).toEqual(['Some limits']);
  expect(found({ text: 'limits nothing' })).toEqual([]);
  expect(found({ text: '   ' })).toHaveLength(3);
});

it('[MARK-5] knows what narrows, and the tags there are', () => {
  expect(narrows(NO_FILTER)).toBe(false);
  expect(narrows({ ...NO_FILTER, text: ' ' })).toBe(false);
  expect(narrows({ ...NO_FILTER, kind: 'note' })).toBe(true);
  expect(tagsOf(MARKS)).toEqual(['doubt', 'method']);
});
