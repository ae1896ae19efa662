import { create } from 'zustand';
import type { Note } from '../../../src-shared/contract/index.ts';
import { isPaperKey } from '../../../src-shared/notes/index.ts';
import { activateTab } from '../../app/navigation.ts';
import { showSection } from '../../library/show-section.ts';
import { keys, queryClient } from '../../queries.ts';

/** A Yjs update, in base64, that says nothing. */
const EMPTY_STATE = 'AAA=';

/** What the page of notes shows in this window. */
export type NotePlace = {
  /** The key of the note in the editor; null for the first of the list. */
  readonly chosen: string | null;
  /** The key of a new note of which nothing may be written yet. */
  readonly made: string | null;
  /** What the list is filtered by. */
  readonly words: string;
  /** Grows when the editor is to have the focus. */
  readonly writing: number;
  /** What `writing` was when a note was chosen to be looked at. */
  readonly wrote: number;
};

/** The page of notes; a zustand store and hook. */
export const useNotePlace = create<NotePlace>(() => ({
  chosen: null,
  made: null,
  words: '',
  writing: 0,
  wrote: 0,
}));

/** Shows a note on the page of notes, ready to be written in. */
export function openNote(key: string): void {
  activateTab(null);
  showSection('notes');
  useNotePlace.setState(({ writing }) => ({
    chosen: key,
    words: '',
    writing: writing + 1,
    wrote: writing,
  }));
}

/** Begins a free note; nothing of it is stored before something is written. */
export function newNote(): void {
  const made = crypto.randomUUID();
  // What is typed next must find the editor open.
  queryClient.setQueryData<Note>(keys.note(made), {
    id: made,
    paperId: null,
    state: EMPTY_STATE,
    markdown: '',
    deleted: false,
  });
  useNotePlace.setState({ made });
  openNote(made);
}

/** Chooses a note of the list. */
export function chooseNote(chosen: string): void {
  useNotePlace.setState(({ writing }) => ({ chosen, wrote: writing }));
}

/** Filters the list of notes. */
export function filterNotes(words: string): void {
  useNotePlace.setState({ words: words.slice(0, 200) });
}

/** Whether a note is one that belongs to no paper. */
export const isFree = (key: string): boolean => !isPaperKey(key);
