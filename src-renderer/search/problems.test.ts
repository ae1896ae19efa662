import fc from 'fast-check';
import { expect, test } from 'vitest';
import { queryReason } from '../../src-shared/contract/index.ts';
import { parseQuery } from '../../src-shared/query/index.ts';
import { problemText, stretchesOf } from './problems.ts';

const problemsOf = (text: string) => {
  const parsed = parseQuery(text);
  return parsed.ok ? [] : parsed.problems;
};

test.each([
  ['"sparse features', 'The quotation mark is not closed.'],
  ['autor:lecun', 'There is no field “autor:”. Did you mean “author:”?'],
  ['zzzzzz:1', 'There is no field “zzzzzz:”.'],
  ['year:abc', '“abc” is no year. Write a year such as 2026, or 2020-2024.'],
  ['is:starrd', '“starrd” is not known here. Did you mean “starred”?'],
  ['author: ', 'Something has to follow “author:”.'],
  ['(sparse', 'The parenthesis is not closed.'],
])('[FIND-2] %s is answered with a sentence', (query, sentence) => {
  expect(problemsOf(query).map(problemText)).toContain(sentence);
});

test('[FIND-2] every reason has a sentence', () => {
  for (const reason of queryReason.options) {
    const sentence = problemText({ reason, start: 0, end: 3, text: 'abc' });
    expect(sentence).toMatch(/^\S.*[.?]$/);
  }
});

test('[FIND-2] the wrong words are marked where they stand', () => {
  const query = 'sparse year:abc features';
  expect(stretchesOf(query, problemsOf(query))).toEqual([
    { text: 'sparse year:', wrong: false },
    { text: 'abc', wrong: true },
    { text: ' features', wrong: false },
  ]);
});

test('[FIND-2] stretches are the text again, whatever is wrong with it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      const stretches = stretchesOf(text, problemsOf(text));
      expect(stretches.map((stretch) => stretch.text).join('')).toBe(text);
    }),
    { seed: 3 },
  );
});
