import { oc } from '@orpc/contract';
import { z } from 'zod';
import { committed, mutationId } from './events.ts';
import { yjsUpdate } from './marks.ts';
import {
  backlink,
  freeNoteKey,
  linkTarget,
  linkTargets,
  note,
  noteExport,
  noteKey,
  noteList,
  noteListRequest,
} from './notes.ts';

const { revision } = committed.shape;

/** The procedures of notes. */
export const noteContract = {
  /** A note; empty if none was written yet. */
  get: oc.input(z.object({ key: noteKey })).output(z.object({ revision, note })),
  list: oc.input(noteListRequest).output(noteList),
  /**
   * Merges an edit into the note. Not `complete`: the edit builds on others that the core lacks
   * (its library was restored); it is kept, and the whole note should be sent.
   */
  apply: oc
    .input(z.object({ mutationId, key: noteKey, update: yjsUpdate }))
    .output(
      z.discriminatedUnion('ok', [
        z.object({ ok: z.literal(true), revision, complete: z.boolean() }),
        z.object({ ok: z.literal(false), reason: z.literal('bad-update') }),
      ]),
    ),
  export: oc.input(z.object({ key: noteKey })).output(noteExport),
  /** Moves a free note to the trash (LIB-7). */
  remove: oc.input(z.object({ mutationId, key: freeNoteKey })).output(committed),
  /** The places in notes that link to a paper (or its note) or to a free note, by its key. */
  linkedFrom: oc
    .input(z.object({ key: noteKey }))
    .output(z.object({ revision, links: z.array(backlink).max(500) })),
  /** What links lead to, in the order of the targets. */
  targets: oc.input(z.object({ targets: linkTargets })).output(z.array(linkTarget)),
};
