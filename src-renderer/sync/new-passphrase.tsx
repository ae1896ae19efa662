import { t } from '../app/texts/index.ts';
import { client } from '../client.ts';
import { useAct } from '../settings/use-act.ts';
import { Button } from '../ui/button.tsx';
import { SecretField } from './field.tsx';

const texts = t.sync.setUp;

/** A passphrase that is chosen now: shown while it is typed, and proposed at one click. */
export function NewPassphrase(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem: string | null | undefined;
}) {
  const { value, onChange, problem } = props;
  const propose = useAct(async () => {
    const { passphrase } = await client.sync.proposePassphrase();
    onChange(passphrase);
  });
  return (
    <SecretField
      isShown
      label={texts.passphrase}
      hint={texts.passphraseHint}
      value={value}
      onChange={onChange}
      problem={problem ?? (propose.failed ? t.sync.failed : null)}
    >
      <Button onPress={() => propose.run()}>{texts.propose}</Button>
    </SecretField>
  );
}
