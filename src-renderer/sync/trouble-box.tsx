import type { SyncStatus, SyncTrouble } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import { isStopped, type Offer, wayOut } from './offers.ts';
import css from './sync.module.css';
import { runJob } from './sync-jobs.ts';
import { UnlockForm } from './unlock-form.tsx';

const texts = t.sync.stopped;

/** Why machines are not in step, and what the user can do about it (SYNC-4). */
export function TroubleBox({ status }: { readonly status: SyncStatus }) {
  const { trouble, target } = status;
  if (trouble === null || target === null) return null;
  const { offers, asks } = wayOut(trouble.reason, target.kind);
  const stopped = isStopped(status);
  return (
    <section
      className={stopped ? `${css.trouble} ${css.stopped}` : css.trouble}
      aria-label={texts.title}
    >
      {stopped ? <h3>{texts.title}</h3> : null}
      <Words trouble={trouble} />
      {asks ? <UnlockForm key={asks} asks={asks} status={status} /> : null}
      <div className={css.acts}>
        {offers.map((offer, index) => (
          <OfferButton key={offer} offer={offer} isFirst={index === 0 && !asks} />
        ))}
      </div>
    </section>
  );
}

function Words({ trouble: { reason, documents } }: { readonly trouble: SyncTrouble }) {
  return (
    <>
      {reason === 'would-delete' ? <p>{texts.wouldDelete(documents)}</p> : null}
      <p>{t.sync.reasons[reason]}</p>
      {reason === 'emptied' ? <p>{texts.emptiedHint}</p> : null}
      {reason === 'foreign' ? <p>{texts.foreignHint}</p> : null}
    </>
  );
}

function OfferButton({ offer, isFirst }: { readonly offer: Offer; readonly isFirst: boolean }) {
  const words = texts.offers[offer];
  if (offer === 'repair' || offer === 'disconnect')
    return <Button action={`sync.${offer}`}>{words}</Button>;
  const choice = offer === 'again' ? undefined : offer;
  return (
    <Button primary={isFirst} onPress={() => void runJob.start(choice)}>
      {words}
    </Button>
  );
}
