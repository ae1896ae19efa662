import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayWidth, singleLine, wrapWords } from './width.ts';

test.each([
  ['abc', 3],
  ['论文', 4],
  ['한국어', 6],
  ['ﾊﾝ', 2],
  ['é', 1],
  ['e\u0301', 1],
  ['👩‍🔬', 2],
  ['a\u200bb', 2],
  ['Ｆ', 2],
  ['', 0],
])('[CLI-1] %j takes %i cells of a terminal', (text, cells) => {
  expect(displayWidth(text)).toBe(cells);
});

test('[CLI-1] a title from outside cannot move the cursor nor turn the line around', () => {
  expect(singleLine('A\u001b[2Jtitle\r\nof\u202etwo\u009blines')).toBe('A [2Jtitle of two lines');
});

test('[CLI-1] text without spaces breaks between words, not inside them', () => {
  const lines = wrapWords('大型语言模型的研究。', 8);
  expect(lines.join('')).toBe('大型语言模型的研究。');
  expect(lines.every((line) => displayWidth(line) <= 8)).toBe(true);
  expect(lines.some((line) => line.startsWith('。'))).toBe(false);
});

test('[CLI-1] wrapped lines keep every word whole and stay within the width', () => {
  const word = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 12 });
  const text = fc.array(
    word.map((each) => each.replace(/\s/g, 'x')),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 40 }), (words, width) => {
      const lines = wrapWords(words.join(' '), width);
      expect(lines.flatMap((line) => line.split(' ')).filter(Boolean)).toEqual(words);
      for (const line of lines) expect(line.length <= width || !line.includes(' ')).toBe(true);
    }),
    { seed: 20260612 },
  );
});
