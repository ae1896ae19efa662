import { Minus, Plus, Search } from 'lucide-react';
import { type KeyboardEvent, type Ref, useState } from 'react';
import { useStore } from 'zustand';
import { runAction } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { AloudButton } from './aloud/aloud-bar.tsx';
import { NamedColours } from './colour-names-popover.tsx';
import { Swatches, useUsualColour } from './colours.tsx';
import { JumpButtons } from './links/jump-buttons.tsx';
import css from './reader.module.css';
import type { ReaderSession } from './reader-session.ts';
import type { ReaderStore } from './reader-store.ts';
import { ToolButtons } from './tools/tool-buttons.tsx';
import { ViewMenu } from './view/view-menu.tsx';
import { ZoomMenu } from './view/zoom-menu.tsx';

/** "1 / 14": shows the page and goes to the one that is typed. */
function PageNumber(props: {
  session: ReaderSession;
  store: ReaderStore;
  inputRef: Ref<HTMLInputElement>;
}) {
  const { session, store, inputRef } = props;
  const page = useStore(store, ({ view }) => (view ? view.page + 1 : 1));
  const pages = useStore(store, ({ view }) => view?.pages ?? 1);
  const [draft, setDraft] = useState<string | null>(null);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    const wanted = Number(event.currentTarget.value);
    if (event.key === 'Enter' && wanted > 0) session.goToPage(wanted);
    session.engine.scroller.focus({ preventScroll: true });
  };
  return (
    <span className={css.pageNumber}>
      <input
        ref={inputRef}
        aria-label={t.reader.pageNumber}
        inputMode="numeric"
        value={draft ?? String(page)}
        onChange={(event) => setDraft(event.target.value.replace(/\D/g, '').slice(0, 6))}
        onFocus={(event) => event.target.select()}
        onBlur={() => setDraft(null)}
        onKeyDown={onKeyDown}
      />
      <span>{t.reader.pageCount(pages)}</span>
    </span>
  );
}

function Zoom({ store }: { store: ReaderStore }) {
  const fitted = useStore(store, ({ view }) => view?.request === 'fit-width');
  return (
    <>
      <button
        type="button"
        className={css.tool}
        aria-label={t.reader.zoomOut}
        onClick={() => runAction('reader.zoomOut')}
      >
        <Minus size="1.15em" aria-hidden />
      </button>
      <ZoomMenu store={store} />
      <button
        type="button"
        className={css.tool}
        aria-label={t.reader.zoomIn}
        onClick={() => runAction('reader.zoomIn')}
      >
        <Plus size="1.15em" aria-hidden />
      </button>
      <button
        type="button"
        className={css.tool}
        aria-pressed={fitted}
        onClick={() => runAction('reader.fitWidth')}
      >
        {t.reader.fitWidth}
      </button>
    </>
  );
}

/** The tools over the pages: page number, zoom, the five colours. */
export function Toolbar(props: {
  readonly session: ReaderSession;
  readonly store: ReaderStore;
  readonly inputRef: Ref<HTMLInputElement>;
  /** Whether the reader is the one that keys go to. */
  readonly active: boolean;
}) {
  const { session, store, inputRef, active } = props;
  const usual = useUsualColour();
  return (
    <div className={css.toolbar} role="toolbar" aria-label={t.reader.toolbar}>
      <JumpButtons jumps={session.links.jumps} />
      <PageNumber session={session} store={store} inputRef={inputRef} />
      <Zoom store={store} />
      <ViewMenu store={store} />
      <span className={css.divider} />
      <NamedColours active={active}>
        <Swatches label={t.reader.highlightIn} chosen={usual} />
      </NamedColours>
      <span className={css.divider} />
      <ToolButtons tools={session.tools} />
      <span className={css.divider} />
      <button
        type="button"
        className={css.tool}
        aria-label={t.find.acts.find}
        onClick={() => runAction('reader.find')}
      >
        <Search size="1.15em" aria-hidden />
      </button>
      <AloudButton aloud={session.aloud} />
    </div>
  );
}
