import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Statistics } from '../../src-shared/contract/index.ts';
import { formatShortMonth, formatShortWeekday } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';
import { calendarOf, levelOf, type Measure, monthsOf, mostOf, WEEKS } from './shape.ts';
import styles from './statistics.module.css';

const texts = t.statistics;

type Props = {
  readonly days: Statistics['days'];
  readonly today: string;
  readonly measure: Measure;
};
type Place = { readonly row: number; readonly column: number };

/** How far each key goes, in weekdays and weeks. */
const STEPS: Readonly<Record<string, Place>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
  PageUp: { row: 0, column: -4 },
  PageDown: { row: 0, column: 4 },
  Home: { row: 0, column: -WEEKS },
  End: { row: 0, column: WEEKS },
};

/** The year, a column for each week; how much was read is told by size, colour and in words. */
export function Calendar({ days, today, measure }: Props) {
  const rows = useMemo(() => calendarOf(days, today), [days, today]);
  const most = mostOf(rows.flat(), measure);
  const [shown, setShown] = useState<Place>(() => lastOf(rows));
  const grid = useRef<HTMLTableElement>(null);
  const hint = useId();
  // Where the year does not fit, its end is what is looked at.
  useLayoutEffect(() => {
    // What it returns is a promise in newer engines, which React would take for the effect's end.
    grid.current?.parentElement?.scrollTo({ left: grid.current.offsetWidth });
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    const next = step && stepped(shown, step, rows);
    if (!next || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setShown(next);
    grid.current?.querySelector<HTMLElement>(`[data-place="${next.row} ${next.column}"]`)?.focus();
  };
  const day = rows[shown.row]?.[shown.column];
  return (
    <section className={styles.part}>
      <h2 id={`${hint}-title`}>{texts.calendar}</h2>
      <div className={styles.scroll}>
        <table
          ref={grid}
          className={styles.calendar}
          aria-labelledby={`${hint}-title`}
          aria-describedby={hint}
        >
          <Months today={today} />
          <tbody>
            {rows.map((row, index) => (
              <tr key={row[0]?.from}>
                <th scope="row" className={index % 2 === 0 ? undefined : styles.unseen}>
                  {formatShortWeekday(row[0]?.from ?? today)}
                </th>
                {row.map((one, column) => (
                  <td key={one?.from ?? 'to-come'}>
                    {one === null ? null : (
                      <button
                        type="button"
                        className={styles.cell}
                        data-place={`${index} ${column}`}
                        tabIndex={index === shown.row && column === shown.column ? 0 : -1}
                        aria-label={texts.day(one.from, one.read, one.seconds)}
                        onKeyDown={onKeyDown}
                        onFocus={() => setShown({ row: index, column })}
                        onMouseEnter={() => setShown({ row: index, column })}
                      >
                        <i className={styles.dot} data-level={levelOf(one[measure], most)} />
                      </button>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.under}>
        <p>{day ? texts.day(day.from, day.read, day.seconds) : ''}</p>
        <Legend />
      </div>
      <p id={hint} className="visually-hidden">
        {texts.calendarHint}
      </p>
    </section>
  );
}

function Months({ today }: { readonly today: string }) {
  const months = monthsOf(today);
  return (
    <thead aria-hidden="true">
      <tr>
        <td />
        {Array.from({ length: WEEKS }, (_, column) => {
          const month = months.find((one) => one.column === column);
          return <td key={month?.day ?? column}>{month ? formatShortMonth(month.day) : null}</td>;
        })}
      </tr>
    </thead>
  );
}

function Legend() {
  return (
    <p className={styles.legend} aria-hidden="true">
      {texts.less}
      {[0, 1, 2, 3, 4].map((level) => (
        <span key={level} className={styles.cell}>
          <i className={styles.dot} data-level={level} />
        </span>
      ))}
      {texts.more}
    </p>
  );
}

type Rows = ReturnType<typeof calendarOf>;

function lastOf(rows: Rows): Place {
  const row = rows.findLastIndex((days) => days.at(-1) !== null);
  return { row: Math.max(0, row), column: WEEKS - 1 };
}

/** The place that a step leads to; up from Monday is the Sunday before, and so on. */
function stepped({ row, column }: Place, step: Place, rows: Rows): Place | null {
  let next = { row: row + step.row, column: column + step.column };
  if (next.row < 0) next = { row: rows.length - 1, column: column - 1 };
  else if (next.row >= rows.length) next = { row: 0, column: column + 1 };
  const bounded = { ...next, column: Math.min(Math.max(0, next.column), WEEKS - 1) };
  const day = rows[bounded.row]?.[bounded.column];
  if (day) return bounded;
  // The rest of this week has not come yet.
  return step.column > 0 ? { ...bounded, column: bounded.column - 1 } : null;
}
