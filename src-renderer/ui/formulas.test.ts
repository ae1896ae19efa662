import { expect, test } from 'vitest';
import { partsOf } from './formulas.ts';

const formulas = (text: string) =>
  partsOf(text).flatMap((part) => (part.kind === 'formula' ? [part.tex] : []));

test('[LIST-6] formulas of an abstract are found among its words', () => {
  expect(partsOf('a bound of $O(\\log n)$ holds')).toEqual([
    { kind: 'words', text: 'a bound of ' },
    { kind: 'formula', text: '$O(\\log n)$', tex: 'O(\\log n)', display: false },
    { kind: 'words', text: ' holds' },
  ]);
  expect(formulas('$x$ and \\(y\\), \\[z\\] and $$w$$')).toEqual(['x', 'y', 'z', 'w']);
  expect(formulas('a 3$\\times$ speed-up, 2$\\times$')).toEqual(['\\times', '\\times']);
});

test('[LIST-6] prices and stray dollars are words', () => {
  expect(formulas('from $5 to $10, or $ 3')).toEqual([]);
  expect(formulas('it costs $20.')).toEqual([]);
  expect(formulas('\\$5 and \\$10')).toEqual([]);
  expect(formulas('one $x\n\nand y$ two')).toEqual([]);
  const text = 'a $b c$ $ \\( d';
  expect(
    partsOf(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
});

test('[LIST-6] a long text full of dollars is parted in no time', () => {
  const started = performance.now();
  for (const text of [
    '$'.repeat(20_000),
    '$a '.repeat(10_000),
    '\\('.repeat(10_000),
    '$\\'.repeat(9_999),
  ])
    expect(
      partsOf(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  expect(performance.now() - started).toBeLessThan(5_000);
});
