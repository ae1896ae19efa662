import { useEffect, useState } from 'react';
import { useConnection, useSaveState } from '../client.ts';
import { useLibraryDamaged } from '../settings/jobs.ts';
import { Button } from '../ui/button.tsx';
import styles from './banners.module.css';
import { t } from './texts/index.ts';

/** What the user has to know wherever they are: the core is away, something was not saved. */
export function Banners() {
  const connection = useConnection();
  const { stuck, diskFull, failed } = useSaveState();
  const damaged = useLibraryDamaged();
  return (
    <div className={styles.banners} role="status">
      {connection === 'lost' ? <Lost /> : null}
      {connection === 'open' && diskFull ? <p className={styles.banner}>{t.app.diskFull}</p> : null}
      {connection === 'open' && stuck > 0 && !diskFull ? (
        <p className={styles.banner}>{t.app.stuck}</p>
      ) : null}
      {damaged ? (
        <div className={styles.banner}>
          <p>{t.app.damaged}</p>
          <Button action="settings.backups">{t.settings.sections.backups}</Button>
        </div>
      ) : null}
      {failed > 0 ? (
        <div className={styles.banner}>
          <p>{t.app.failed.message(failed)}</p>
          <Button action="app.dismiss-failures">{t.app.failed.dismiss}</Button>
        </div>
      ) : null}
    </div>
  );
}

/** A core that restarts is back by then; in a browser, longer means that the program was ended. */
const RESTART_MS = 15_000;

function Lost() {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), RESTART_MS);
    return () => clearTimeout(timer);
  }, []);
  const texts = t.app.connection;
  return <p className={styles.banner}>{long ? texts.gone : texts.lost}</p>;
}
