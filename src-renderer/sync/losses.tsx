import type { SyncLoss } from '../../src-shared/contract/index.ts';
import { formatMoment } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';
import { client } from '../client.ts';
import { invalidate, keys } from '../queries.ts';
import { Some } from '../settings/parts.tsx';
import { useAct } from '../settings/use-act.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/use-now.ts';
import { Subject } from './subject.tsx';
import css from './sync.module.css';
import { fieldWords, subjectWords, valueWords } from './words.ts';

const texts = t.sync.log;
const SHOWN_FIRST = 5;

type Said = { readonly onSaid: (words: string) => void };

/** Values that another machine's took the place of, each with the way back (SYNC-7). */
export function Losses({ losses, onSaid }: Said & { readonly losses: readonly SyncLoss[] }) {
  return (
    <>
      <p>{texts.losses(losses.length)}</p>
      <Some items={losses} first={SHOWN_FIRST}>
        {(shown) => (
          <ul className={css.losses}>
            {shown.map((loss) => (
              <li key={loss.id}>
                <Loss loss={loss} onSaid={onSaid} />
              </li>
            ))}
          </ul>
        )}
      </Some>
    </>
  );
}

function Loss({ loss, onSaid }: Said & { readonly loss: SyncLoss }) {
  const { subject, field, value, current, machine, at } = loss;
  const now = Math.max(useNow(), Date.now());
  return (
    <>
      <p>
        <Subject subject={subject} /> <span className={css.hint}>{fieldWords(field, subject)}</span>
      </p>
      <dl className={css.values}>
        <dt>{texts.now}</dt>
        <dd dir="auto">{valueWords(field, current, now)}</dd>
        <dt>{texts.before(machine, formatMoment(at, now))}</dt>
        <dd dir="auto">{valueWords(field, value, now)}</dd>
      </dl>
      <PutBack loss={loss} onSaid={onSaid} />
    </>
  );
}

function PutBack({ loss, onSaid }: Said & { readonly loss: SyncLoss }) {
  const { id, field, subject, isBack } = loss;
  const names = [fieldWords(field, subject), subjectWords(subject)] as const;
  const act = useAct(async () => {
    const { found } = await client.sync.putBack({ mutationId: crypto.randomUUID(), id });
    onSaid(found ? texts.done(...names) : texts.gone);
    await invalidate(keys.sync);
    return found;
  });
  const problem = act.failed ? t.sync.failed : act.result === false ? texts.gone : null;
  // The button stays where it is once it is done: the focus is on it.
  const isDone = isBack || act.result === true;
  return (
    <div className={css.acts}>
      <Button
        label={isDone ? texts.done(...names) : texts.putBackOf(...names)}
        onPress={() => isDone || act.run()}
      >
        {isDone ? `✓ ${texts.isBack}` : texts.putBack}
      </Button>
      {problem ? (
        <p className={css.problem} role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  );
}
