import { useLayoutEffect, useRef } from 'react';
import type {
  SyncStatus,
  SyncTargetSetting,
  SyncTrouble,
} from '../../src-shared/contract/index.ts';
import { focusSettingsTitle } from '../app/settings-title.ts';
import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import { isRetried, needsUser, type Offer, wayOut } from './offers.ts';
import css from './sync.module.css';
import { runJob } from './sync-jobs.ts';
import { UnlockForm } from './unlock-form.tsx';

const texts = t.sync.stopped;

/** Why machines are not in step, and what the user can do about it (SYNC-4). */
export function TroubleBox({ status }: { readonly status: SyncStatus }) {
  const { trouble, target } = status;
  if (trouble === null || target === null) return null;
  return <Box status={status} trouble={trouble} kind={target.kind} />;
}

type BoxProps = {
  readonly status: SyncStatus;
  readonly trouble: SyncTrouble;
  readonly kind: SyncTargetSetting['kind'];
};

function Box({ status, trouble, kind }: BoxProps) {
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    return () => {
      // What had the focus goes with the trouble.
      if (element?.contains(document.activeElement)) focusSettingsTitle();
    };
  }, []);
  const { offers, asks } = wayOut(trouble.reason, kind);
  const stopped = needsUser(status);
  return (
    <section
      ref={box}
      className={stopped ? `${css.trouble} ${css.stopped}` : css.trouble}
      aria-label={texts.title}
    >
      {stopped ? <h3>{texts.title}</h3> : null}
      <Words trouble={trouble} />
      {isRetried(status) ? <p>{t.sync.retried}</p> : null}
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
