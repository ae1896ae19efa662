export { NoteEditor } from './note-editor.tsx';
export { NotePreview } from './note-preview.tsx';
export { toggleNoteSource } from './note-view.ts';
