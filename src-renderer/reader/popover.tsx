import { Copy, Trash2 } from 'lucide-react';
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { runAction } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { Swatches } from './colours.tsx';
import css from './reader.module.css';
import type { ReaderSession } from './reader-session.ts';
import type { ReaderStore } from './reader-store.ts';

/** CSS pixels between the popover and the words that it speaks of, and the stage's edges. */
const AIR = 8;

/** Puts the popover over the words, below them where there is no room, and away out of sight. */
function placePopover(popover: HTMLElement, session: ReaderSession): void {
  const box = session.popoverBox();
  const area = session.engine.scroller.getBoundingClientRect();
  const stage = popover.offsetParent?.getBoundingClientRect();
  const seen = box && box.top + box.height > area.top && box.top < area.bottom;
  popover.style.visibility = seen && stage ? '' : 'hidden';
  if (!box || !stage || !seen) return;
  const { offsetWidth: width, offsetHeight: height } = popover;
  const above = box.top - height - AIR;
  const top = above >= area.top + AIR ? above : box.top + box.height + AIR;
  const left = box.left + box.width / 2 - width / 2;
  const most = area.right - width - 2 * AIR;
  popover.style.top = `${Math.min(top, area.bottom - height - AIR) - stage.top}px`;
  popover.style.left = `${Math.max(area.left + AIR, Math.min(left, most)) - stage.left}px`;
}

function usePlaced(session: ReaderSession, store: ReaderStore): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  useStore(store, ({ view }) => view);
  useStore(store, ({ markPages }) => markPages);
  useLayoutEffect(() => {
    if (ref.current) placePopover(ref.current, session);
  });
  useLayoutEffect(() => {
    const popover = ref.current;
    // A button that goes away under the focus gives it back to the pages.
    return () => {
      if (popover?.contains(document.activeElement)) {
        session.engine.scroller.focus({ preventScroll: true });
      }
    };
  }, [session]);
  return ref;
}

function SelectionPopover({ session, store }: PopoverProps) {
  const ref = usePlaced(session, store);
  return (
    <div ref={ref} className={css.popover} role="toolbar" aria-label={t.reader.selectionTools}>
      <Swatches label={t.reader.highlightIn} />
      <button type="button" className={css.act} onClick={() => runAction('reader.copy')}>
        <Copy size="1em" aria-hidden /> {t.reader.copy}
      </button>
    </div>
  );
}

function MarkPopover({ session, store }: PopoverProps) {
  const ref = usePlaced(session, store);
  const mark = session.selectedMark;
  if (!mark) return null;
  return (
    <div ref={ref} className={css.popover} role="toolbar" aria-label={t.reader.highlightTools}>
      <Swatches label={t.reader.changeTo} chosen={mark.colour} />
      <button type="button" className={css.act} onClick={() => runAction('reader.removeMark')}>
        <Trash2 size="1em" aria-hidden /> {t.reader.remove}
      </button>
    </div>
  );
}

type PopoverProps = {
  readonly session: ReaderSession;
  readonly store: ReaderStore;
};

/** What can be done with the selected words, or with the selected highlight. */
export function Popover(props: PopoverProps) {
  const selection = useStore(props.store, (state) => state.selection);
  const selectedMark = useStore(props.store, (state) => state.selectedMark);
  if (selection === 'settled') return <SelectionPopover {...props} />;
  if (selection === 'none' && selectedMark) return <MarkPopover key={selectedMark} {...props} />;
  return null;
}
