import type { ReactNode } from 'react';
import { runAction } from '../app/actions.ts';
import styles from './button.module.css';

type Props = {
  readonly children: ReactNode;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly label?: string;
} & ({ readonly action: string } | { readonly onPress: () => void });

/** A button that does a registered action by its id, or what a dialog of its own needs. */
export function Button(props: Props) {
  const { children, primary, disabled, pressed, label } = props;
  return (
    <button
      type="button"
      className={`${styles.button} ${primary ? styles.primary : ''}`}
      disabled={disabled}
      aria-pressed={pressed}
      aria-label={label}
      onClick={() => ('action' in props ? runAction(props.action) : props.onPress())}
    >
      {children}
    </button>
  );
}
