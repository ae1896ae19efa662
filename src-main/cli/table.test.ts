import { expect, test } from 'vitest';
import { renderTable, type TableStyle } from './table.ts';
import { displayWidth } from './width.ts';

const columns = [{ title: 'Id' }, { title: 'Votes', align: 'right' as const }, { title: 'Title' }];
const rows = [
  ['a', '7', 'Attention is all you need for translation and more'],
  ['论文一', '1200', '大型语言模型'],
];
const plain = (width: number | null): TableStyle => ({ width, colour: false });

test('[CLI-1] columns align though Chinese takes two cells a character', () => {
  const expected = [
    'Id      Votes  Title',
    'a           7  Attention is all you need for translation and more',
    '论文一   1200  大型语言模型',
    '',
  ];
  expect(renderTable(columns, rows, plain(null)).split('\n')).toEqual(expected);
});

test('[CLI-1] the last column wraps between words at the terminal width', () => {
  const lines = renderTable(columns, rows, plain(40)).split('\n');
  expect(lines.slice(1, 4)).toEqual([
    'a           7  Attention is all you need',
    '               for translation and more',
    '论文一   1200  大型语言模型',
  ]);
});

test('[CLI-1] a narrow terminal gets the last column on lines of its own', () => {
  const lines = renderTable(columns, rows, plain(26)).trimEnd().split('\n');
  expect(lines.every((line) => displayWidth(line) <= 26)).toBe(true);
  expect(lines.slice(2, 6)).toEqual(
    ['a           7', '  Attention is all you', '  need for translation and', '  more'].map(
      (line) => line.slice(0, 26),
    ),
  );
});

test('[CLI-1] no line ends in blanks and titles are bold only in colour', () => {
  const text = renderTable(columns, [['a', '1', '']], plain(null));
  expect(text.split('\n').every((line) => line === line.trimEnd())).toBe(true);
  expect(text).not.toContain('\u001b');
  expect(renderTable(columns, [], { width: 80, colour: true })).toBe(
    '\u001b[1mId  Votes  Title\u001b[22m\n',
  );
});
