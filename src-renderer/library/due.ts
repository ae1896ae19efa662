import type { PaperRow } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { localDayOf } from '../ui/local-day.ts';

const DAY_MS = 86_400_000;

/** Today as the user's calendar has it, `YYYY-MM-DD`; `now` in milliseconds. */
export const localToday = localDayOf;

/** Days from today until a day; negative once it is over. */
export const daysUntil = (day: string, today: string): number =>
  Math.round((Date.parse(day) - Date.parse(today)) / DAY_MS);

type Due = Pick<PaperRow, 'due' | 'status'>;

/** Whether a paper still is to be read by a day. */
const awaits = ({ due, status }: Due): boolean =>
  due !== null && status !== 'read' && status !== 'skipped';

/** Whether a paper should have been read by now. */
export const isOverdue = (paper: Due, today: string): boolean =>
  awaits(paper) && paper.due !== null && daysUntil(paper.due, today) < 0;

/** What is said of a due day beside it, such as `overdue by 3 days`; null where it does not matter any more. */
export function dueText(paper: Due, today: string): string | null {
  if (!awaits(paper) || paper.due === null) return null;
  const texts = t.library.details;
  const days = daysUntil(paper.due, today);
  if (days < 0) return texts.overdue(-days);
  return days === 0 ? texts.dueToday : texts.dueIn(days);
}

/** What a row says of a due day. */
export function dueMark(paper: Due, today: string): string | null {
  if (!awaits(paper) || paper.due === null) return null;
  const texts = t.library.list;
  return isOverdue(paper, today) ? texts.overdue(paper.due) : texts.due(paper.due);
}

/** A day that someone has typed to its end: while a year is being typed it is one of antiquity. */
export const isTypedDay = (value: string): boolean => value >= '2000-01-01' && value < '2200-01-01';
