export { type ApplyResult, Notes, noteMarkdown } from './notes.ts';
