import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import styles from './error-boundary.module.css';
import { t } from './texts/index.ts';

type Props = { readonly children: ReactNode };

/** Keeps a fault in one view from taking the window with it, and offers to show the view again. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div className={styles.problem} role="alert">
        <h2>{t.app.crashed.title}</h2>
        <p>{t.app.crashed.message}</p>
        <Button onPress={() => this.setState({ failed: false })}>{t.app.crashed.retry}</Button>
      </div>
    );
  }
}
