export { followMark } from './follow-mark.ts';
export { LinkedNote } from './links/linked-note.tsx';
export { NotePreview } from './note-preview.tsx';
export { toggleNoteSource } from './note-view.ts';
export { focusNoteOf, isNoteOpen, quoteInNote } from './quote-in-note.ts';
export { useNoteActions } from './templates/note-foot.tsx';
