import { expect, it } from 'vitest';
import type { Annotation } from '../../../src-shared/contract/index.ts';
import { createAnchor, type PageText, readingOrderKey } from '../../../src-shared/pdf/index.ts';
import { madeColumn, madePage } from '../../../src-shared/pdf/testing.ts';
import { carriedOf, inCarriedOrder, SURE } from './carried.ts';
import type { PlacedMark } from './mark-overlay.ts';
import { findPlacement, storedPlacement } from './placement.ts';
import { QuoteSource } from './quote-source.ts';

const OLD = 'a'.repeat(64);
const NEW = 'b'.repeat(64);
const first = 'the earlier paragraph speaks of methods that nobody had tried before us'.split(' ');
const second = 'what stands here are results from which several conclusions follow'.split(' ');
const gone = 'a remark about ducks swimming under quiet bridges during autumn'.split(' ');

const pageWith = (...parts: string[][]): PageText =>
  madePage(madeColumn(parts.flat(), { x: 60, y: 760, width: 300, size: 10 }), 0);

function markOver(page: PageText, words: readonly string[], fileSha256 = OLD): Annotation {
  const start = page.text.indexOf(words[0]!);
  const end = page.text.indexOf(words.at(-1)!, start) + words.at(-1)!.length;
  const point = (offset: number) => ({ page: 0, offset });
  const anchor = createAnchor(() => page, { start: point(start), end: point(end) })!;
  const said = { id: words[0], createdAt: 1, order: readingOrderKey(anchor), fileSha256 };
  return { ...said, anchor } as unknown as Annotation;
}

const older = pageWith(first, second, gone);
const newer = pageWith(second, first);
const marks = [first, second, gone].map((words) => markOver(older, words));

async function placedIn(page: PageText, all: readonly Annotation[]): Promise<PlacedMark[]> {
  const source = new QuoteSource(1, async () => page);
  return Promise.all(
    all.map(async (mark) => ({
      mark,
      placement: storedPlacement(mark, NEW) ?? (await findPlacement(mark.anchor, source)),
    })),
  );
}

it('[MARK-3] lists carried marks as the new version is read, its own among them', async () => {
  const own = markOver(newer, first.slice(3, 6), NEW);
  const all = [...marks, own];
  const carried = carriedOf(await placedIn(newer, all));
  const ids = (list: readonly Annotation[]) => list.map(({ id }) => id);
  expect(ids(marks)).toEqual(['the', 'what', 'a']);
  const found = all.filter(({ id }) => id !== 'a');
  expect(ids(inCarriedOrder(found, carried))).toEqual(['what', 'the', own.id]);
  expect(carried.has(own.id)).toBe(false);
  expect(inCarriedOrder(all, carried)).toHaveLength(4);
});

it('[MARK-3] is sure of a long quote that reads as it did, though all around it is new', async () => {
  const around = (start: string) => Array.from({ length: 30 }, (_, i) => `${start}${i}`);
  const changed = pageWith(around('other'), second, around('more'));
  const carried = carriedOf(await placedIn(changed, marks.slice(1, 2)));
  expect(carried.get('what')!.confidence).toBeGreaterThan(SURE);
});

it('[MARK-3] tells how surely a mark was found, and how alike the likest place of a lost one is', async () => {
  const edited = pageWith(
    second.map((word) => (word === 'several' ? 'many' : word)),
    first,
  );
  const carried = carriedOf(await placedIn(edited, marks));
  expect(carried.get('the')!.confidence).toBeGreaterThan(SURE);
  const changed = carried.get('what')!.confidence;
  expect(changed).toBeGreaterThan(0.5);
  expect(changed).toBeLessThan(carried.get('the')!.confidence);
  expect(carried.get('a')!.confidence).toBeLessThan(0.5);
});
