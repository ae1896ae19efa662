import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useStore } from 'zustand';
import { runAction } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import css from '../reader.module.css';
import type { Jumps } from './jumps.ts';

/** Back and Forward. They stay focusable where they do nothing, so that the focus is never lost. */
export function JumpButtons({ jumps }: { readonly jumps: Jumps }) {
  const { canBack, canForward } = useStore(jumps.state);
  return (
    <>
      <button
        type="button"
        className={css.tool}
        aria-label={t.links.acts.back}
        title={t.links.acts.back}
        aria-disabled={!canBack}
        onClick={() => canBack && runAction('reader.back')}
      >
        <ArrowLeft size="1.15em" aria-hidden />
      </button>
      <button
        type="button"
        className={css.tool}
        aria-label={t.links.acts.forward}
        title={t.links.acts.forward}
        aria-disabled={!canForward}
        onClick={() => canForward && runAction('reader.forward')}
      >
        <ArrowRight size="1.15em" aria-hidden />
      </button>
    </>
  );
}
