import {
  Copy,
  Highlighter,
  Link2,
  MessageSquareText,
  Strikethrough,
  TextQuote,
  Trash2,
  Underline,
} from 'lucide-react';
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { MarkKind } from '../../src-shared/contract/index.ts';
import { runAction } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { TEXT_KINDS } from './colour-names.ts';
import { Swatches } from './colours.tsx';
import { popoverPlace } from './popover-place.ts';
import css from './reader.module.css';
import type { ReaderSession } from './reader-session.ts';
import type { ReaderStore } from './reader-store.ts';
import { MarkDetails } from './side/mark-details.tsx';

/** Puts the popover by the words, and hides it while they are out of sight. */
function placePopover(popover: HTMLElement, session: ReaderSession): void {
  const target = session.popoverTarget();
  const stage = popover.offsetParent?.getBoundingClientRect();
  const area = session.engine.scroller.getBoundingClientRect();
  const size = { width: popover.offsetWidth, height: popover.offsetHeight };
  const place = target && popoverPlace(target, area, size);
  popover.style.visibility = place && stage ? '' : 'hidden';
  if (!place || !stage) return;
  popover.style.top = `${place.top - stage.top}px`;
  popover.style.left = `${place.left - stage.left}px`;
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

const KIND_SIGNS = { highlight: Highlighter, underline: Underline, strikeout: Strikethrough };

/** The kinds of marks over words; `chosen` is that of the mark that is spoken of. */
function Kinds({ chosen }: { readonly chosen?: MarkKind }) {
  return TEXT_KINDS.map((kind) => {
    const Sign = KIND_SIGNS[kind];
    return (
      <button
        key={kind}
        type="button"
        className={css.tool}
        aria-label={t.reader.kinds[kind]}
        title={t.reader.kinds[kind]}
        aria-pressed={chosen === undefined ? undefined : chosen === kind}
        onClick={() => runAction(`reader.${kind}`)}
      >
        <Sign size="1.15em" aria-hidden />
      </button>
    );
  });
}

function QuoteButton() {
  return (
    <button
      type="button"
      className={css.tool}
      aria-label={t.quotes.act}
      title={t.quotes.act}
      onClick={() => runAction('reader.quote')}
    >
      <TextQuote size="1.15em" aria-hidden />
    </button>
  );
}

function SelectionPopover({ session, store }: PopoverProps) {
  const ref = usePlaced(session, store);
  return (
    <div ref={ref} className={css.popover} role="toolbar" aria-label={t.reader.selectionTools}>
      <Swatches label={t.reader.highlightIn} />
      <span className={css.divider} />
      <Kinds />
      <QuoteButton />
      <button type="button" className={css.act} onClick={() => runAction('reader.copy')}>
        <Copy size="1em" aria-hidden /> {t.reader.copy}
      </button>
    </div>
  );
}

function MarkPopover({ session, store, hasPane }: PopoverProps) {
  const ref = usePlaced(session, store);
  const mark = session.marks.selected;
  if (!mark) return null;
  return (
    <div ref={ref} className={hasPane ? css.popover : `${css.popover} ${css.popoverTall}`}>
      <div className={css.popoverRow} role="toolbar" aria-label={t.reader.highlightTools}>
        <Swatches label={t.reader.changeTo} chosen={mark.colour} />
        <span className={css.divider} />
        {TEXT_KINDS.some((kind) => kind === mark.kind) && <Kinds chosen={mark.kind} />}
        <QuoteButton />
        {session.linkOfMark && (
          <button type="button" className={css.act} onClick={() => runAction('reader.followLink')}>
            <Link2 size="1em" aria-hidden /> {t.links.follow}
          </button>
        )}
        <button type="button" className={css.act} onClick={() => runAction('reader.comment')}>
          <MessageSquareText size="1em" aria-hidden /> {t.reader.comment}
        </button>
        <button type="button" className={css.act} onClick={() => runAction('reader.removeMark')}>
          <Trash2 size="1em" aria-hidden /> {t.reader.remove}
        </button>
      </div>
      {!hasPane && <MarkDetails key={mark.id} mark={mark} session={session} store={store} />}
    </div>
  );
}

type PopoverProps = {
  readonly session: ReaderSession;
  readonly store: ReaderStore;
  /** A pane beside these pages has the comments; without one they are written here. */
  readonly hasPane: boolean;
};

/** What can be done with the selected words, or with the selected highlight. */
export function Popover(props: PopoverProps) {
  const selection = useStore(props.store, (state) => state.selection);
  const selectedMark = useStore(props.store, (state) => state.selectedMark);
  if (selection === 'settled') return <SelectionPopover {...props} />;
  if (selection === 'none' && selectedMark) return <MarkPopover key={selectedMark} {...props} />;
  return null;
}
