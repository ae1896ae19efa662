import type { Annotation } from '../../../src-shared/contract/index.ts';
import { anchorText } from '../../../src-shared/pdf/index.ts';
import type { Action } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import { showToast } from '../../app/toast.ts';
import { focusNoteOf, followMark, isNoteOpen, quoteInNote } from '../../notes/index.ts';
import type { ActionContext } from '../action-context.ts';
import { TEXT_KINDS } from '../colour-names.ts';
import type { ReaderSession } from '../reader-session.ts';
import type { ReaderStore } from '../reader-store.ts';

/** Quotes the selected mark in the paper's note, or the selected words, which are highlighted. */
export function quoteActions({ session, store, usualColour }: ActionContext): Action[] {
  const quoteIt = (mark: Annotation) => void quote(session, store, mark);
  const run = () => {
    const mark = session.marks.selected;
    if (!session.marks.highlight(usualColour(), 'highlight', quoteIt) && mark) quoteIt(mark);
  };
  const when = () => session.selection.hasText || session.marks.selected !== undefined;
  return [{ id: 'reader.quote', title: t.quotes.act, keys: ['q'], scope: 'reader', run, when }];
}

async function quote(session: ReaderSession, store: ReaderStore, mark: Annotation): Promise<void> {
  const page = (store.getState().markPages.get(mark.id) ?? mark.anchor.pages[0]!.page) + 1;
  const isOverWords = TEXT_KINDS.some((kind) => kind === mark.kind);
  const label = isOverWords ? t.quotes.page(page) : t.quotes.shape(t.reader.kinds[mark.kind], page);
  const words = isOverWords ? anchorText(mark.anchor) : '';
  const isInPane = document.activeElement?.closest('aside') != null;
  const isDone = await quoteInNote(mark.paperId, { id: mark.id, words, label });
  if (!isDone) return showToast(t.quotes.failed);
  session.speak(t.quotes.done);
  store.setState({ sideTab: 'note' });
  requestAnimationFrame(() => {
    // Beside another reader there is no pane that would show it.
    if (!isNoteOpen(mark.paperId)) showToast(t.quotes.done);
    // The list that had the focus has given way to the note.
    else if (isInPane) focusNoteOf(mark.paperId);
  });
}

/** Goes to a mark that a note links to: on these pages if it is one of theirs. */
export function followMarkIn(place: {
  readonly id: string;
  readonly marks: readonly Annotation[];
  readonly session: ReaderSession | null;
  readonly store: ReaderStore;
}): void {
  const { id, marks, session, store } = place;
  const isHere = marks.some((mark) => mark.id === id);
  if (!session || !isHere) void followMark(id);
  else if (store.getState().markPages.get(id) === null) showToast(t.quotes.lost);
  else {
    session.goTo({ annotationId: id });
    session.engine.scroller.focus({ preventScroll: true });
  }
}
