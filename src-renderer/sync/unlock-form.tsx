import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { SyncDone, SyncStatus } from '../../src-shared/contract/index.ts';
import { focusSettingsTitle } from '../app/settings-title.ts';
import { t } from '../app/texts/index.ts';
import { client } from '../client.ts';
import { invalidate, keys, queries } from '../queries.ts';
import { useAct } from '../settings/use-act.ts';
import { Button } from '../ui/button.tsx';
import { SecretField } from './field.tsx';
import { KeepChoice, type Place } from './keep-choice.tsx';
import type { Asked } from './offers.ts';
import css from './sync.module.css';

const texts = t.sync.stopped;

/** Asks for the secret without which this machine cannot go on, and tries it. */
export function UnlockForm(props: { readonly asks: Asked; readonly status: SyncStatus }) {
  const { asks, status } = props;
  const { secrets } = status;
  const keyStore = useQuery(queries.keyStore()).data;
  // Until it is known, as it was: a secret must not leave its place because somebody types fast.
  const hasKeyStore = keyStore?.isThere ?? secrets === 'key-store';
  const [secret, setSecret] = useState('');
  const [keep, setKeep] = useState<Place | null>(secrets === 'key-store' ? null : secrets);
  const unlock = useAct(async (): Promise<SyncDone> => {
    const place = hasKeyStore ? 'key-store' : (keep ?? 'session');
    const given = { passphrase: null, password: null, [asks]: secret };
    const done = await client.sync.unlock({ ...given, keep: place });
    // What had the focus goes with the box.
    if (done.ok) focusSettingsTitle();
    void invalidate(keys.sync);
    return done;
  });
  const refused = unlock.result?.ok === false ? t.sync.reasons[unlock.result.reason] : null;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (secret !== '' && !unlock.busy) unlock.run();
  };
  return (
    <form className={css.form} onSubmit={send}>
      <SecretField
        label={texts[asks]}
        {...(asks === 'passphrase' ? { hint: texts.passphraseHint } : {})}
        value={secret}
        onChange={setSecret}
        problem={unlock.failed ? t.sync.failed : refused}
      />
      <KeepChoice hasKeyStore={hasKeyStore} value={keep} onChange={setKeep} problem={null} />
      <div className={css.acts}>
        <Button primary submits>
          {asks === 'passphrase' ? texts.unlock : texts.signIn}
        </Button>
      </div>
    </form>
  );
}
