export {
  isPaperKey,
  type NoteLink,
  noteKeyOf,
  noteLinkAt,
  noteLinks,
  noteLinkText,
  noteTarget,
} from './links.ts';
export { type NoteOutline, noteOutline, plainLine } from './plain.ts';
