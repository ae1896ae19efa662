import { useState } from 'react';
import type { Statistics } from '../../src-shared/contract/index.ts';
import { formatDayMonth, formatLongDay } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';
import { Choice } from '../settings/parts.tsx';
import { courseOf, type Measure, mostOf, type Stretch } from './shape.ts';
import styles from './statistics.module.css';

const texts = t.statistics;

type Period = 'day' | 'week';
const PERIODS: readonly Period[] = ['day', 'week'];
const OPTIONS = PERIODS.map((value) => ({ value, title: texts.periods[value] }));

/** So many days, or weeks, fit beside each other. */
const COUNT: Readonly<Record<Period, number>> = { day: 30, week: 26 };

type Props = {
  readonly days: Statistics['days'];
  readonly today: string;
  readonly measure: Measure;
};

/** What was read day by day or week by week, as bars. */
export function Course({ days, today, measure }: Props) {
  const [period, setPeriod] = useState<Period>('day');
  const bars = courseOf(days, today, period, COUNT[period]);
  const most = mostOf(bars, measure);
  const told = (value: number): string =>
    measure === 'read' ? texts.number(value) : texts.spent(value);
  return (
    <section className={styles.part}>
      <div className={styles.heading}>
        <h2>{texts.course}</h2>
        <Choice label={texts.per} value={period} options={OPTIONS} onChange={setPeriod} />
      </div>
      <div className={styles.scale} aria-hidden="true">
        {told(most)}
      </div>
      <ol className={styles.bars}>
        {bars.map((bar) => (
          <li key={bar.from} title={nameOf(bar, period)}>
            <span className="visually-hidden">{nameOf(bar, period)}</span>
            <i className={styles.column} style={{ height: `${(100 * bar[measure]) / most}%` }} />
          </li>
        ))}
      </ol>
      <div className={styles.ends} aria-hidden="true">
        <span>{formatDayMonth(bars[0]?.from ?? today)}</span>
        <span>{formatDayMonth(bars.at(-1)?.from ?? today)}</span>
      </div>
    </section>
  );
}

function nameOf({ from, read, seconds }: Stretch, period: Period): string {
  return texts.bar(period === 'week' ? texts.week(from) : formatLongDay(from), read, seconds);
}
