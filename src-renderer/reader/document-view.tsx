import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { PaperDetails } from '../../src-shared/contract/index.ts';
import { clearTarget, placeKey, useNavigation } from '../app/navigation.ts';
import { t } from '../app/texts/index.ts';
import { AloudBar } from './aloud/aloud-bar.tsx';
import { useColourNames, useUsualColour } from './colours.tsx';
import { FindBar } from './find/find-bar.tsx';
import { Finished } from './finished.tsx';
import { LinkCard } from './links/link-card.tsx';
import { PasswordForm } from './password-form.tsx';
import { PdfMarks } from './pdf-marks/pdf-marks.tsx';
import { Popover } from './popover.tsx';
import css from './reader.module.css';
import { useReaderActions } from './reader-actions.ts';
import type { ReaderPlace } from './reader-place.ts';
import type { ReaderSession } from './reader-session.ts';
import { type ReaderStore, readerStore } from './reader-store.ts';
import { MarkTagPicker } from './side/mark-tag-picker.tsx';
import { SidePane } from './side/side-pane.tsx';
import { Toolbar } from './toolbar.tsx';
import { useMarks } from './use-marks.ts';
import { type Opening, useSession } from './use-session.ts';
import { usePageTone } from './view/use-page-tone.ts';

/** Says why there are no pages. */
function Obstacle({
  paper,
  store,
  opening,
}: {
  paper: PaperDetails;
  store: ReaderStore;
  opening: Opening;
}) {
  const failure = useStore(store, (state) => state.failure);
  const status = useStore(store, (state) => state.status);
  if (failure === 'password' || failure === 'wrong-password') {
    return (
      <div className={css.center}>
        <h1>{paper.title}</h1>
        <p>{t.reader.password.needed}</p>
        <PasswordForm isWrong={failure === 'wrong-password'} onPassword={opening.unlock} />
      </div>
    );
  }
  if (opening.missing || failure) {
    return (
      <div className={css.center} role="alert">
        <h1>{paper.title}</h1>
        <p>
          {t.reader.failure.title} {t.reader.failure[failure ?? 'missing']}
        </p>
        <button type="button" className={css.button} onClick={opening.retry}>
          {t.reader.failure.retry}
        </button>
      </div>
    );
  }
  return status === 'open' ? null : <p className={css.center}>{t.reader.opening}</p>;
}

/** Tells screen readers what happened on the pages, which are pictures to them. */
function Announcer({ store }: { store: ReaderStore }) {
  const { text, turn } = useStore(store, ({ spoken }) => spoken);
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      <span key={turn}>{text}</span>
    </div>
  );
}

/** Goes to the place that navigation asked for. */
function useTarget(paperId: string | null, session: ReaderSession | null): void {
  const target = useNavigation(({ targets }) => (paperId === null ? undefined : targets[paperId]));
  useEffect(() => {
    if (!target || !session || paperId === null) return;
    session.goTo(target);
    clearTarget(paperId);
  }, [paperId, session, target]);
}

function useActive(session: ReaderSession | null, { active, shown }: ReaderPlace): void {
  useEffect(() => session?.setShown(shown), [session, shown]);
  useEffect(() => {
    session?.setActive(active);
    const { activeElement } = document;
    const isInside = activeElement
      ?.closest('[data-reader]')
      ?.contains(session?.engine.scroller ?? null);
    if (session && active && !isInside) session.engine.scroller.focus({ preventScroll: true });
  }, [session, active]);
  useEffect(() => {
    const flush = () => session?.flush();
    window.addEventListener('pagehide', flush);
    return () => window.removeEventListener('pagehide', flush);
  }, [session]);
}

/** A paper whose PDF is on this machine: pages, tools, and the pane at the side. */
export function DocumentView(
  props: ReaderPlace & { readonly paper: PaperDetails; readonly sha256: string },
) {
  const { paper, sha256, active, shown, besideOf } = props;
  const store = readerStore(besideOf === undefined ? paper.id : `${paper.id} beside ${besideOf}`);
  const container = useRef<HTMLDivElement>(null);
  const pageInput = useRef<HTMLInputElement>(null);
  // A tab that was restored behind another is opened when it is looked at.
  const [seen, setSeen] = useState(shown);
  if (shown && !seen) setSeen(true);
  const isSecond = besideOf === paper.id;
  const place = placeKey(paper.id, besideOf);
  const opening = useSession({ paper, sha256, store, container, isSecond, place, wanted: seen });
  const { session } = opening;
  const marks = useMarks(paper.id, session);
  const isOpen = useStore(store, ({ status }) => status === 'open');
  const usual = useUsualColour();
  const colour = useRef(usual);
  colour.current = usual;
  const colourNames = useColourNames();
  useTarget(besideOf === undefined ? paper.id : null, session);
  useActive(session, props);
  usePageTone(session);
  useReaderActions(
    useMemo(
      () =>
        session && isOpen && active
          ? { session, store, pageInput, usualColour: () => colour.current, colourNames }
          : null,
      [session, store, isOpen, active, colourNames],
    ),
  );
  return (
    <div className={besideOf === undefined ? css.reader : css.readerBeside} data-reader>
      <section className={css.stage} aria-label={paper.title}>
        {isOpen && <h1 className="visually-hidden">{paper.title}</h1>}
        {session && isOpen ? (
          <Toolbar session={session} store={store} inputRef={pageInput} active={active} />
        ) : (
          <div className={css.toolbar} />
        )}
        <div className={css.pages}>
          <div ref={container} style={{ height: '100%' }} hidden={!isOpen && opening.missing} />
          {session && isOpen && <FindBar find={session.find} />}
          {session && isOpen && <AloudBar session={session} active={active} />}
          <Obstacle paper={paper} store={store} opening={opening} />
        </div>
        {isOpen && <PdfMarks {...{ paperId: paper.id, sha256, active, marks, session }} />}
        {isOpen && <Finished paper={paper} store={store} active={active} />}
        {session && isOpen && (
          <Popover session={session} store={store} hasPane={besideOf === undefined} />
        )}
        {session && isOpen && <LinkCard preview={session.links.preview} engine={session.engine} />}
        {session && isOpen && <MarkTagPicker marks={marks} session={session} store={store} />}
        <Announcer store={store} />
      </section>
      {besideOf === undefined && (
        <SidePane
          paperId={paper.id}
          sha256={sha256}
          marks={marks}
          session={session}
          store={store}
          active={active}
        />
      )}
    </div>
  );
}
