import { type KeyboardEvent, useCallback, useId, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Annotation } from '../../../src-shared/contract/index.ts';
import { type Action, runAction, useActions } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import { LinkedNote, toggleNoteSource, useNoteActions } from '../../notes/index.ts';
import { followMarkIn } from '../marks/quoting.ts';
import { OutlinePane } from '../outline/outline-pane.tsx';
import css from '../reader.module.css';
import type { ReaderSession } from '../reader-session.ts';
import type { ReaderState, ReaderStore } from '../reader-store.ts';
import { ThumbnailPane } from '../thumbnails/thumbnail-pane.tsx';
import { MarkList } from './mark-list.tsx';

type SideTab = ReaderState['sideTab'];

const TABS: readonly SideTab[] = ['highlights', 'note', 'outline', 'pages'];

const ACTIONS: Readonly<Record<SideTab, string>> = {
  highlights: 'reader.showHighlights',
  note: 'reader.showNote',
  outline: 'reader.showOutline',
  pages: 'reader.showPages',
};

const NONE: readonly Action[] = [];

/** The tab that a key leads to, round the ends. */
function tabAt(key: string, current: SideTab): SideTab {
  if (key === 'Home') return TABS[0]!;
  if (key === 'End') return TABS.at(-1)!;
  const step = key === 'ArrowRight' ? 1 : TABS.length - 1;
  return TABS[(TABS.indexOf(current) + step) % TABS.length]!;
}

function usePaneActions(store: ReaderStore, active: boolean): void {
  const actions = useMemo((): readonly Action[] => {
    const show = (sideTab: SideTab) => () => store.setState({ sideTab });
    const { showHighlights, showNote } = t.reader.acts;
    const fixed = { keys: [], scope: 'reader' } as const;
    return [
      { ...fixed, id: ACTIONS.highlights, title: showHighlights, run: show('highlights') },
      { ...fixed, id: ACTIONS.note, title: showNote, run: show('note') },
      { ...fixed, id: ACTIONS.outline, title: t.outline.show, run: show('outline') },
      { ...fixed, id: 'notes.source', title: t.notes.showSource, run: toggleNoteSource },
      { ...fixed, id: ACTIONS.pages, title: t.view.showThumbnails, run: show('pages') },
    ];
  }, [store]);
  useActions(active ? actions : NONE);
}

/** The pane at the reader's side: the highlights in reading order, and the paper's note. */
export function SidePane(props: {
  readonly paperId: string;
  readonly sha256: string;
  readonly marks: readonly Annotation[];
  readonly session: ReaderSession | null;
  readonly store: ReaderStore;
  /** Whether the reader's tab is in front. */
  readonly active: boolean;
}) {
  const { paperId, sha256, marks, session, store, active } = props;
  usePaneActions(store, active);
  useNoteActions(
    paperId,
    active,
    useCallback(() => store.setState({ sideTab: 'note' }), [store]),
  );
  const current = useStore(store, ({ sideTab }) => sideTab);
  const id = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!/^(ArrowLeft|ArrowRight|Home|End)$/.test(event.key)) return;
    event.preventDefault();
    const next = tabAt(event.key, current);
    runAction(ACTIONS[next]);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  // The editor and the list take an Escape that means something to them.
  const onEscape = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !session) return;
    event.preventDefault();
    session.engine.scroller.focus({ preventScroll: true });
  };
  const titles: Readonly<Record<SideTab, string>> = {
    highlights: t.reader.tabs.highlights(marks.length),
    note: t.reader.tabs.note,
    outline: t.outline.tab,
    pages: t.view.thumbnails,
  };
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
        {current === 'note' && (
          <LinkedNote
            key={paperId}
            paperId={paperId}
            onMark={(mark) => followMarkIn({ id: mark, marks, session, store })}
          />
        )}
        {current === 'pages' && <ThumbnailPane session={session} store={store} />}
        {current === 'outline' && <OutlinePane session={session} store={store} />}
        {current === 'highlights' && <MarkList {...{ paperId, sha256, marks, session, store }} />}
      </div>
    </aside>
  );
}
