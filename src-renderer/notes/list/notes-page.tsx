import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef } from 'react';
import { type Action, useActions } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import library from '../../library/library.module.css';
import { movingActions } from '../../library/list-actions.ts';
import { PaneSeparator } from '../../library/pane-separator.tsx';
import { Button } from '../../ui/button.tsx';
import { removeNote } from './note-acts.ts';
import { NotePane } from './note-pane.tsx';
import { filterNotes, isFree, useNotePlace } from './note-place.ts';
import { NoteRows } from './note-rows.tsx';
import styles from './notes-page.module.css';
import { type ShownNotes, useNoteList } from './use-note-list.ts';

const texts = t.notes.list;
const LIST_ID = 'notes-pane';

/** The user's notes, free ones and those of papers, beside the one that is written (NOTE-1). */
export function NotesPage() {
  const list = useNoteList();
  const { notes, row, key, words, total } = list;
  const rows = useRef<HTMLDivElement>(null);
  useListActions(list, rows);
  const latest = useRef(list);
  latest.current = list;
  const choose = useCallback((to: number) => latest.current.choose(to), []);
  const focusRows = useCallback(() => rows.current?.focus(), []);
  const onFilterKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && words !== '') filterNotes('');
    else if (event.key === 'ArrowDown' || event.key === 'Enter') focusRows();
    else return;
    event.preventDefault();
  };
  const current = notes?.[row];
  return (
    <>
      <section id={LIST_ID} className={library.list} aria-label={texts.title}>
        <header className={styles.header}>
          <h1>{texts.title}</h1>
          <Button action="notes.new">{texts.create}</Button>
          <input
            type="search"
            dir="auto"
            aria-label={texts.filter}
            placeholder={texts.filter}
            maxLength={200}
            value={words}
            onChange={({ target }) => filterNotes(target.value)}
            onKeyDown={onFilterKey}
          />
          <p className="visually-hidden" role="status">
            {words === '' ? '' : texts.found(total)}
          </p>
        </header>
        {notes && notes.length > 0 ? (
          <NoteRows ref={rows} notes={notes} row={row} onChoose={choose} />
        ) : (
          <Nothing list={list} />
        )}
        {notes && total > notes.length ? (
          <p className={styles.more}>{texts.more(total - notes.length)}</p>
        ) : null}
      </section>
      <PaneSeparator pane="list" label={t.app.sidebar.resizeDetails} controls={LIST_ID} />
      {key === null ? (
        <section className={styles.pane} aria-label={texts.pane}>
          <p className={styles.none}>{texts.none}</p>
        </section>
      ) : (
        <NotePane key={key} noteKey={key} entry={current} onLeave={focusRows} />
      )}
    </>
  );
}

function Nothing({ list: { notes, words, failed } }: { list: ShownNotes }) {
  if (failed) return <p role="alert">{t.errors.core}</p>;
  if (!notes) return <div />;
  return (
    <div className={styles.empty}>
      <p>{words === '' ? texts.empty : texts.nothing}</p>
    </div>
  );
}

/** Moving about the list, and what is done with the chosen note. */
function useListActions(list: ShownNotes, rows: React.RefObject<HTMLDivElement | null>): void {
  const latest = useRef(list);
  useEffect(() => {
    latest.current = list;
  });
  const actions = useMemo((): Action[] => {
    const movable = () => ({
      row: latest.current.row,
      total: latest.current.notes?.length ?? 0,
      pageRows: () => 8,
      moveTo: (to: number) => latest.current.choose(to),
    });
    const chosen = () => latest.current.notes?.[latest.current.row];
    return [
      ...movingActions(movable),
      {
        id: 'notes.write',
        title: texts.write,
        keys: ['Enter'],
        scope: 'library',
        when: () => chosen() !== undefined,
        run: () => useNotePlace.setState(({ writing }) => ({ writing: writing + 1 })),
      },
      {
        id: 'notes.remove',
        title: texts.remove,
        keys: ['Delete', 'Mod+Backspace'],
        danger: true,
        scope: 'library',
        when: () => isFree(chosen()?.key ?? ':'),
        run: () => remove(latest.current, rows.current),
      },
    ];
  }, [rows]);
  useActions(actions);
}

/** Deletes the chosen note and goes on to the one beside it. */
function remove({ notes = [], row }: ShownNotes, rows: HTMLElement | null): void {
  const note = notes[row];
  if (!note) return;
  const beside = notes[row + 1] ?? notes[row - 1];
  const { made } = useNotePlace.getState();
  useNotePlace.setState(({ writing }) => ({
    chosen: beside?.key ?? null,
    made: made === note.key ? null : made,
    wrote: writing,
  }));
  if (!note.blank) void removeNote(note);
  rows?.focus();
}
