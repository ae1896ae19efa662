import type { Note } from '../../../src-shared/contract/index.ts';
import type { Mutations } from '../library/index.ts';
import {
  applyTextUpdate,
  EMPTY_TEXT,
  type Fields,
  type MergedText,
  type NoteDocument,
  noteIdOf,
  putOne,
  readOne,
  textStateOf,
  withText,
} from '../store/index.ts';

/** What became of an edit to a note. */
export type ApplyResult =
  | { ok: true; revision: number; complete: boolean }
  | { ok: false; reason: 'bad-update' };

const BODY = 'body';

/** One Markdown note for each paper, kept as a Yjs text so that no machine's words are lost. */
export class Notes {
  readonly #mutations: Mutations;

  constructor(mutations: Mutations) {
    this.#mutations = mutations;
  }

  /** The paper's note, an empty one where none was written. */
  async get(paperId: string): Promise<Note> {
    const id = noteIdOf(paperId);
    const document = await readOne(this.#collection, id);
    const state = (document && textStateOf(document.fields, BODY)) ?? EMPTY_TEXT;
    return { id, paperId, state, markdown: document?.markdown ?? '' };
  }

  /**
   * Merges an edit (base64 of a Yjs update) into the paper's note. Not `complete`: it builds on edits
   * that are not here; it is kept, and whoever has the whole note should send it.
   */
  async apply(mutationId: string, paperId: string, update: string): Promise<ApplyResult> {
    let accepted = true;
    let complete = true;
    const revision = await this.#mutations.run(mutationId, async () => {
      const known = await readOne(this.#collection, noteIdOf(paperId));
      const fields = known?.fields ?? {};
      const merged = applyTextUpdate(textStateOf(fields, BODY), update);
      accepted = merged !== undefined;
      if (!merged) return undefined;
      complete = merged.complete;
      await putOne(this.#collection, this.#document(paperId, fields, merged, mutationId));
      return { kind: 'notes', ids: [paperId] };
    });
    return accepted ? { ok: true, revision, complete } : { ok: false, reason: 'bad-update' };
  }

  get #collection() {
    return this.#mutations.context.store.collections.notes;
  }

  #document(
    paperId: string,
    fields: Fields,
    { state, markdown }: MergedText,
    by: string,
  ): NoteDocument {
    const clock = this.#mutations.context.clock.next();
    const id = noteIdOf(paperId);
    return { id, paperId, markdown, fields: withText(fields, BODY, state, clock), by };
  }
}
