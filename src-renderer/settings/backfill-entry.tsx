import type { Backfill } from '../../src-shared/contract/index.ts';
import { formatShortDay } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';
import { client } from '../client.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/use-now.ts';
import css from './backfill.module.css';
import { Outcome, Progress, Row } from './parts.tsx';
import { useAct } from './use-act.ts';

const texts = t.backfill;

type Act = 'pause' | 'resume' | 'cancel' | 'dismiss';

const ACTS: Readonly<Record<Backfill['state'], readonly Act[]>> = {
  queued: ['pause', 'cancel'],
  running: ['pause', 'cancel'],
  waiting: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  done: ['dismiss'],
  cancelled: ['dismiss'],
};

/** A range that is being brought, or was: how far it is, and what can be done with it. */
export function BackfillEntry({ backfill }: { readonly backfill: Backfill }) {
  const { id, from, to, state, done, total, papers } = backfill;
  const now = Math.max(useNow(), Date.now());
  const steer = useAct((act: Act) => client.listings.steerBackfill({ id, act }));
  const said = texts.state(backfill, now);
  return (
    <li className={css.entry}>
      <Row
        acts={ACTS[state].map((act) => (
          <Button
            key={act}
            label={texts.act(texts[act], from, to)}
            disabled={steer.busy}
            onPress={() => steer.run(act)}
          >
            {texts[act]}
          </Button>
        ))}
      >
        <h3>{texts.range(from, to)}</h3>
        <p className={css.said}>
          {said} · {texts.progress(done, total)} · {texts.papers(papers, backfill.new)}
        </p>
      </Row>
      {state === 'done' || state === 'cancelled' ? null : (
        <Progress label={texts.range(from, to)} value={done} max={total} />
      )}
      <Skipped days={backfill.skipped} now={now} />
      <Outcome problem>
        {steer.failed ? t.settings.failed : null}
        {steer.result?.ok === false ? texts.refused[steer.result.reason] : null}
      </Outcome>
      <Change state={state} words={texts.announced(from, to, said)} />
    </li>
  );
}

/** Tells the ear of a change of state, and not of every day. */
function Change({ state, words }: { readonly state: Backfill['state']; readonly words: string }) {
  const spoken = state === 'running' ? null : words;
  return (
    <p className="visually-hidden" role="status">
      {spoken}
    </p>
  );
}

function Skipped({ days, now }: { readonly days: Backfill['skipped']; readonly now: number }) {
  if (days.length === 0) return null;
  return (
    <details className={css.skipped}>
      <summary>{texts.skipped(days.length)}</summary>
      <ul>
        {days.map(({ date, failure }) => (
          <li key={date}>
            {formatShortDay(date)}: {t.errors.upstream(failure, now)}
          </li>
        ))}
      </ul>
    </details>
  );
}
