import { type ReactNode, useId, useState } from 'react';
import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import css from './sync.module.css';

const texts = t.sync.setUp;

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  /** What is wrong with it. */
  readonly problem?: string | null | undefined;
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly isHidden?: boolean;
  /** What stands beside the line. */
  readonly children?: ReactNode;
};

/** A line to be typed into, with its hint and what is wrong with it. */
export function Field(props: Props) {
  const { label, value, onChange, hint, problem, maxLength = 1_000, placeholder } = props;
  const id = useId();
  const described = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].join(' ').trim();
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      <div className={css.line}>
        <input
          id={id}
          type={props.isHidden ? 'password' : 'text'}
          value={value}
          maxLength={maxLength}
          placeholder={placeholder}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={problem ? true : undefined}
          aria-describedby={described === '' ? undefined : described}
          onChange={({ target }) => onChange(target.value)}
        />
        {props.children}
      </div>
      {hint ? (
        <p id={`${id}-hint`} className={css.hint}>
          {hint}
        </p>
      ) : null}
      {problem ? (
        <p id={`${id}-problem`} className={css.problem} role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  );
}

type SecretProps = Omit<Props, 'isHidden' | 'children'> & {
  /** Whether what is typed can be read at first. */
  readonly isShown?: boolean;
  readonly children?: ReactNode;
};

/** A secret, which can be shown and hidden. */
export function SecretField({ isShown: shownFirst = false, children, ...field }: SecretProps) {
  const [isShown, setShown] = useState(shownFirst);
  const act = isShown ? texts.hideOf(field.label) : texts.showOf(field.label);
  return (
    <Field {...field} isHidden={!isShown}>
      <Button label={act} onPress={() => setShown(!isShown)}>
        {isShown ? texts.hide : texts.show}
      </Button>
      {children}
    </Field>
  );
}
