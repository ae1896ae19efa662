import type { Backfill } from '../../../../src-shared/contract/index.ts';
import { formatNumber, formatShortDay, plural } from '../format.ts';
import { errorTexts } from './errors.ts';

function state({ state, next, failure }: Backfill, now: number): string {
  switch (state) {
    case 'queued':
      return 'Its turn comes next';
    case 'running':
      return next === null ? 'Running' : `Now ${formatShortDay(next)}`;
    case 'waiting':
      return failure ? `Waiting: ${errorTexts.upstream(failure, now)}` : 'Waiting';
    case 'paused':
      return 'Paused';
    case 'done':
      return 'Done';
    case 'cancelled':
      return 'Cancelled';
  }
}

const range = (from: string, to: string): string =>
  from === to ? formatShortDay(from) : `${formatShortDay(from)} – ${formatShortDay(to)}`;

/** Earlier listings in the settings and in the status bar. */
export const backfillTexts = {
  form: 'Bring earlier listings',
  hint: 'Day by day in the background, the newest first. It goes on after a restart.',
  from: 'From',
  to: 'To',
  quick: 'Ranges',
  lastMonth: 'Last month',
  thisYear: 'This year',
  everything: 'Everything',
  start: 'Bring them',
  days: (count: number) => plural(count, 'day', 'days'),
  problems: {
    missing: 'Choose both days.',
    order: 'The first day lies after the last one.',
    early: 'The first listing is of 4 May 2023.',
    future: 'There is no listing of a day to come.',
  },
  refused: { 'bad-range': 'There are no listings in this range.', 'not-found': 'It is gone.' },
  list: 'Progress',
  none: 'Nothing was asked for yet.',
  range,
  progress: (done: number, total: number) =>
    `${formatNumber(done)} of ${plural(total, 'day', 'days')}`,
  papers: (papers: number, fresh: number) =>
    `${plural(papers, 'paper', 'papers')}, ${formatNumber(fresh)} new`,
  state,
  skipped: (count: number) => `${plural(count, 'day', 'days')} passed over`,
  announced: (from: string, to: string, said: string) => `${range(from, to)}: ${said}`,
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  act: (act: string, from: string, to: string) => `${act}: ${range(from, to)}`,
};
