export { NoteExports, type NoteExportsOptions } from './note-export.ts';
