import type { Note } from '../../../src-shared/contract/index.ts';
import { idsOf, type Mutations, mergedFields } from '../library/index.ts';
import {
  applyTextUpdate,
  EMPTY_TEXT,
  type Fields,
  type MergedText,
  markdownOf,
  type NoteDocument,
  noteIdOf,
  putOne,
  readMany,
  textStateOf,
  withText,
} from '../store/index.ts';

/** What became of an edit to a note. */
export type ApplyResult =
  | { ok: true; revision: number; complete: boolean }
  | { ok: false; reason: 'bad-update' };

const BODY = 'body';

/** The Markdown that a note's fields say, for its `markdown`. */
export function noteMarkdown(fields: Fields): string {
  const state = textStateOf(fields, BODY);
  return state === undefined ? '' : markdownOf(state);
}

/** One Markdown note for each paper, kept as a Yjs text so that no machine's words are lost. */
export class Notes {
  readonly #mutations: Mutations;

  constructor(mutations: Mutations) {
    this.#mutations = mutations;
  }

  /** The paper's note, an empty one where none was written. */
  async get(paperId: string): Promise<Note> {
    const { id, fields, documents } = await this.#known(paperId);
    const state = textStateOf(fields, BODY) ?? EMPTY_TEXT;
    const [only, ...others] = documents;
    const markdown = others.length > 0 ? markdownOf(state) : (only?.markdown ?? '');
    return { id, paperId, state, markdown };
  }

  /**
   * Merges an edit (base64 of a Yjs update) into the paper's note. Not `complete`: it builds on edits
   * that are not here; it is kept, and whoever has the whole note should send it.
   */
  async apply(mutationId: string, paperId: string, update: string): Promise<ApplyResult> {
    let accepted = true;
    let complete = true;
    const revision = await this.#mutations.run(mutationId, async () => {
      const { present, fields } = await this.#known(paperId);
      const merged = applyTextUpdate(textStateOf(fields, BODY), update);
      accepted = merged !== undefined;
      if (!merged) return undefined;
      complete = merged.complete;
      await putOne(this.#collection, this.#document(present, fields, merged, mutationId));
      return { kind: 'notes', ids: [present] };
    });
    return accepted ? { ok: true, revision, complete } : { ok: false, reason: 'bad-update' };
  }

  /** What is written of a paper under all of its ids: its words merge as two machines' do. */
  async #known(paperId: string) {
    const ids = idsOf(this.#mutations, paperId);
    const present = ids[0] ?? paperId;
    const found = await readMany(this.#collection, ids.map(noteIdOf));
    const documents = ids.flatMap((id) => found.get(noteIdOf(id)) ?? []);
    return { id: noteIdOf(present), present, documents, fields: mergedFields(documents) };
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
