import { type FormEvent, useId, useState } from 'react';
import { t } from '../app/texts/index.ts';
import { client } from '../client.ts';
import { Button } from '../ui/button.tsx';
import css from './backfill.module.css';
import { Outcome } from './parts.tsx';
import {
  type DayRange,
  daysIn,
  FIRST_LISTING,
  problemOf,
  type QuickRange,
  quickRange,
  todayOf,
} from './ranges.ts';
import { useAct } from './use-act.ts';

const texts = t.backfill;

const QUICK: readonly QuickRange[] = ['lastMonth', 'thisYear', 'everything'];

/** Asks for the listings of a range. */
export function BackfillForm() {
  const today = todayOf(Date.now());
  const [range, setRange] = useState<DayRange>(() => quickRange('lastMonth', today));
  const start = useAct((wanted: DayRange) => client.listings.backfill(wanted));
  const problem = problemOf(range, today);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (problem === null) start.run(range);
  };
  return (
    <form className={css.form} noValidate onSubmit={submit}>
      <fieldset className={css.quick}>
        <legend className="visually-hidden">{texts.quick}</legend>
        {QUICK.map((kind) => (
          <Quick key={kind} kind={kind} today={today} range={range} onChoose={setRange} />
        ))}
      </fieldset>
      <div className={css.fields}>
        <DayField
          label={texts.from}
          value={range.from}
          today={today}
          invalid={problem !== null && problem !== 'future'}
          onChange={(from) => setRange({ ...range, from })}
        />
        <DayField
          label={texts.to}
          value={range.to}
          today={today}
          invalid={problem !== null && problem !== 'early'}
          onChange={(to) => setRange({ ...range, to })}
        />
        <Button submits primary disabled={problem !== null || start.busy}>
          {texts.start}
        </Button>
        <span className={css.days}>{problem === null ? texts.days(daysIn(range)) : null}</span>
      </div>
      <Outcome problem>
        {problem === null ? null : texts.problems[problem]}
        {start.failed ? t.settings.failed : null}
        {start.result?.ok === false ? texts.refused[start.result.reason] : null}
      </Outcome>
    </form>
  );
}

function Quick(props: {
  readonly kind: QuickRange;
  readonly today: string;
  readonly range: DayRange;
  readonly onChoose: (range: DayRange) => void;
}) {
  const { kind, today, range, onChoose } = props;
  const { from, to } = quickRange(kind, today);
  return (
    <Button pressed={range.from === from && range.to === to} onPress={() => onChoose({ from, to })}>
      {texts[kind]}
    </Button>
  );
}

function DayField(props: {
  readonly label: string;
  readonly value: string;
  readonly today: string;
  readonly invalid: boolean;
  readonly onChange: (day: string) => void;
}) {
  const { label, value, today, invalid, onChange } = props;
  const id = useId();
  return (
    <span className={css.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        required
        min={FIRST_LISTING}
        max={today}
        value={value}
        aria-invalid={invalid || undefined}
        onChange={({ target }) => onChange(target.value)}
      />
    </span>
  );
}
