import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CaretUnit, comparePoints, rangeText } from '../../../src-shared/pdf/index.ts';
import { madePaper } from '../../../src-shared/pdf/testing.ts';
import {
  caretAt,
  dragTo,
  isCaret,
  moveFocus,
  pressAt,
  type Selection,
  selectedRange,
  unitOfClicks,
} from './selection.ts';

const words = (page: number): string[] => Array.from({ length: 90 }, (_, i) => `word${page}x${i}`);
const pages = [0, 1, 2].map((page) => madePaper(words(page), page).page);
const pageOf = (page: number) => pages[page];

const at = (page: number, needle: string, shift = 0) => ({
  page,
  offset: pages[page]!.text.indexOf(needle) + shift,
});
const textOf = (selection: Selection): string => rangeText(pageOf, selectedRange(selection));

describe('selection', () => {
  it('[READ-6] takes a place, a word or a paragraph by one, two or three clicks', () => {
    const place = at(0, 'word0x7 ', 3);
    expect(isCaret(pressAt(pageOf, place, unitOfClicks(1)))).toBe(true);
    expect(textOf(pressAt(pageOf, place, unitOfClicks(2)))).toBe('word0x7');
    const paragraph = textOf(pressAt(pageOf, place, unitOfClicks(3)));
    expect(paragraph).toContain('word0x0 word0x1');
    expect(paragraph).not.toContain('A title');
  });

  it('[READ-6] extends by whole words after a double click, both ways, and keeps the first', () => {
    const pressed = pressAt(pageOf, at(0, 'word0x7 ', 3), 'word');
    expect(textOf(dragTo(pageOf, pressed, at(0, 'word0x9 ', 2)))).toBe('word0x7 word0x8 word0x9');
    expect(textOf(dragTo(pageOf, pressed, at(0, 'word0x5 ', 2)))).toBe('word0x5 word0x6 word0x7');
    expect(textOf(dragTo(pageOf, pressed, at(0, 'word0x7 ', 1)))).toBe('word0x7');
  });

  it('[READ-6] runs across columns and pages in reading order', () => {
    const pressed = pressAt(pageOf, at(0, 'word0x88'), 'character');
    const dragged = dragTo(pageOf, pressed, at(2, 'word2x1 '));
    const text = textOf(dragged);
    expect(text.startsWith('word0x88 word0x89')).toBe(true);
    for (const word of words(1)) expect(text).toContain(word);
    expect(text).not.toContain('word2x1');
  });

  it('[MARK-1] grows and shrinks by keys from a caret, by words with Ctrl', () => {
    const move = (selection: Selection, unit: CaretUnit, direction: 1 | -1) =>
      moveFocus(pageOf, 3, selection, { unit, direction, extend: true });
    let selection = caretAt(at(0, 'word0x7 '));
    selection = move(move(selection, 'word', 1), 'word', 1);
    expect(textOf(selection)).toBe('word0x7 word0x8');
    selection = move(selection, 'character', -1);
    expect(textOf(selection)).toBe('word0x7 word0x');
    for (let i = 0; i < 3; i++) selection = move(selection, 'word', -1);
    expect(textOf(selection)).toBe('word0x6');
  });

  it('[MARK-1] collapses to the side that an arrow points to', () => {
    const word = pressAt(pageOf, at(0, 'word0x7 ', 3), 'word');
    const go = (direction: 1 | -1) =>
      moveFocus(pageOf, 3, word, { unit: 'character', direction, extend: false });
    expect(go(1)).toEqual(caretAt(at(0, 'word0x7 ', 7)));
    expect(go(-1)).toEqual(caretAt(at(0, 'word0x7 ')));
  });

  it('[READ-6] holds its anchor and what was first pressed, whatever follows', () => {
    const place = fc.record({
      page: fc.integer({ min: 0, max: 2 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const point = ({ page, share }: { page: number; share: number }) => ({
      page,
      offset: Math.floor(share * pages[page]!.text.length),
    });
    const unit = fc.constantFrom('character' as const, 'word' as const, 'paragraph' as const);
    let grown = 0;
    fc.assert(
      fc.property(place, unit, fc.array(place, { maxLength: 8 }), (start, by, drags) => {
        const pressed = pressAt(pageOf, point(start), by);
        const origin = selectedRange(pressed);
        let selection = pressed;
        for (const drag of drags) {
          selection = dragTo(pageOf, selection, point(drag));
          const range = selectedRange(selection);
          expect(comparePoints(range.start, origin.start)).toBeLessThanOrEqual(0);
          expect(comparePoints(range.end, origin.end)).toBeGreaterThanOrEqual(0);
          expect(comparePoints(range.start, point(drag))).toBeLessThanOrEqual(0);
          expect(comparePoints(range.end, point(drag))).toBeGreaterThanOrEqual(0);
          if (comparePoints(range.start, origin.start) < 0) grown++;
        }
        expect(dragTo(pageOf, selection, point(start))).toEqual(
          dragTo(pageOf, pressed, point(start)),
        );
      }),
      { seed: 6, numRuns: 200 },
    );
    expect(grown).toBeGreaterThan(50);
  });
});
