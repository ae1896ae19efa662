import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useConnection, useSaveState } from '../client.ts';
import { queries } from '../queries.ts';
import { useNow } from '../ui/use-now.ts';
import { useNavigation } from './navigation.ts';
import styles from './status-bar.module.css';
import { t } from './texts/index.ts';

const ReaderStatus = lazy(async () => {
  const { ReaderStatus } = await import('../reader/index.ts');
  return { default: ReaderStatus };
});

/** What goes on: listings and PDFs in the library, the place in the reader, and what is saved. */
export function StatusBar() {
  const activeTab = useNavigation((state) => state.activeTab);
  return (
    <footer className={styles.bar}>
      {activeTab === null ? (
        <Listings />
      ) : (
        <Suspense fallback={null}>
          <ReaderStatus paperId={activeTab} />
        </Suspense>
      )}
      <Files />
      <Saving inReader={activeTab !== null} />
    </footer>
  );
}

function Listings() {
  const status = useQuery(queries.listings()).data;
  const connection = useConnection();
  const now = useNow();
  if (connection === 'connecting') return <span>{t.app.connection.connecting}</span>;
  return status ? <span>{t.status.listings(status, Math.max(now, Date.now()))}</span> : null;
}

function Files() {
  const status = useQuery(queries.files()).data;
  const now = useNow();
  if (!status || status.done + status.failed >= status.total) return null;
  const text = t.status.files(status, now);
  return (
    <span className={styles.files}>
      {text}
      <progress aria-label={text} value={status.done + status.failed} max={status.total} />
    </span>
  );
}

/** "Saved" is said only when everything is acknowledged; in the library only what is not. */
function Saving({ inReader }: { inReader: boolean }) {
  const { pending } = useSaveState();
  if (pending === 0 && !inReader) return null;
  return (
    <span className={styles.saving}>{pending > 0 ? t.app.status.saving : t.app.status.saved}</span>
  );
}
