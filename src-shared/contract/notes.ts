import { z } from 'zod';
import { paperId } from './paper.ts';

/**
 * Names a note: the id of the paper whose note it is, or the random id of a free note, which has no
 * colon in it as papers' ids have.
 */
export const noteKey = z.string().min(3).max(160);

/** The key of a note that belongs to no paper. */
export const freeNoteKey = z.uuid();

/**
 * A note as it travels: `state` is a Yjs update in base64 that merges into any copy of the same
 * note; `markdown` is derived from it. `paperId` null: it belongs to no paper. Of a deleted note
 * the text is there, too, as an edit brings it back.
 */
export const note = z.object({
  id: z.string(),
  paperId: paperId.nullable(),
  state: z.string(),
  markdown: z.string(),
  deleted: z.boolean(),
});
export type Note = z.infer<typeof note>;

/**
 * A note as Markdown for other programs (NOTE-4): links to marks lead to the page at arXiv, and that
 * of a paper ends with its reference, formatted and as BibTeX. `name` is good for a file.
 */
export const noteExport = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), name: z.string(), markdown: z.string() }),
  z.object({
    ok: z.literal(false),
    /** The styles' reasons are of the usual style of references. */
    reason: z.enum(['unknown-paper', 'empty', 'unknown-style', 'bad-style']),
  }),
]);
export type NoteExport = z.infer<typeof noteExport>;

/** What lists show of a note. */
export const noteEntry = z.object({
  key: noteKey,
  paperId: paperId.nullable(),
  /** Null of a free note; empty where the paper's title is not known. */
  paperTitle: z.string().nullable(),
  /** Its first line that says something, without Markdown; empty where none does. */
  title: z.string(),
  /** What follows the title. */
  excerpt: z.string(),
  /** Milliseconds since the epoch. */
  changedAt: z.number(),
});
export type NoteEntry = z.infer<typeof noteEntry>;

/** Which notes to list, those that were changed last first; `words` leaves out what has not all of them. */
export const noteListRequest = z.object({
  words: z.string().max(200).default(''),
  limit: z.number().int().min(1).max(500).default(500),
});

/** `total` counts what `limit` leaves out, too. */
export const noteList = z.object({
  revision: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
  notes: z.array(noteEntry),
});
export type NoteList = z.infer<typeof noteList>;

/** A place in a note that links to what was asked about (NOTE-2). */
export const backlink = noteEntry
  .pick({ key: true, paperId: true, paperTitle: true, title: true })
  .extend({
    /** The line that the link stands in, without Markdown. */
    line: z.string(),
  });
export type Backlink = z.infer<typeof backlink>;

/** Where links may lead: papers' ids, and `note:` with the key of a note. */
export const linkTargets = z.array(z.string().min(1).max(240)).max(200);

/** What a link leads to now; `title` null: nothing that is there, empty: it has none. */
export const linkTarget = z.object({ target: z.string(), title: z.string().nullable() });
export type LinkTarget = z.infer<typeof linkTarget>;
