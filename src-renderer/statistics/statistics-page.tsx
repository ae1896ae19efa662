import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Statistics } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { Choice } from '../settings/parts.tsx';
import { localDayOf } from '../ui/local-day.ts';
import { useNow } from '../ui/use-now.ts';
import { Calendar } from './calendar.tsx';
import { Course } from './course.tsx';
import { firstDayOf, type Measure } from './shape.ts';
import styles from './statistics.module.css';
import { Topics } from './topics.tsx';

const texts = t.statistics;

const MEASURES: readonly Measure[] = ['read', 'seconds'];
const MEASURE_OPTIONS = MEASURES.map((value) => ({ value, title: texts.measures[value] }));

/** What was read: a calendar of the year, its course, and by topic (LIB-6). */
export function StatisticsPage() {
  const today = localDayOf(useNow());
  const { data, error } = useQuery(queries.statistics(firstDayOf(today), today));
  return (
    <section className={styles.page} aria-label={texts.title}>
      <h1>{texts.title}</h1>
      {data ? <Shown data={data} today={today} /> : null}
      {error && !data ? <p role="alert">{t.errors.core}</p> : null}
      {data || error ? null : <p className={styles.quiet}>{t.app.loading}</p>}
    </section>
  );
}

function Shown({ data, today }: { readonly data: Statistics; readonly today: string }) {
  const [measure, setMeasure] = useState<Measure>('read');
  if (data.read === 0 && data.seconds === 0) return <p className={styles.quiet}>{texts.empty}</p>;
  return (
    <>
      <Totals data={data} />
      <Choice
        label={texts.measure}
        value={measure}
        options={MEASURE_OPTIONS}
        onChange={setMeasure}
      />
      <Calendar days={data.days} today={today} measure={measure} />
      <Course days={data.days} today={today} measure={measure} />
      <Topics topics={data.topics} measure={measure} />
    </>
  );
}

function Totals({ data: { read, seconds, streak } }: { readonly data: Statistics }) {
  const totals = [
    { name: texts.read, value: texts.number(read) },
    { name: texts.time, value: texts.spent(seconds) },
    { name: texts.streak, value: texts.number(streak) },
  ];
  return (
    <dl className={styles.totals}>
      {totals.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
