export { type ApplyResult, Notes } from './notes.ts';
