import { useId } from 'react';
import type { SecretPlace } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import css from './sync.module.css';

const texts = t.sync.keep;

/** Where secrets can stay on a system without a key store. */
export type Place = Exclude<SecretPlace, 'key-store'>;

const PLACES: readonly Place[] = ['session', 'file'];

/** Asks where secrets are to stay (SAFE-4); with a key store it says that they stay there. */
export function KeepChoice(props: {
  readonly hasKeyStore: boolean;
  readonly value: Place | null;
  readonly onChange: (value: Place) => void;
  readonly problem: string | null | undefined;
}) {
  const { hasKeyStore, value, onChange, problem } = props;
  const id = useId();
  if (hasKeyStore) return <p className={css.hint}>{texts.keyStore}</p>;
  return (
    <fieldset className={css.options} aria-describedby={problem ? `${id}-problem` : undefined}>
      <legend>{texts.asked}</legend>
      {PLACES.map((place) => (
        <div key={place} className={css.option}>
          <input
            id={`${id}-${place}`}
            type="radio"
            name={id}
            checked={value === place}
            aria-invalid={problem ? true : undefined}
            aria-describedby={`${id}-${place}-hint`}
            onChange={() => onChange(place)}
          />
          <label htmlFor={`${id}-${place}`}>{texts[place]}</label>
          <p id={`${id}-${place}-hint`} className={css.hint}>
            {texts[`${place}Hint`]}
          </p>
        </div>
      ))}
      {problem ? (
        <p id={`${id}-problem`} className={css.problem} role="alert">
          {problem}
        </p>
      ) : null}
    </fieldset>
  );
}
