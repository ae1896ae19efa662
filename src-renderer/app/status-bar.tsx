import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import type { FilesStatus, ListingsStatus } from '../../src-shared/contract/index.ts';
import { useConnection, useSaveState } from '../client.ts';
import { ImportStatus } from '../import/index.ts';
import { queries } from '../queries.ts';
import { MachinesStatus } from '../sync/sync-status.tsx';
import { useNow } from '../ui/use-now.ts';
import { runAction } from './actions.ts';
import { paperInFront, type SettingsSection, useNavigation } from './navigation.ts';
import styles from './status-bar.module.css';
import { t } from './texts/index.ts';

const ReaderStatus = lazy(async () => {
  const { ReaderStatus } = await import('../reader/index.ts');
  return { default: ReaderStatus };
});

/** What goes on: listings and PDFs in the library, the place in the reader, and what is saved. */
export function StatusBar() {
  const paperId = useNavigation(paperInFront);
  const status = useQuery(queries.listings()).data;
  const files = useQuery(queries.files()).data;
  return (
    <footer className={styles.bar}>
      {paperId === null ? (
        <Listings status={status} />
      ) : (
        <Suspense fallback={null}>
          <ReaderStatus paperId={paperId} />
        </Suspense>
      )}
      {status ? <Backfills status={status} /> : null}
      {status && paperId === null ? <Waiting status={status} /> : null}
      {files ? <Files files={files} /> : null}
      {files ? <Texts text={files.text} /> : null}
      <MachinesStatus className={styles.entry} />
      <ImportStatus className={styles.entry} />
      <Saving inReader={paperId !== null} />
    </footer>
  );
}

/** Says what is so, and leads to the section of the settings that has more of it. */
function Entry({ to, children }: { to: SettingsSection; children: ReactNode }) {
  return (
    <button
      type="button"
      className={styles.entry}
      title={t.settings.acts.show(t.settings.sections[to])}
      onClick={() => runAction(`settings.${to}`)}
    >
      {children}
    </button>
  );
}

function Listings({ status }: { status: ListingsStatus | undefined }) {
  const connection = useConnection();
  const now = useNow();
  if (connection === 'connecting') return <span>{t.app.connection.connecting}</span>;
  if (!status) return null;
  return <Entry to="sources">{t.status.listings(status, Math.max(now, Date.now()))}</Entry>;
}

function Backfills({ status }: { status: ListingsStatus }) {
  const text = t.status.backfills(status.backfills);
  if (text === null) return null;
  const active = status.backfills.find(({ state }) => state === 'running' || state === 'waiting');
  return (
    <Entry to="backfill">
      {text}
      {active ? <progress aria-label={text} value={active.done} max={active.total} /> : null}
    </Entry>
  );
}

/** Upstreams that are left alone; the listings' own is told with them. */
function Waiting({ status }: { status: ListingsStatus }) {
  const now = useNow();
  const text = t.status.waiting(status, Math.max(now, Date.now()));
  return text === null ? null : <Entry to="sources">{text}</Entry>;
}

function Files({ files }: { files: FilesStatus }) {
  const now = useNow();
  const { done, failed, total, paused } = files;
  const over = done + failed >= total;
  if (over && !paused) return null;
  const text = t.status.files(files, now);
  return (
    <Entry to="storage">
      {text}
      {over ? null : <progress aria-label={text} value={done + failed} max={total} />}
    </Entry>
  );
}

function Texts({ text: { done, failed, total } }: { text: FilesStatus['text'] }) {
  if (done + failed >= total) return null;
  return <Entry to="storage">{t.status.texts(done + failed, total)}</Entry>;
}

/** "Saved" is said only when everything is acknowledged; in the library only what is not. */
function Saving({ inReader }: { inReader: boolean }) {
  const { pending } = useSaveState();
  if (pending === 0 && !inReader) return null;
  return (
    <span className={styles.saving}>{pending > 0 ? t.app.status.saving : t.app.status.saved}</span>
  );
}
