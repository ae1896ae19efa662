import { expect, test } from 'vitest';
import { isReference, passageAt } from './references.ts';
import { type MadeLine, madePage } from './testing.ts';

/** Lines one under the other; a leading tab indents by 14 points. */
function list(x: number, top: number, lines: readonly string[]): MadeLine[] {
  return lines.map((line, i) => ({
    text: line.trim(),
    x: x + (line.startsWith('\t') ? 14 : 0),
    y: top - 12 * i,
  }));
}

const numbered = [
  '[11] A. Lovelace. Notes on the engine. Scientific',
  '\tMemoirs, pages 666-731, 1843.',
  '[12] E. Noether. Invariante Variationsprobleme. In',
  '\tNachrichten der Gesellschaft zu Goettingen,',
  '\tpages 235-257, 1918.',
  '[13] A. Turing. On computable numbers, 1936.',
];

test('[READ-4] a numbered reference ends where the next number stands', () => {
  const page = madePage(list(72, 700, numbered));
  const found = passageAt(page, 700 - 2 * 12 + 10, 72);
  expect(found).toEqual({
    kind: 'numbered',
    text: '[12] E. Noether. Invariante Variationsprobleme. In Nachrichten der Gesellschaft zu Goettingen, pages 235-257, 1918.',
  });
  expect(isReference(found!)).toBe(true);
});

test('[READ-4] of the entries around a place the one with the number of the link is meant', () => {
  const page = madePage(list(72, 700, numbered));
  const above = 700 - 12 + 6;
  expect(passageAt(page, above, 72)?.text).toMatch(/^Memoirs/);
  expect(passageAt(page, above, 72, '12')?.text).toMatch(/^\[12\] E\. Noether.*1918\.$/);
  expect(passageAt(page, above, 72, '11')?.text).toMatch(/^\[11\] A\. Lovelace/);
  expect(passageAt(page, above, 72, '99')?.text).toMatch(/^Memoirs/);
});

test('[READ-4] the last reference ends with the list', () => {
  const page = madePage(list(72, 700, numbered));
  expect(passageAt(page, 700 - 5 * 12 + 10, 72)?.text).toBe(
    '[13] A. Turing. On computable numbers, 1936.',
  );
});

test('[READ-4] a reference without a number ends with its hanging indent', () => {
  const page = madePage(
    list(72, 700, [
      'Ada Lovelace. Notes on the engine by her own',
      '\thand and pen. Scientific Memoirs, 1843.',
      'Emmy Noether. Invariante Variationsprobleme and',
      '\tmore of them. Nachrichten, pages 235-257, 1918.',
    ]),
  );
  const found = passageAt(page, 708, 72)!;
  expect(found.kind).toBe('hanging');
  expect(found.text).toBe(
    'Ada Lovelace. Notes on the engine by her own hand and pen. Scientific Memoirs, 1843.',
  );
  expect(isReference(found)).toBe(true);
});

test('[READ-4] in two columns the reference of the right one is found', () => {
  const left = list(54, 700, numbered);
  const right = list(
    318,
    700,
    numbered.map((line) => line.replace(/\[(\d+)\]/, (_, n) => `[${Number(n) + 10}]`)),
  );
  const page = madePage([...left, ...right]);
  expect(passageAt(page, 686, 318)?.text).toMatch(/^\[22\] E\. Noether/);
  expect(passageAt(page, 686, 54)?.text).toMatch(/^\[12\] E\. Noether/);
});

test('[READ-4] where no words stand there is nothing, and a plain paragraph is no reference', () => {
  const page = madePage(
    list(72, 700, ['Words of a paragraph that goes on here', 'and ends in 1999.']),
  );
  expect(passageAt(page, 300, 72)).toBeNull();
  expect(isReference(passageAt(page, 708, 72)!)).toBe(false);
});

test('[READ-4] in a list that is set close, the entry under the place is meant', () => {
  const page = madePage(
    ['[7] R. Girshick. Fast R-CNN. In ICCV, 2015.', '[8] R. Girshick and others. Rich, 2014.'].map(
      (text, i) => ({ text, x: 54, y: 545.7 - 8.97 * i, size: 8 }),
    ),
  );
  expect(passageAt(page, 545.4, 50)?.text).toMatch(/^\[8\]/);
  expect(passageAt(page, 555.4, 50)?.text).toMatch(/^\[7\]/);
});

test('[READ-4] a reference with a hanging indent goes on at the top of the next column', () => {
  const left = list(54, 700, [
    'Ada Lovelace and Emmy Noether and all of',
    '\tthose who came. Notes on engines, 1843.',
    'Alan Turing, Kurt Goedel, Alonzo Church and',
  ]);
  const right = list(318, 700, [
    '\tStephen Kleene. On what is computable, 1936.',
    'Grace Hopper and others who came after her',
    '\twith time. Compilers, 1952.',
  ]);
  const page = madePage([...left, ...right]);
  expect(passageAt(page, 684, 54)?.text).toBe(
    'Alan Turing, Kurt Goedel, Alonzo Church and Stephen Kleene. On what is computable, 1936.',
  );
});
