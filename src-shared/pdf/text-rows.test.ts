import { expect, it } from 'vitest';
import { type MadeLine, madeColumn, madePage, madePaper } from './testing.ts';

const words = (start: string, count: number): string[] => [
  start,
  ...Array.from({ length: count - 1 }, (_, i) => ['plain', 'words', 'such', 'as', 'these'][i % 5]!),
];

/** A table of texts with a blank of half a line between its rows; each row's cells in words. */
function madeTable(rows: readonly (readonly [number, number])[]): MadeLine[] {
  let y = 700;
  return rows.flatMap(([left, right], i) => {
    const cells = [
      madeColumn(words(`Question${i}`, left), { x: 54, y, width: 200 }),
      madeColumn(words(`Answer${i}`, right), { x: 290, y, width: 260 }),
    ];
    y -= Math.max(...cells.map((cell) => cell.length)) * 12 + 6;
    return cells.flat();
  });
}

const heads = (text: string): string[] => text.match(/(?:Question|Answer)\d/gu) ?? [];

it('reads a table of texts row by row, each cell as a whole', () => {
  const rows = [
    [18, 40],
    [20, 12],
    [8, 30],
    [25, 25],
  ] as const;
  const { text } = madePage(madeTable(rows));
  expect(heads(text)).toEqual(rows.flatMap((_, i) => [`Question${i}`, `Answer${i}`]));
  expect(text.split(/\s+/u)).toHaveLength(rows.flat().reduce((sum, count) => sum + count, 0));
});

it('reads columns whose paragraphs end at the same heights as columns', () => {
  const rows = [
    [30, 39],
    [30, 39],
    [30, 39],
    [30, 39],
  ] as const;
  const lines = madeTable(rows);
  const ends = rows.map((_, i) => lines.filter(({ text }) => text.includes(`${i}`)).length);
  expect(ends.every((count) => count === 2)).toBe(true);
  const found = heads(madePage(lines).text);
  expect(found).toEqual(
    ['Question', 'Answer'].flatMap((name) => rows.map((_, i) => `${name}${i}`)),
  );
});

it('reads a paper of two columns as it did', () => {
  const own = Array.from({ length: 400 }, (_, i) => `word${i}x`);
  const { page } = madePaper(own);
  expect(page.text.split(/\s+/u).filter((word) => /^word\d+x$/u.test(word))).toEqual(own);
});
