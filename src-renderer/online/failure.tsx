import { useEffect } from 'react';
import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/use-now.ts';
import styles from './online.module.css';
import { SearchFailed } from './online-search.ts';

const texts = t.online;

/** The longest time that a timer can wait, far beyond what an upstream asks for. */
const MAX_WAIT_MS = 2 ** 31 - 1;

/** Why there is no answer. What an upstream put off is asked again at the time that it named. */
export function Failure({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  const now = useNow();
  const failure = error instanceof SearchFailed ? error.failure : null;
  const retryAt = failure?.reason === 'rate-limited' ? failure.retryAt : null;
  useEffect(() => {
    const wait = (retryAt ?? 0) - Date.now();
    if (wait <= 0) return;
    const timer = setTimeout(onRetry, Math.min(MAX_WAIT_MS, wait));
    return () => clearTimeout(timer);
  }, [retryAt, onRetry]);
  if (!error) return null;
  return (
    <div className={styles.failure} role="alert">
      <p>{failure ? texts.failed(failure, now) : t.errors.core}</p>
      <Button onPress={onRetry}>{texts.retry}</Button>
    </div>
  );
}
