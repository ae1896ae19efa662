import { type FormEvent, useState } from 'react';
import type { SyncTargetSetting } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { client } from '../client.ts';
import { invalidate, keys } from '../queries.ts';
import { useAct } from '../settings/use-act.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { closeSyncDialog, useSyncDialog } from './dialogs.ts';
import { NewPassphrase } from './new-passphrase.tsx';
import { RecoveryDialog } from './recovery-dialog.tsx';
import css from './sync.module.css';
import { repairJob, runJob } from './sync-jobs.ts';

type Props = { readonly target: SyncTargetSetting; readonly onDone: (words: string) => void };

/** The dialog that is open; `onDone` gets what is to be said afterwards. */
export function SyncDialogs({ target, onDone }: Props) {
  const open = useSyncDialog((state) => state.open);
  if (open === 'passphrase') return <PassphraseDialog onDone={onDone} />;
  if (open === 'recovery') return <RecoveryDialog target={target} onClose={closeSyncDialog} />;
  return open === 'disconnect' ? <DisconnectDialog onDone={onDone} /> : null;
}

function PassphraseDialog({ onDone }: Pick<Props, 'onDone'>) {
  const texts = t.sync.passphrase;
  const [passphrase, setPassphrase] = useState('');
  const change = useAct(async () => {
    const done = await client.sync.changePassphrase({ passphrase });
    if (done.ok) {
      closeSyncDialog();
      onDone(texts.done);
      void invalidate(keys.sync);
    }
    return done;
  });
  const refused = change.result?.ok === false ? t.sync.reasons[change.result.reason] : null;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (passphrase !== '' && !change.busy) change.run();
  };
  return (
    <Dialog label={texts.title} className={css.dialog} onClose={closeSyncDialog}>
      <form className={css.form} onSubmit={send}>
        <h2>{texts.title}</h2>
        <p>{texts.hint}</p>
        <NewPassphrase
          value={passphrase}
          onChange={setPassphrase}
          problem={change.failed ? t.sync.failed : refused}
        />
        <div className={css.buttons}>
          <Button onPress={closeSyncDialog}>{texts.cancel}</Button>
          <Button primary submits>
            {texts.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function DisconnectDialog({ onDone }: Pick<Props, 'onDone'>) {
  const texts = t.sync.disconnect;
  const disconnect = useAct(async () => {
    await client.sync.disconnect();
    closeSyncDialog();
    for (const job of [runJob, repairJob]) job.forget();
    onDone(texts.done);
    await invalidate(keys.sync);
  });
  return (
    <Dialog label={texts.title} className={css.dialog} onClose={closeSyncDialog}>
      <h2>{texts.title}</h2>
      <p>{texts.what}</p>
      {disconnect.failed ? (
        <p className={css.problem} role="alert">
          {t.sync.failed}
        </p>
      ) : null}
      <div className={css.buttons}>
        <Button onPress={closeSyncDialog}>{texts.cancel}</Button>
        <Button primary onPress={() => disconnect.run()}>
          {texts.submit}
        </Button>
      </div>
    </Dialog>
  );
}
