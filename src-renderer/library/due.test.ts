import { expect, test } from 'vitest';
import { daysUntil, dueMark, dueText, isOverdue, isTypedDay, localToday } from './due.ts';

const TODAY = '2026-11-20';
const due = (day: string | null, status: 'to-read' | 'read' = 'to-read') => ({ due: day, status });

test('[COLL-2] a due day says how long there is, and that it is over', () => {
  expect(dueText(due('2026-11-23'), TODAY)).toBe('due in 3 days');
  expect(dueText(due('2026-11-21'), TODAY)).toBe('due tomorrow');
  expect(dueText(due(TODAY), TODAY)).toBe('due today');
  expect(dueText(due('2026-11-19'), TODAY)).toBe('overdue by 1 day');
  expect(dueMark(due('2026-11-19'), TODAY)).toBe('overdue since 19 Nov 2026');
  expect(dueMark(due(TODAY), TODAY)).toBe('due 20 Nov 2026');
  expect(isOverdue(due('2026-11-19'), TODAY)).toBe(true);
});

test('[COLL-2] nothing is overdue that was read, or is for no day', () => {
  for (const paper of [due(null), due('2026-11-19', 'read')]) {
    expect(dueText(paper, TODAY)).toBeNull();
    expect(dueMark(paper, TODAY)).toBeNull();
    expect(isOverdue(paper, TODAY)).toBe(false);
  }
});

test('[COLL-2] days are those of the calendar, over a change of the clock too', () => {
  expect(localToday(new Date(2026, 2, 7, 23, 59).getTime())).toBe('2026-03-07');
  expect(daysUntil('2026-04-01', '2026-03-01')).toBe(31);
  expect(['0002-11-20', '0202-11-20', '', '2026-11-20'].map(isTypedDay)).toEqual([
    ...[false, false, false, true],
  ]);
});
