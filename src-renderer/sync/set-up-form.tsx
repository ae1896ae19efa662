import { type FormEvent, useEffect, useRef } from 'react';
import { t } from '../app/texts/index.ts';
import { Group, Outcome, Toggle } from '../settings/parts.tsx';
import { Button } from '../ui/button.tsx';
import { hasSecret, isEncrypted } from './draft.ts';
import { SecretField } from './field.tsx';
import { KeepChoice } from './keep-choice.tsx';
import { NewPassphrase } from './new-passphrase.tsx';
import { problemWords } from './problem-words.ts';
import css from './sync.module.css';
import { TargetFields } from './target-fields.tsx';
import { type SetUp, useSetUp } from './use-set-up.ts';

const texts = t.sync.setUp;

/** Sets a target up (SYNC-2, SYNC-5): where it is, whether it works, how it is locked. */
export function SetUpForm({ hasKeyStore }: { readonly hasKeyStore: boolean }) {
  const { state, change, test, connect } = useSetUp(hasKeyStore);
  const { draft, found, problems, busy } = state;
  const form = useRef<HTMLFormElement>(null);
  const { refusals } = state;
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [refusals]);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    void connect();
  };
  return (
    <Group title={texts.title} hint={texts.hint}>
      <form ref={form} className={css.form} onSubmit={send} noValidate>
        <TargetFields draft={draft} problems={problems} onChange={change} />
        <div className={css.test}>
          <Button onPress={() => void test()}>
            {busy === 'test' ? texts.testing : texts.test}
          </Button>
          <Outcome problem={state.trouble !== null}>
            <Told state={state} />
          </Outcome>
        </div>
        {found && !found.isNew ? null : (
          <Toggle
            label={texts.encrypt}
            hint={texts.encryptHint}
            on={draft.encrypt}
            onChange={(encrypt) => change({ encrypt })}
          />
        )}
        {found && !found.isNew && !found.encrypted ? (
          <p className={css.hint}>{texts.plainThere}</p>
        ) : null}
        {isEncrypted(draft, found) ? <Passphrase state={state} change={change} /> : null}
        {hasSecret(draft, found) ? (
          <KeepChoice
            hasKeyStore={hasKeyStore}
            value={draft.keep}
            onChange={(keep) => change({ keep })}
            problem={problemWords(problems.keep)}
          />
        ) : null}
        <div className={css.acts}>
          <Button primary submits>
            {busy === 'connect' ? texts.connecting : texts.connect}
          </Button>
        </div>
      </form>
    </Group>
  );
}

/** What a test found, or what is wrong that no field is about. */
function Told({ state: { found, trouble } }: { readonly state: SetUp }) {
  if (trouble === 'failed') return t.sync.failed;
  if (trouble !== null) return t.sync.reasons[trouble];
  if (!found) return null;
  const kind = found.isNew ? 'new' : found.encrypted ? 'encrypted' : 'plain';
  return (
    <>
      <p className={css.good}>{texts.found[kind]}</p>
      {found.isOpenlyReadable ? <p className={css.warning}>{texts.openlyReadable}</p> : null}
    </>
  );
}

function Passphrase(props: {
  readonly state: SetUp;
  readonly change: ReturnType<typeof useSetUp>['change'];
}) {
  const { draft, found, problems } = props.state;
  const onChange = (passphrase: string): void => props.change({ passphrase });
  const problem = problemWords(problems.passphrase);
  const field = { value: draft.passphrase, onChange, problem };
  if (!found || found.isNew) return <NewPassphrase {...field} />;
  return <SecretField label={texts.knownPassphrase} hint={texts.knownPassphraseHint} {...field} />;
}
