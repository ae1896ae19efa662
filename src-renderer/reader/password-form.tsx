import { type FormEvent, useEffect, useRef } from 'react';
import { t } from '../app/texts/index.ts';
import css from './reader.module.css';

/** Asks for the password of a file; `isWrong` after one that did not open it. */
export function PasswordForm(props: {
  readonly isWrong: boolean;
  readonly onPassword: (password: string, remember: boolean) => void;
}) {
  const { isWrong, onPassword } = props;
  const password = useRef<HTMLInputElement>(null);
  const remember = useRef<HTMLInputElement>(null);
  useEffect(() => {
    password.current?.focus();
  }, []);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    onPassword(password.current?.value ?? '', remember.current?.checked ?? false);
  };
  return (
    <form className={css.password} onSubmit={onSubmit}>
      <label>
        {t.reader.password.label}
        <input ref={password} type="password" autoComplete="off" required />
      </label>
      {isWrong && <p role="alert">{t.reader.password.wrong}</p>}
      <label className={css.remember}>
        <input ref={remember} type="checkbox" />
        {t.reader.password.remember}
      </label>
      <button type="submit" className={`${css.button} ${css.primary}`}>
        {t.reader.password.open}
      </button>
    </form>
  );
}
