import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorText, createAnchor, readingOrderKey, resolvePageAnchor } from './anchors.ts';
import { rangeOf, rangeText } from './selection.ts';
import { madePage, madePaper } from './testing.ts';
import type { PageAnchor, PageText } from './types.ts';

const seed = { seed: 20260613 };
const list = 'the same words come again and again in this text '.repeat(16).trim().split(' ');
const pages = [madePaper(list, 0).page, madePaper([...list].reverse(), 1).page];
const pageOf = (i: number) => pages[i];
const point = fc
  .nat(1)
  .chain((page) =>
    fc.record({ page: fc.constant(page), offset: fc.nat(pages[page]!.text.length) }),
  );

describe('anchors', () => {
  it('[MARK-2] quote what was selected and lead back to the same range', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        const range = rangeOf(a, b);
        const anchor = createAnchor(pageOf, range);
        expect(anchor === undefined).toBe(rangeText(pageOf, range) === '');
        if (!anchor) return;
        expect(anchorText(anchor)).toBe(rangeText(pageOf, range));
        for (const part of anchor.pages) {
          const found = resolvePageAnchor(part, pages[part.page]!);
          const end = part.start + part.exact.length;
          expect(found).toEqual({ start: part.start, end, how: 'position', confidence: 1 });
        }
      }),
      seed,
    );
  });

  it('[MARK-2] survive being stored as JSON', () => {
    const anchor = createAnchor(pageOf, rangeOf({ page: 0, offset: 60 }, { page: 1, offset: 90 }));
    expect(JSON.parse(JSON.stringify(anchor))).toEqual(anchor);
  });

  it('[MARK-2] find their words when text was put in before them', () => {
    fc.assert(
      fc.property(fc.nat(700), fc.integer({ min: 5, max: 80 }), (offset, length) => {
        const part = partAt(pages[0]!, offset, offset + length);
        if (!part) return;
        const moved = withText(pages[0]!, `More words. ${pages[0]!.text}`);
        const found = resolvePageAnchor(part, moved)!;
        expect(moved.text.slice(found.start, found.end)).toBe(part.exact);
        expect(found.start).toBe(part.start + 12);
      }),
      { ...seed, examples: [[100, 20]] },
    );
  });

  it('[MARK-2] tell a repeated phrase by what stands around it', () => {
    const text = madePage([
      { text: 'red apple here, green apple there, blue apple too', x: 50, y: 700 },
    ]);
    const at = text.text.indexOf('apple there');
    const part = partAt(text, at, at + 5)!;
    const shuffled = withText(text, 'apple. blue apple too, green apple there, red apple here');
    const found = resolvePageAnchor(part, shuffled)!;
    expect(found).toMatchObject({ how: 'quote', start: shuffled.text.indexOf('apple there') });
    expect(found.confidence).toBeLessThan(1);
  });

  it('[MARK-2] do not take the same words at the noted place for theirs when nothing around fits', () => {
    const before = withText(pages[0]!, 'aaa bbb ccc word ddd eee fff');
    const part = { ...anchorOn(before, 'word'), start: 4 };
    const after = withText(pages[0]!, 'xxx word yyy zzz; then aaa bbb ccc word ddd eee fff');
    expect(resolvePageAnchor(part, after)!.start).toBe(after.text.lastIndexOf('word'));
  });

  it('[MARK-2] find their words whatever became of spaces, line breaks and hyphens', () => {
    const before = withText(pages[0]!, 'Some self-attention layers are followed by others.');
    const part = anchorOn(before, 'self-attention layers are');
    const after = withText(
      pages[0]!,
      'Now: Some selfatten-\ntion  layers\nare followed by others.',
    );
    const found = resolvePageAnchor(part, after)!;
    expect(after.text.slice(found.start, found.end)).toBe('selfatten-\ntion  layers\nare');
    expect(found.how).toBe('quote');
    expect(found.confidence).toBeGreaterThan(0.5);
  });

  it('[MARK-3] are not placed where their words are not', () => {
    const part = partAt(pages[0]!, 60, 90)!;
    expect(
      resolvePageAnchor(part, withText(pages[0]!, 'Something else altogether.')),
    ).toBeUndefined();
    expect(resolvePageAnchor(part, madePage([]))).toBeUndefined();
    expect(resolvePageAnchor({ ...part, exact: '- -' }, pages[0]!)).toBeUndefined();
    expect(resolvePageAnchor({ ...part, exact: '' }, pages[0]!)).toBeUndefined();
  });

  it('[MARK-5] sort in reading order', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        const anchors = [a, b].map((p) =>
          createAnchor(pageOf, { start: p, end: { page: 1, offset: 9999 } }),
        );
        if (!anchors[0] || !anchors[1]) return;
        const [first, second] = anchors.map((anchor) => anchor!.pages[0]!);
        const order = first!.page - second!.page || first!.start - second!.start;
        const [one, two] = anchors.map((anchor) => readingOrderKey(anchor!));
        expect(Math.sign(order)).toBe(one! < two! ? -1 : one! > two! ? 1 : 0);
      }),
      seed,
    );
    expect(readingOrderKey({ pages: [] })).toBe('');
  });
});

function partAt(page: PageText, start: number, end: number): PageAnchor | undefined {
  const at = (offset: number) => ({ page: page.pageIndex, offset });
  return createAnchor(() => page, { start: at(start), end: at(end) })?.pages[0];
}

/** The same page with another text; only its words matter here. */
function withText(page: PageText, text: string): PageText {
  return { ...page, text };
}

function anchorOn({ text }: PageText, exact: string): PageAnchor {
  const start = text.indexOf(exact);
  const end = start + exact.length;
  const [prefix, suffix] = [text.slice(Math.max(0, start - 32), start), text.slice(end, end + 32)];
  return { page: 0, start, exact, prefix, suffix, quads: [] };
}
