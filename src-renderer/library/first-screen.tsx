import { useQuery } from '@tanstack/react-query';
import type { ListingsStatus } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/use-now.ts';
import { firstMessage } from './first-message.ts';
import styles from './first-screen.module.css';
import { type DemoState, useDemo } from './listing-acts.ts';

const texts = t.library.first;

/** What an empty library shows: what is being done about it, or what can be (START-4). */
export function FirstScreen() {
  const status = useQuery(queries.listings()).data;
  const now = useNow();
  if (!status) return <section className={styles.screen} aria-busy="true" />;
  const { title, message, action } = firstMessage(status, now);
  return (
    <section className={styles.screen} aria-label={title}>
      <div className={styles.words}>
        <div role="status">
          <h1>{title}</h1>
          <p>{message}</p>
        </div>
        {status.state === 'syncing' ? <Progress status={status} /> : null}
        <Choices action={action} />
      </div>
    </section>
  );
}

function Progress({ status: { done, total } }: { status: ListingsStatus }) {
  return <progress aria-label={texts.fetchingTitle} value={done} max={Math.max(1, total)} />;
}

function Choices({ action }: { action: string | null }) {
  const canOpenDemo = useQuery(queries.info()).data?.canOpenDemo ?? false;
  const demo = useDemo();
  return (
    <>
      <div className={styles.buttons}>
        {action === null ? null : (
          <Button primary action="app.sync">
            {action}
          </Button>
        )}
        <Button action="app.import">{t.import.button}</Button>
        {canOpenDemo ? (
          <Button action="app.open-demo" disabled={demo.state === 'opening'}>
            {texts.openDemo}
          </Button>
        ) : null}
      </div>
      {canOpenDemo ? <p>{texts.demo}</p> : null}
      <DemoResult demo={demo} />
    </>
  );
}

function DemoResult({ demo }: { demo: DemoState }) {
  if (demo.state === 'failed') return <p role="alert">{texts.demoFailed}</p>;
  if (demo.state !== 'open' || demo.url === null) return null;
  return (
    <p>
      {texts.demoAt} <a href={demo.url}>{new URL(demo.url).origin}</a>
    </p>
  );
}
