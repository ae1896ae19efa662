import { useEffect } from 'react';
import { type SyncTargetSetting, targetAddress } from '../../src-shared/contract/index.ts';
import { formatLongDay } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';
import { client } from '../client.ts';
import { useAct } from '../settings/use-act.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { localDayOf } from '../ui/local-day.ts';
import css from './recovery-dialog.module.css';
import { inGroups } from './words.ts';

const texts = t.sync.recovery;

/** What opens the target when the passphrase is forgotten, as a page to print (SYNC-5). */
export function RecoveryDialog(props: {
  readonly target: SyncTargetSetting;
  readonly onClose: () => void;
}) {
  const { target, onClose } = props;
  // Asked for only now, and kept nowhere.
  const { run, failed, result } = useAct(() => client.sync.recovery());
  useEffect(() => run(), [run]);
  const code = result?.code ?? null;
  return (
    <Dialog label={texts.title} className={css.dialog} onClose={onClose}>
      <article className={css.sheet} data-recovery-sheet>
        <h2>{texts.title}</h2>
        <p>{texts.what}</p>
        {failed ? <p role="alert">{t.sync.failed}</p> : null}
        {result && code === null ? <p role="alert">{texts.none}</p> : null}
        {code === null ? null : <Facts code={code} target={target} />}
        {code === null ? null : <p>{texts.use}</p>}
      </article>
      <div className={css.buttons}>
        <Button onPress={onClose}>{texts.close}</Button>
        <Button primary disabled={code === null} onPress={() => window.print()}>
          {texts.print}
        </Button>
      </div>
    </Dialog>
  );
}

function Facts({ code, target }: { readonly code: string; readonly target: SyncTargetSetting }) {
  return (
    <dl className={css.facts}>
      <div>
        <dt>{texts.code}</dt>
        <dd className={css.code}>{inGroups(code)}</dd>
      </div>
      <div>
        <dt>{texts.target}</dt>
        <dd>
          {t.sync.setUp.kinds[target.kind]}: {targetAddress(target)}
        </dd>
      </div>
      <div>
        <dt>{texts.made}</dt>
        <dd>{formatLongDay(localDayOf(Date.now()))}</dd>
      </div>
    </dl>
  );
}
