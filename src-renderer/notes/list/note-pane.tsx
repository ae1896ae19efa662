import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useCallback, useEffect, useState } from 'react';
import type { NoteEntry } from '../../../src-shared/contract/index.ts';
import { openPaper } from '../../app/navigation.ts';
import { t } from '../../app/texts/index.ts';
import { queries } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { Backlinks } from '../links/backlinks.tsx';
import { NoteEditor } from '../note-editor.tsx';
import { focusNoteOf } from '../quote-in-note.ts';
import { isFree, useNotePlace } from './note-place.ts';
import styles from './notes-page.module.css';

const texts = t.notes.list;

type Props = {
  readonly noteKey: string;
  /** The note as the list has it; undefined where it does not. */
  readonly entry: NoteEntry | undefined;
  /** The user has written; the list is to have the focus. */
  readonly onLeave: () => void;
};

/** The editor of a note, with what it is of and what can be done with it. */
export function NotePane({ noteKey, entry, onLeave }: Props) {
  const writing = useNotePlace((state) => state.writing);
  // The note that is merely looked at, as the list is gone through, does not take the focus.
  const [before] = useState(useNotePlace.getState().wrote);
  const focus = useCallback(() => {
    if (writing > before) focusNoteOf(noteKey);
  }, [writing, before, noteKey]);
  // In an editor that opens later, `onOpen` does it.
  useEffect(focus, [focus]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onLeave();
  };
  return (
    <section className={styles.pane} aria-label={texts.pane} onKeyDown={onKeyDown}>
      <header className={styles.head}>
        {isFree(noteKey) ? <FreeHead entry={entry} /> : <PaperHead paperId={noteKey} />}
      </header>
      <div className={styles.editor}>
        <NoteEditor noteKey={noteKey} onOpen={focus} />
      </div>
      <Backlinks noteKey={noteKey} />
    </section>
  );
}

function FreeHead({ entry }: { entry: NoteEntry | undefined }) {
  return (
    <>
      <h2 className={styles.kind}>{texts.free}</h2>
      {entry ? <Button action="notes.remove">{texts.delete}</Button> : null}
    </>
  );
}

function PaperHead({ paperId }: { paperId: string }) {
  const { data: paper } = useQuery(queries.paper(paperId));
  return (
    <>
      <h2 className={styles.of} dir="auto">
        {paper?.title ?? texts.ofPaper}
      </h2>
      {paper ? (
        <Button onPress={() => openPaper(paper.id, paper.title)}>{texts.openPaper}</Button>
      ) : null}
    </>
  );
}
