import type { SavedSearch } from '../../../src-shared/contract/index.ts';
import { type Mutations, storeEdits } from '../library/index.ts';
import {
  arrangeKeys,
  type Fields,
  fieldValue,
  isDeleted,
  type Json,
  keyBetween,
  readMany,
  readOne,
  readWhere,
  type SearchDocument,
  withDeletion,
  withValue,
} from '../store/index.ts';

/** How many papers a query finds now; null while that is not known, or where it makes no sense. */
export type CountPapers = (query: string) => number | null;

/** What the user keeps of a search. */
type Kept = Pick<SavedSearch, 'id' | 'name' | 'query'>;

/** The user's saved searches, ordered by hand (FIND-6). All of it can be undone. */
export class Searches {
  readonly #mutations: Mutations;
  readonly #count: CountPapers;

  constructor(mutations: Mutations, count: CountPapers) {
    this.#mutations = mutations;
    this.#count = count;
  }

  /** All of them in order, with what they find now. */
  async list(): Promise<SavedSearch[]> {
    const kept = await this.#kept();
    return kept.map(({ id, fields }) => {
      const query = fieldValue(fields, 'query', '');
      return { id, name: fieldValue(fields, 'name', query), query, papers: this.#count(query) };
    });
  }

  /** Makes one at the end, or gives one that is there another name and query. */
  save(mutationId: string, { id, name, query }: Kept): Promise<number> {
    return this.#run(mutationId, async () => {
      const before = await readOne(this.#collection, id);
      const last = (await this.#kept()).at(-1)?.fields ?? {};
      const order = keyBetween(fieldValue(last, 'order', '') || null, null);
      const values = { name, query, ...(!before && { order }) };
      const fields = this.#with(before?.fields ?? {}, values);
      return [{ before, after: { id, fields, by: '' } }];
    });
  }

  /** Puts one in front of another, or at the end. */
  move(mutationId: string, id: string, before: string | null): Promise<number> {
    return this.#run(mutationId, async () => {
      const kept = await this.#kept();
      if (!kept.some((one) => one.id === id)) return [];
      const current = kept.map((one) => ({
        id: one.id,
        key: fieldValue(one.fields, 'order', '') || null,
      }));
      const keys = arrangeKeys(current, [id], before);
      const known = await readMany(this.#collection, [...keys.keys()]);
      return [...known.values()].map((one) => {
        const fields = this.#with(one.fields, { order: keys.get(one.id)! });
        return { before: one, after: { ...one, fields } };
      });
    });
  }

  /** Deletes one. */
  remove(mutationId: string, id: string): Promise<number> {
    return this.#run(mutationId, async () => {
      const before = await readOne(this.#collection, id);
      if (!before || isDeleted(before.fields)) return [];
      const fields = withDeletion(before.fields, true, this.#mutations.context.clock.next());
      return [{ before, after: { ...before, fields } }];
    });
  }

  #run(
    mutationId: string,
    work: () => Promise<{ before: SearchDocument | undefined; after: SearchDocument }[]>,
  ): Promise<number> {
    return this.#mutations.run(mutationId, async () => {
      const edits = await work();
      await storeEdits(this.#mutations, 'searches', edits, { mutationId });
      return edits.length > 0 ? { kind: 'searches', ids: [] } : undefined;
    });
  }

  async #kept(): Promise<SearchDocument[]> {
    const all = await readWhere(this.#collection, {});
    const rank = ({ id, fields }: SearchDocument): string => {
      const order = fieldValue(fields, 'order', '');
      return [order === '' ? '1' : `0${order}`, id].join('\n');
    };
    return all
      .filter(({ fields }) => !isDeleted(fields))
      .sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  }

  #with(fields: Fields, values: { readonly [name: string]: Json }): Fields {
    return Object.entries(values).reduce(
      (next, [name, value]) => withValue(next, name, value, this.#mutations.context.clock.next()),
      fields,
    );
  }

  get #collection() {
    return this.#mutations.context.store.collections.searches;
  }
}
