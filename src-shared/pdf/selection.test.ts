import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CaretUnit,
  comparePoints,
  moveCaret,
  partsOf,
  rangeOf,
  rangeText,
} from './selection.ts';
import { madePage, madePaper } from './testing.ts';
import type { PageText, TextPoint } from './types.ts';

const seed = { seed: 20260613 };
const words = (name: string) => Array.from({ length: 160 }, (_, i) => `${name}${i}`);
const pages = [madePaper(words('one'), 0).page, madePage([], 1), madePaper(words('two'), 2).page];
const pageOf = (list: readonly PageText[]) => (i: number) => list[i];
const all = pageOf(pages);
const move = (from: TextPoint, unit: CaretUnit, direction: 1 | -1) =>
  moveCaret(all, pages.length, from, unit, direction);
const at = (page: number, text: string): TextPoint => ({
  page,
  offset: pages[page]!.text.indexOf(text),
});
const wordAfter = ({ page, offset }: TextPoint) =>
  /^\S*/u.exec(pages[page]!.text.slice(offset))![0];

const point = fc.oneof(
  fc.record({ page: fc.constant(0), offset: fc.nat(pages[0]!.text.length) }),
  fc.record({ page: fc.constant(2), offset: fc.nat(pages[2]!.text.length) }),
);

describe('selection', () => {
  it('[READ-6] orders its two ends', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        const range = rangeOf(a, b);
        expect(comparePoints(range.start, range.end)).toBeLessThanOrEqual(0);
        expect(rangeOf(b, a)).toEqual(range);
      }),
      seed,
    );
  });

  it('[READ-6] runs over page ends, without white space at the ends of its parts', () => {
    const range = rangeOf({ page: 0, offset: pages[0]!.text.length - 7 }, { page: 2, offset: 8 });
    const parts = partsOf(all, range);
    expect(parts.map((part) => part.page)).toEqual([0, 2]);
    for (const { page, start, end } of parts) {
      const text = pages[page]!.text.slice(start, end);
      expect(text).toBe(text.trim());
      expect(text).not.toBe('');
    }
  });

  it('[READ-6] copies words that are broken at a page end whole', () => {
    const list = [
      madePage([{ text: 'this is an exam-', x: 72, y: 72 }], 0),
      madePage([{ text: 'ple of it. And', x: 72, y: 700 }], 1),
      madePage([{ text: 'New paragraph', x: 72, y: 700 }], 2),
    ];
    const end = { page: 2, offset: 99 };
    const text = rangeText(pageOf(list), { start: { page: 0, offset: 0 }, end });
    expect(text).toBe('this is an example of it. And\nNew paragraph');
  });

  it('[READ-6] goes from character to character and back', () => {
    fc.assert(
      fc.property(point, (from) => {
        const forward = move(from, 'character', 1);
        if (comparePoints(forward, from) === 0) return;
        expect(comparePoints(forward, from)).toBeGreaterThan(0);
        if (forward.page === from.page) expect(move(forward, 'character', -1)).toEqual(from);
      }),
      seed,
    );
  });

  it('[READ-6] steps over a whole character, however it is written', () => {
    const list = [madePage([{ text: 'a😀b', x: 72, y: 700 }])];
    const step = (offset: number, direction: 1 | -1) =>
      moveCaret(pageOf(list), 1, { page: 0, offset }, 'character', direction).offset;
    expect(step(1, 1)).toBe(3);
    expect(step(3, -1)).toBe(1);
  });

  it('[READ-6] goes from word to word', () => {
    const from = at(0, 'one5 ');
    expect(move(from, 'word', 1)).toEqual({ page: 0, offset: from.offset + 4 });
    expect(move({ page: 0, offset: from.offset + 2 }, 'word', -1)).toEqual(from);
    expect(move(from, 'word', -1)).toEqual(at(0, 'one4 '));
  });

  it('[READ-6] goes from line to line at the same place, over columns and pages', () => {
    const from = pages[0]!.lines[3]!;
    const place = (p: TextPoint) => pages[p.page]!.glyphs[pages[p.page]!.glyphAt[p.offset]!]!.x0;
    const start = { page: 0, offset: from.start + 10 };
    const below = move(start, 'line', 1);
    expect(below.offset).toBeGreaterThan(from.end);
    expect(Math.abs(place(below) - place(start))).toBeLessThan(6);
    const count = (p: PageText) => p.lines.length;
    let caret: TextPoint = { page: 0, offset: 0 };
    for (let i = 1; i < count(pages[0]!) + count(pages[2]!); i++) caret = move(caret, 'line', 1);
    expect(caret.page).toBe(2);
    expect(wordAfter(caret)).toMatch(/^two/u);
    expect(caret.offset).toBeGreaterThanOrEqual(pages[2]!.lines.at(-1)!.start);
  });

  it('[READ-6] goes to the same place on the next page', () => {
    expect(move(at(0, 'one40'), 'page', 1).page).toBe(2);
    expect(wordAfter(move(at(0, 'one40'), 'page', 1))).toMatch(/^two40/u);
  });

  it('[READ-6] reaches either end of the document and stays there', () => {
    const last = { page: 2, offset: pages[2]!.text.length };
    for (const unit of ['character', 'word', 'line', 'page'] as const) {
      expect(move(last, unit, 1)).toEqual(last);
      expect(move({ page: 0, offset: 0 }, unit, -1)).toEqual({ page: 0, offset: 0 });
    }
  });

  it('[READ-6] crosses from page to page, a page without text left out', () => {
    expect(move({ page: 0, offset: pages[0]!.text.length }, 'character', 1)).toEqual({
      page: 2,
      offset: 0,
    });
    expect(move({ page: 2, offset: 0 }, 'word', -1)).toEqual({
      page: 0,
      offset: pages[0]!.text.length,
    });
  });

  it('[READ-6] stays where it is before a page that is not known', () => {
    const known = (i: number) => (i === 0 ? pages[0] : undefined);
    const end = { page: 0, offset: pages[0]!.text.length };
    expect(moveCaret(known, 3, end, 'character', 1)).toEqual(end);
    expect(moveCaret(known, 3, { page: 1, offset: 4 }, 'line', 1)).toEqual({ page: 1, offset: 4 });
  });
});
