import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { NoteEntry } from '../../../src-shared/contract/index.ts';
import { queries } from '../../queries.ts';
import { noteSession } from '../sessions.ts';
import { chooseNote, useNotePlace } from './note-place.ts';

/** A note of the list; `blank`: nothing was ever written in it. */
export type ListedNote = NoteEntry & { readonly blank?: true };

/** The notes that the page lists, and which of them is chosen. */
export type ShownNotes = {
  /** Undefined while they are on their way. */
  readonly notes: readonly ListedNote[] | undefined;
  /** Counts those that the list leaves out, too. */
  readonly total: number;
  readonly failed: boolean;
  readonly words: string;
  /** The row of the chosen note; -1 where the list does not have it. */
  readonly row: number;
  /** The note in the editor; null where there is none. */
  readonly key: string | null;
  readonly choose: (row: number) => void;
};

/** The list of notes as it is now; a new note stands first until something is written in it. */
export function useNoteList(): ShownNotes {
  const { chosen, made, words } = useNotePlace();
  const { data, isError } = useQuery({
    ...queries.notes(words),
    placeholderData: keepPreviousData,
  });
  const isMade = made !== null && words === '' && (made === chosen || isWritten(made));
  const notes = data && withMade(data.notes, isMade ? made : null);
  const key = chosen ?? notes?.[0]?.key ?? null;
  return {
    notes,
    total: (data?.total ?? 0) + (notes?.length ?? 0) - (data?.notes.length ?? 0),
    failed: isError && !data,
    words,
    key,
    row: notes?.findIndex((note) => note.key === key) ?? -1,
    choose: (row) => {
      const next = notes?.[row]?.key;
      if (next !== undefined) chooseNote(next);
    },
  };
}

/** What was just written is listed by the core a moment later. */
const isWritten = (key: string): boolean => noteSession(key).text.length > 0;

function withMade(notes: readonly NoteEntry[], made: string | null): readonly ListedNote[] {
  if (made === null || notes.some(({ key }) => key === made)) return notes;
  const nothing = { paperId: null, paperTitle: null, title: '', excerpt: '', blank: true } as const;
  return [{ ...nothing, key: made, changedAt: Date.now() }, ...notes];
}
