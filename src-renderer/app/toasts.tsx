import { useEffect, useRef } from 'react';
import { runAction } from './actions.ts';
import { t } from './texts/index.ts';
import { hideToast, type Toast, useToast } from './toast.ts';
import styles from './toasts.module.css';

/** Long enough to read a sentence twice; whoever looks at it by mouse or keyboard has all the time. */
const SHOWN_MS = 8_000;

/** Says what was just done, above the status bar; screen readers hear it at once. */
export function Toasts() {
  const toast = useToast((state) => state.toast);
  return (
    <div className={styles.place} role="status">
      {toast ? <ShownToast key={toast.key} toast={toast} /> : null}
    </div>
  );
}

function ShownToast({ toast: { text, offer, key } }: { toast: Toast }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const end = (): void => {
      if (!element.current?.matches(':hover, :focus-within')) hideToast(key);
    };
    const timer = setInterval(end, SHOWN_MS);
    return () => clearInterval(timer);
  }, [key]);
  return (
    <div ref={element} className={styles.toast}>
      <span>{text}</span>
      {offer ? (
        <button
          type="button"
          className={styles.offer}
          onClick={() => {
            hideToast(key);
            runAction(`app.${offer}`);
          }}
        >
          {t.actions[offer]}
        </button>
      ) : null}
    </div>
  );
}
