import { type FormEvent, type ReactNode, useId } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import styles from './form-dialog.module.css';

type FormProps = {
  readonly title: string;
  readonly submit: string;
  readonly cancel: string;
  readonly disabled: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A dialog that asks for a few words; Enter sends it. */
export function FormDialog(props: FormProps) {
  const { title, submit, cancel, disabled, onSubmit, onClose, children } = props;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (disabled) return;
    onClose();
    onSubmit();
  };
  return (
    <Dialog label={title} className={styles.dialog} onClose={onClose}>
      <form onSubmit={send}>
        <h2>{title}</h2>
        {children}
        <div className={styles.buttons}>
          <Button onPress={onClose}>{cancel}</Button>
          <Button primary submits disabled={disabled}>
            {submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type FieldProps = {
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  /** What is wrong with it. */
  readonly problem?: string | null;
  readonly onChange: (value: string) => void;
};

/** A line to be typed into. */
export function TextField({ label, value, maxLength, problem, onChange }: FieldProps) {
  const id = useId();
  return (
    <label className={styles.field}>
      {label}
      <input
        type="text"
        dir="auto"
        value={value}
        maxLength={maxLength}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? id : undefined}
        onChange={({ target }) => onChange(target.value)}
        onFocus={({ target }) => target.select()}
      />
      {problem ? (
        <small id={id} role="alert">
          {problem}
        </small>
      ) : null}
    </label>
  );
}
