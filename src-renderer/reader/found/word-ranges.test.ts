import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangesOfWords } from './word-ranges.ts';

const found = (text: string, words: string[]): string[] =>
  rangesOfWords(text, words).map(({ start, end }) => text.slice(start, end));

test('[FIND-1] words are found whole, in any case, and across line ends', () => {
  const text = 'Sparse features. Sparseness is\nno feature; SPARSE\nfeatures are.';
  expect(found(text, ['sparse', 'features'])).toEqual(['Sparse', 'features', 'SPARSE', 'features']);
  expect(found(text, ['sparse features'])).toEqual(['Sparse features', 'SPARSE\nfeatures']);
});

test('[FIND-3] words of scripts without spaces, and signs, are found as they stand', () => {
  expect(found('我们提出稀疏特征的方法', ['稀疏'])).toEqual(['稀疏']);
  expect(found('C++ (v2.0) and C', ['C++', '(v2.0)'])).toEqual(['C++', '(v2.0)']);
  expect(found('anything', ['', ' '])).toEqual([]);
});

test('[FIND-1] ranges are in order, apart, and inside the text, whatever the words', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 });
  fc.assert(
    fc.property(text, fc.array(fc.string({ maxLength: 5 }), { maxLength: 5 }), (page, words) => {
      let last = 0;
      for (const { start, end } of rangesOfWords(page, words)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(page.length);
    }),
    { seed: 9 },
  );
});
