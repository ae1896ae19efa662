import type { Note } from '../../../src-shared/contract/index.ts';
import type { Mutations } from '../library/index.ts';
import {
  applyTextUpdate,
  EMPTY_TEXT,
  type NoteDocument,
  noteIdOf,
  putOne,
  readOne,
  textStateOf,
  withText,
} from '../store/index.ts';

/** What became of an edit to a note. */
export type ApplyResult = { ok: true; revision: number } | { ok: false; reason: 'bad-update' };

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

  /** Merges an edit (base64 of a Yjs update) into the paper's note. */
  async apply(mutationId: string, paperId: string, update: string): Promise<ApplyResult> {
    let accepted = true;
    const revision = await this.#mutations.run(mutationId, async () => {
      const known = await readOne(this.#collection, noteIdOf(paperId));
      const next = this.#edited(known, paperId, update, mutationId);
      accepted = next !== undefined;
      if (!next) return undefined;
      await putOne(this.#collection, next);
      return { kind: 'notes', ids: [paperId] };
    });
    return accepted ? { ok: true, revision } : { ok: false, reason: 'bad-update' };
  }

  get #collection() {
    return this.#mutations.context.store.collections.notes;
  }

  #edited(
    known: NoteDocument | undefined,
    paperId: string,
    update: string,
    by: string,
  ): NoteDocument | undefined {
    const fields = known?.fields ?? {};
    const merged = applyTextUpdate(textStateOf(fields, BODY), update);
    if (!merged) return undefined;
    const clock = this.#mutations.context.clock.next();
    return {
      id: noteIdOf(paperId),
      paperId,
      markdown: merged.markdown,
      fields: withText(fields, BODY, merged.state, clock),
      by,
    };
  }
}
