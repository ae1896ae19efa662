import { noteLinks, noteOutline, plainLine } from '../../../src-shared/notes/index.ts';
import {
  hlcMilliseconds,
  isDeleted,
  latestClock,
  type NoteDocument,
  type SqliteConnection,
} from '../store/index.ts';
import { recountNotes } from './recount.ts';
import { ensure, type RowWriter } from './rows.ts';
import { writeTrash } from './write-trash.ts';

/** Words of a note that a list of notes is filtered by. */
const SOUGHT = 2_000;
/** Links of one note that are followed backwards. */
const MOST_LINKS = 1_000;
/** Longest line that is shown of where a link stands; it is cut around the link. */
const LINE = 300;

/** A paper's note counts while it says something, a free one while it is there. */
export const writeNote: RowWriter<NoteDocument> = (index, note) => {
  const { id, markdown, fields, paperId: named } = note;
  const paperId = named === null ? null : ensure(index, named);
  writeTrash(index, { kind: 'note', id, named, paperId, fields });
  index.run('DELETE FROM note_links WHERE note = ?', id);
  const isShown = !isDeleted(fields) && (paperId === null || markdown.trim() !== '');
  if (isShown) writeShown(index, note, paperId);
  else index.run('DELETE FROM notes WHERE id = ?', id);
  if (paperId !== null) recountNotes(index, paperId);
  return paperId ?? '';
};

function writeShown(index: SqliteConnection, note: NoteDocument, paperId: string | null): void {
  const { id, paperId: named, markdown, fields } = note;
  const { title, excerpt } = noteOutline(markdown);
  const changedAt = hlcMilliseconds(fields.body?.clock ?? latestClock(fields));
  index.run(
    `INSERT INTO notes(id, named, paper, title, excerpt, sought, changed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET (title, excerpt, sought, changed_at)
      = (excluded.title, excluded.excerpt, excluded.sought, excluded.changed_at)`,
    ...[id, named, paperId, title, excerpt, soughtIn(markdown.slice(0, SOUGHT)), changedAt],
  );
  const insert = 'INSERT INTO note_links(note, place, target, line) VALUES (?, ?, ?, ?)';
  for (const { from, to, target } of noteLinks(markdown).slice(0, MOST_LINKS))
    index.run(insert, id, from, target, lineAround(markdown, from, to));
}

/** A text as notes are filtered by it: without case and accents. */
export function soughtIn(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function lineAround(markdown: string, from: number, to: number): string {
  const start = Math.max(markdown.lastIndexOf('\n', from) + 1, from - LINE);
  const end = markdown.indexOf('\n', to);
  return plainLine(markdown.slice(start, Math.min(end < 0 ? markdown.length : end, to + LINE)));
}
