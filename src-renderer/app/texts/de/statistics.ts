import type { statisticsTexts as english } from '../en/statistics.ts';
import { formatLongDay, formatNumber, formatSpent, plural } from '../format.ts';

const papers = (count: number): string => plural(count, 'Paper', 'Paper');

/** What was read (LIB-6). */
export const statisticsTexts: typeof english = {
  title: 'Statistik',
  empty:
    'Noch wurde nichts gelesen. Hier erscheinen die Tage mit Gelesenem, auf diesem Rechner und den anderen.',
  read: 'Gelesene Paper',
  time: 'Lesezeit',
  streak: 'Tage in Folge',
  spent: formatSpent,
  number: formatNumber,
  calendar: 'Die letzten zwölf Monate',
  calendarHint: 'Pfeiltasten führen von Tag zu Tag.',
  measure: 'Anzeigen',
  measures: { read: 'Paper', seconds: 'Zeit' },
  day: (day, read, seconds) =>
    read === 0 && seconds === 0
      ? `${formatLongDay(day)}: nichts gelesen`
      : `${formatLongDay(day)}: ${papers(read)} gelesen, ${formatSpent(seconds)}`,
  less: 'weniger',
  more: 'mehr',
  course: 'Gelesenes und Zeit',
  per: 'Je',
  periods: { day: 'Tag', week: 'Woche' },
  week: (from) => `Woche ab ${formatLongDay(from)}`,
  bar: (when, read, seconds) => `${when}: ${papers(read)}, ${formatSpent(seconds)}`,
  topics: 'Nach Themen',
  kind: 'Thema',
  kinds: {
    tag: 'Schlagwörter',
    collection: 'Sammlungen',
    category: 'arXiv-Kategorien',
    keyword: 'Stichwörter',
  },
  noTopics: 'Davon gibt es noch nichts.',
  topic: 'Thema',
  papersColumn: 'Paper',
  readColumn: 'Gelesen',
  timeColumn: 'Zeit',
};
