import { createStore } from 'zustand/vanilla';

/** How notes are shown in this window: as they read, or as Markdown. */
export const noteView = createStore<{ readonly source: boolean }>(() => ({ source: false }));

/** Shows the Markdown of notes, or what it means again. */
export function toggleNoteSource(): void {
  noteView.setState(({ source }) => ({ source: !source }));
}
