import { useQuery } from '@tanstack/react-query';
import { runAction } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { isPassing, needsUser } from './offers.ts';
import styles from './sync-status.module.css';

const texts = t.sync;

/** In the status bar: how this machine is in step with the others, where a target is set up. */
export function MachinesStatus({ className }: { readonly className: string | undefined }) {
  const status = useQuery(queries.syncStatus()).data;
  if (!status || status.target === null) return null;
  const stopped = needsUser(status);
  return (
    <>
      <button
        type="button"
        className={stopped ? `${className} ${styles.stopped}` : className}
        title={t.settings.acts.show(t.settings.sections.sync)}
        onClick={() => runAction('settings.sync')}
      >
        <span className={styles.words}>
          <Icon isStopped={stopped} />
          <span className="visually-hidden">{texts.bar}: </span>
          {texts.shortState(status, isPassing(status))}
        </span>
      </button>
      {/* Only that it stopped is told unasked. */}
      <span className="visually-hidden" role="status">
        {stopped ? texts.announced(texts.reasons[status.trouble?.reason ?? 'stopped']) : null}
      </span>
    </>
  );
}

/** Two arrows that go round; a mark of attention where they do not. */
function Icon({ isStopped }: { readonly isStopped: boolean }) {
  return (
    <svg viewBox="0 0 16 16" className={styles.icon} aria-hidden="true">
      {isStopped ? (
        <path d="M8 2.5 14 13.5H2ZM8 6.5v3.2M8 11.4v.6" />
      ) : (
        <path d="M13 6.5A5.2 5.2 0 0 0 3.6 5M3 9.5A5.2 5.2 0 0 0 12.4 11M3.4 2.3V5.2H6.3M12.6 13.7v-2.9H9.7" />
      )}
    </svg>
  );
}
