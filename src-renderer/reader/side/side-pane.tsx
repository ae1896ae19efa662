import { type KeyboardEvent, useId, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Annotation } from '../../../src-shared/contract/index.ts';
import { type Action, runAction, useActions } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import { NoteEditor } from '../../notes/index.ts';
import css from '../reader.module.css';
import type { ReaderSession } from '../reader-session.ts';
import type { ReaderState, ReaderStore } from '../reader-store.ts';
import { MarkList } from './mark-list.tsx';

type SideTab = ReaderState['sideTab'];

const TABS: readonly SideTab[] = ['highlights', 'note'];

const ACTIONS: Readonly<Record<SideTab, string>> = {
  highlights: 'reader.showHighlights',
  note: 'reader.showNote',
};

const NONE: readonly Action[] = [];

function usePaneActions(store: ReaderStore, active: boolean): void {
  const actions = useMemo((): readonly Action[] => {
    const show = (sideTab: SideTab) => () => store.setState({ sideTab });
    const { showHighlights, showNote } = t.reader.acts;
    const fixed = { keys: [], scope: 'reader' } as const;
    return [
      { ...fixed, id: ACTIONS.highlights, title: showHighlights, run: show('highlights') },
      { ...fixed, id: ACTIONS.note, title: showNote, run: show('note') },
    ];
  }, [store]);
  useActions(active ? actions : NONE);
}

/** The pane at the reader's side: the highlights in reading order, and the paper's note. */
export function SidePane(props: {
  readonly paperId: string;
  readonly marks: readonly Annotation[];
  readonly session: ReaderSession | null;
  readonly store: ReaderStore;
  /** Whether the reader's tab is in front. */
  readonly active: boolean;
}) {
  const { paperId, marks, session, store, active } = props;
  usePaneActions(store, active);
  const current = useStore(store, ({ sideTab }) => sideTab);
  const id = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!/^(ArrowLeft|ArrowRight|Home|End)$/.test(event.key)) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(current) + 1) % TABS.length]!;
    runAction(ACTIONS[next]);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  // The editor and the list take an Escape that means something to them.
  const onEscape = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !session) return;
    event.preventDefault();
    session.engine.scroller.focus({ preventScroll: true });
  };
  const titles = { highlights: t.reader.tabs.highlights(marks.length), note: t.reader.tabs.note };
  return (
    <aside className={css.side} aria-label={t.reader.side} onKeyDown={onEscape}>
      <div
        className={css.tabs}
        role="tablist"
        aria-label={t.reader.tabs.label}
        onKeyDown={onKeyDown}
      >
        {TABS.map((tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`${id}-${tab}`}
            className={css.tab}
            aria-selected={tab === current}
            aria-controls={`${id}-panel`}
            tabIndex={tab === current ? 0 : -1}
            onClick={() => runAction(ACTIONS[tab])}
          >
            {titles[tab]}
          </button>
        ))}
      </div>
      <div
        className={css.panel}
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${current}`}
      >
        {current === 'note' ? (
          <NoteEditor key={paperId} paperId={paperId} />
        ) : (
          <MarkList marks={marks} session={session} store={store} />
        )}
      </div>
    </aside>
  );
}
