export { NoteIndex } from './note-index.ts';
export { type ApplyResult, Notes, noteMarkdown } from './notes.ts';
