import { formatLongDay, formatNumber, formatSpent, plural } from '../format.ts';

const papers = (count: number): string => plural(count, 'paper', 'papers');

/** What was read (LIB-6). */
export const statisticsTexts = {
  title: 'Statistics',
  empty:
    'Nothing was read yet. Days on which you read appear here, on this machine and your others.',
  read: 'Papers read',
  time: 'Time reading',
  streak: 'Days in a row',
  spent: formatSpent,
  number: formatNumber,
  calendar: 'The last twelve months',
  calendarHint: 'Arrow keys go from day to day.',
  measure: 'Show',
  measures: { read: 'Papers', seconds: 'Time' },
  day: (day: string, read: number, seconds: number) =>
    read === 0 && seconds === 0
      ? `${formatLongDay(day)}: nothing read`
      : `${formatLongDay(day)}: ${papers(read)} read, ${formatSpent(seconds)}`,
  less: 'less',
  more: 'more',
  course: 'Read and time',
  per: 'By',
  periods: { day: 'Day', week: 'Week' },
  week: (from: string) => `Week of ${formatLongDay(from)}`,
  bar: (when: string, read: number, seconds: number) =>
    `${when}: ${papers(read)}, ${formatSpent(seconds)}`,
  topics: 'By topic',
  kind: 'Topic',
  kinds: {
    tag: 'Tags',
    collection: 'Collections',
    category: 'arXiv categories',
    keyword: 'Keywords',
  },
  noTopics: 'There is nothing of this kind yet.',
  topic: 'Topic',
  papersColumn: 'Papers',
  readColumn: 'Read',
  timeColumn: 'Time',
};
