import { type KeyboardEvent, useId } from 'react';
import { useStore } from 'zustand';
import type { Annotation } from '../../../src-shared/contract/index.ts';
import { t } from '../../app/texts/index.ts';
import { NoteEditor } from '../../notes/index.ts';
import css from '../reader.module.css';
import type { ReaderSession } from '../reader-session.ts';
import type { ReaderState, ReaderStore } from '../reader-store.ts';
import { MarkList } from './mark-list.tsx';

type SideTab = ReaderState['sideTab'];

const TABS: readonly SideTab[] = ['highlights', 'note'];

/** The pane at the reader's side: the highlights in reading order, and the paper's note. */
export function SidePane(props: {
  readonly paperId: string;
  readonly marks: readonly Annotation[];
  readonly session: ReaderSession | null;
  readonly store: ReaderStore;
}) {
  const { paperId, marks, session, store } = props;
  const current = useStore(store, ({ sideTab }) => sideTab);
  const id = useId();
  const show = (sideTab: SideTab) => store.setState({ sideTab });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!/^(ArrowLeft|ArrowRight|Home|End)$/.test(event.key)) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(current) + 1) % TABS.length]!;
    show(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  const titles = { highlights: t.reader.tabs.highlights(marks.length), note: t.reader.tabs.note };
  return (
    <aside className={css.side} aria-label={t.reader.side}>
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
            onClick={() => show(tab)}
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
