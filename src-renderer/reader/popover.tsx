import { Copy, Trash2 } from 'lucide-react';
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { MarkColour } from '../../src-shared/contract/index.ts';
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
  return ref;
}

function SelectionPopover(props: PopoverProps) {
  const { session, store, onColour } = props;
  const ref = usePlaced(session, store);
  return (
    <div ref={ref} className={css.popover} role="toolbar" aria-label={t.reader.selectionTools}>
      <Swatches label={t.reader.highlightIn} onPick={onColour} />
      <button type="button" className={css.tool} onClick={() => void session.copy()}>
        <span>
          <Copy size={13} aria-hidden /> {t.reader.copy}
        </span>
      </button>
    </div>
  );
}

function MarkPopover({ session, store, onColour }: PopoverProps) {
  const ref = usePlaced(session, store);
  const mark = session.selectedMark;
  if (!mark) return null;
  return (
    <div ref={ref} className={css.popover} role="toolbar" aria-label={t.reader.highlightTools}>
      <Swatches label={t.reader.changeTo} chosen={mark.colour} onPick={onColour} />
      <button type="button" className={css.tool} onClick={() => session.remove(mark)}>
        <span>
          <Trash2 size={13} aria-hidden /> {t.reader.remove}
        </span>
      </button>
    </div>
  );
}

type PopoverProps = {
  readonly session: ReaderSession;
  readonly store: ReaderStore;
  readonly onColour: (colour: MarkColour) => void;
};

/** What can be done with the selected words, or with the selected highlight. */
export function Popover(props: PopoverProps) {
  const selection = useStore(props.store, (state) => state.selection);
  const selectedMark = useStore(props.store, (state) => state.selectedMark);
  if (selection === 'settled') return <SelectionPopover {...props} />;
  if (selection === 'none' && selectedMark) return <MarkPopover key={selectedMark} {...props} />;
  return null;
}
