import type { SyncLogEntry } from '../../src-shared/contract/index.ts';
import { formatMoment } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';
import { Some } from '../settings/parts.tsx';
import { useNow } from '../ui/use-now.ts';
import { Losses } from './losses.tsx';
import { Subject } from './subject.tsx';
import css from './sync.module.css';
import { fieldWords } from './words.ts';

const texts = t.sync.log;
const SHOWN_FIRST = 5;

type Props = { readonly entry: SyncLogEntry; readonly onSaid: (words: string) => void };

/** One run: when, with whom, how much, what was merged and what gave way. */
export function LogEntry({ entry, onSaid }: Props) {
  const now = Math.max(useNow(), Date.now());
  const { at, machines, changed, sent, trouble, losses } = entry;
  const withWhom = machines.length === 0 ? '' : ` ${texts.with(machines)}`;
  return (
    <>
      <h3 className={css.when}>
        {formatMoment(at, now)}
        {withWhom}
      </h3>
      <p className={css.hint}>{texts.counts(changed, sent)}</p>
      {trouble ? <p className={css.warning}>{t.sync.reasons[trouble.reason]}</p> : null}
      <Merged entry={entry} />
      {losses.length === 0 ? null : <Losses losses={losses} onSaid={onSaid} />}
    </>
  );
}

function Merged({ entry: { merged, mergedCount } }: { readonly entry: SyncLogEntry }) {
  if (mergedCount === 0) return null;
  const left = mergedCount - merged.length;
  return (
    <>
      <p>{texts.merged(mergedCount)}</p>
      <Some
        items={merged}
        first={SHOWN_FIRST}
        rest={left > 0 ? <p className={css.hint}>{texts.moreMerged(left)}</p> : null}
      >
        {(shown) => (
          <ul className={css.merged}>
            {shown.map(({ subject, fields }) => (
              <li key={`${subject.collection} ${subject.id}`}>
                <Subject subject={subject} />{' '}
                <span className={css.hint}>
                  {texts.mergedIn(fields.map((field) => fieldWords(field, subject)))}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Some>
    </>
  );
}
