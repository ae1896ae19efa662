import type { ReactNode } from 'react';
import { runAction } from '../app/actions.ts';
import styles from './button.module.css';

type Props = {
  readonly children: ReactNode;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly label?: string;
} & ({ readonly action: string } | { readonly onPress: () => void } | { readonly submits: true });

/** A button that does a registered action by its id, what a part of its own needs, or sends a form. */
export function Button(props: Props) {
  const { children, primary, disabled, pressed, label } = props;
  return (
    <button
      type={'submits' in props ? 'submit' : 'button'}
      className={`${styles.button} ${primary ? styles.primary : ''}`}
      disabled={disabled}
      aria-pressed={pressed}
      aria-label={label}
      onClick={() => press(props)}
    >
      {children}
    </button>
  );
}

function press(props: Props): void {
  if ('action' in props) runAction(props.action);
  else if ('onPress' in props) props.onPress();
}
