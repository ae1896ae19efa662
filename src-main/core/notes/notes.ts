import type { Note } from '../../../src-shared/contract/index.ts';
import { isPaperKey } from '../../../src-shared/notes/index.ts';
import { idsOf, type Mutations, mergedFields, storeEdits } from '../library/index.ts';
import {
  applyTextUpdate,
  EMPTY_TEXT,
  type Fields,
  isDeleted,
  type MergedText,
  markdownOf,
  type NoteDocument,
  noteIdOf,
  putOne,
  readMany,
  textStateOf,
  withDeletion,
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

/** Where a note is kept: its document's id, and the paper that it belongs to. */
type Place = { readonly id: string; readonly paperId: string | null };

/** What is written in a note. */
type Written = Place & {
  readonly documents: readonly NoteDocument[];
  readonly fields: Fields;
};

/**
 * One Markdown note for each paper, and free ones, kept as Yjs texts so that no machine's words are
 * lost. A note's key is its paper's id, or the random id of a free one.
 */
export class Notes {
  readonly #mutations: Mutations;

  constructor(mutations: Mutations) {
    this.#mutations = mutations;
  }

  /** A note, an empty one where none was written. */
  async get(key: string): Promise<Note> {
    const { id, paperId, fields, documents } = await this.#written(key);
    const state = textStateOf(fields, BODY) ?? EMPTY_TEXT;
    const [only, ...others] = documents;
    const markdown = others.length > 0 ? markdownOf(state) : (only?.markdown ?? '');
    return { id, paperId, state, markdown, deleted: isDeleted(fields) };
  }

  /**
   * Merges an edit (base64 of a Yjs update) into a note. Not `complete`: it builds on edits that are
   * not here; it is kept, and whoever has the whole note should send it.
   */
  async apply(mutationId: string, key: string, update: string): Promise<ApplyResult> {
    let accepted = true;
    let complete = true;
    const revision = await this.#mutations.run(mutationId, async () => {
      const written = await this.#written(key);
      const merged = applyTextUpdate(textStateOf(written.fields, BODY), update);
      accepted = merged !== undefined;
      if (!merged) return undefined;
      complete = merged.complete;
      await putOne(this.#collection, this.#document(written, merged, mutationId));
      return { kind: 'notes', ids: [written.paperId ?? key] };
    });
    return accepted ? { ok: true, revision, complete } : { ok: false, reason: 'bad-update' };
  }

  /** Moves a free note to the trash; returns the revision. Does nothing where there is none. */
  remove(mutationId: string, key: string): Promise<number> {
    return this.#mutations.run(mutationId, async () => {
      const { paperId, documents } = await this.#written(key);
      const [before] = documents;
      if (paperId !== null || !before || isDeleted(before.fields)) return undefined;
      const fields = withDeletion(before.fields, true, this.#mutations.context.clock.next());
      await storeEdits(
        this.#mutations,
        'notes',
        [{ before, after: { ...before, fields, by: mutationId } }],
        { mutationId },
      );
      return [
        { kind: 'notes', ids: [key] },
        { kind: 'trash', ids: [] },
      ];
    });
  }

  /** What is written of a paper under all of its ids: its words merge as two machines' do. */
  async #written(key: string): Promise<Written> {
    const places = this.#places(key);
    const found = await readMany(
      this.#collection,
      places.map(({ id }) => id),
    );
    const documents = places.flatMap(({ id }) => found.get(id) ?? []);
    return { ...places[0]!, documents, fields: mergedFields(documents) };
  }

  /** Where a note may be kept, the present place first. */
  #places(key: string): Place[] {
    if (!isPaperKey(key)) return [{ id: key, paperId: null }];
    return idsOf(this.#mutations, key).map((paperId) => ({ id: noteIdOf(paperId), paperId }));
  }

  get #collection() {
    return this.#mutations.context.store.collections.notes;
  }

  #document(
    { id, paperId, fields }: Written,
    { state, markdown }: MergedText,
    by: string,
  ): NoteDocument {
    const clock = this.#mutations.context.clock.next();
    return { id, paperId, markdown, fields: withText(fields, BODY, state, clock), by };
  }
}
