import {
  type Collection,
  type CollectionResult,
  MAX_COLLECTION_DEPTH,
} from '../../../src-shared/contract/index.ts';
import { type Ask, CollectionTree } from '../index/index.ts';
import {
  type Change,
  type EditStep,
  idsOf,
  type Mutations,
  partsOf,
  storeEdits,
  storeSteps,
} from '../library/index.ts';
import {
  arrangeKeys,
  type CollectionDocument,
  type Fields,
  isDeleted,
  type Json,
  keyBetween,
  type MembershipDocument,
  type Ordered,
  readMany,
  readOne,
  withDeletion,
  withValue,
} from '../store/index.ts';

type Refusal = Extract<CollectionResult, { ok: false }>['reason'];

const CHANGED: Change = { kind: 'collections', ids: [] };

/** The user's collections: a tree, ordered by hand, a paper in many (COLL-1). All of it can be undone. */
export class Collections {
  readonly #mutations: Mutations;
  readonly #ask: Ask;
  readonly #tree: CollectionTree;

  constructor(mutations: Mutations, ask: Ask) {
    this.#mutations = mutations;
    this.#ask = ask;
    this.#tree = new CollectionTree(ask);
  }

  /** All of them, parents before children, siblings in the order of the user's hand. */
  list(): Collection[] {
    return this.#tree.list();
  }

  /** Makes one at the end of its siblings; one that is there already stays as it is. */
  create(
    mutationId: string,
    { id, name, parent }: { id: string; name: string; parent: string | null },
  ): Promise<CollectionResult> {
    return this.#run(mutationId, async () => {
      const before = await readOne(this.#collections.collections, id);
      if (before && !isDeleted(before.fields)) return { changes: [] };
      const refusal = this.#refusal(id, parent);
      if (refusal) return { refusal };
      const order = keyBetween(this.#siblings(parent).at(-1)?.key ?? null, null);
      const fields = this.#with(before?.fields ?? {}, { name, parent, order });
      await this.#store(mutationId, [{ before, after: { id, fields, by: '' } }]);
      return { changes: [CHANGED] };
    });
  }

  /** Gives it another name. */
  rename(mutationId: string, id: string, name: string): Promise<CollectionResult> {
    return this.#run(mutationId, async () => {
      const before = await this.#known(id);
      if (!before) return { refusal: 'not-found' };
      const after = { ...before, fields: this.#with(before.fields, { name }) };
      await this.#store(mutationId, [{ before, after }]);
      return { changes: [CHANGED] };
    });
  }

  /** Puts it into another, or at the top, in front of a sibling or at the end. */
  move(
    mutationId: string,
    { id, parent, before }: { id: string; parent: string | null; before: string | null },
  ): Promise<CollectionResult> {
    return this.#run(mutationId, async () => {
      if (!(await this.#known(id))) return { refusal: 'not-found' };
      const refusal = this.#refusal(id, parent);
      if (refusal) return { refusal };
      const keys = arrangeKeys(this.#siblings(parent), [id], before);
      const known = await readMany(this.#collections.collections, [...keys.keys()]);
      const edits = [...known.values()].map((one) => {
        const values = { order: keys.get(one.id)!, ...(one.id === id && { parent }) };
        return { before: one, after: { ...one, fields: this.#with(one.fields, values) } };
      });
      await this.#store(mutationId, edits);
      return { changes: [CHANGED] };
    });
  }

  /** Deletes it with those in it; their papers stay in the library. */
  remove(mutationId: string, id: string): Promise<CollectionResult> {
    return this.#run(mutationId, async () => {
      if (!(await this.#known(id))) return { refusal: 'not-found' };
      const ids = [id, ...this.#inside(id)];
      const known = await readMany(this.#collections.collections, ids);
      const edits = [...known.values()].map((before) => {
        const fields = withDeletion(before.fields, true, this.#clock.next());
        return { before, after: { ...before, fields } };
      });
      const papers = this.#papersIn(ids);
      await this.#store(mutationId, edits);
      return { changes: [CHANGED, { kind: 'papers', ids: papers }] };
    });
  }

  /** Puts papers in, at the end, or takes them out. */
  put(
    mutationId: string,
    { id, ids, present }: { id: string; ids: readonly string[]; present: boolean },
  ): Promise<CollectionResult> {
    return this.#run(mutationId, async () => {
      if (!(await this.#known(id))) return { refusal: 'not-found' };
      const last = this.#members(id).findLast(({ key }) => key !== null)?.key ?? null;
      let order = last;
      const next = (): string => {
        order = keyBetween(order, null);
        return order;
      };
      const papers = [...new Set(ids.map((paper) => idsOf(this.#mutations, paper)[0]!))];
      return this.#eachMembership(mutationId, id, papers, (known, paperId) => {
        const there = known.filter(({ fields }) => !isDeleted(fields));
        if (!present) return there.map((one) => this.#deleted(one, true));
        if (there.length > 0) return [];
        const own = known.find((one) => one.paperId === paperId);
        return [this.#placed(own, { collectionId: id, paperId }, next())];
      });
    });
  }

  /** Puts papers of it in front of one, or at the end, in the order given. */
  arrange(
    mutationId: string,
    { id, ids, before }: { id: string; ids: readonly string[]; before: string | null },
  ): Promise<CollectionResult> {
    return this.#run(mutationId, async () => {
      if (!(await this.#known(id))) return { refusal: 'not-found' };
      const members = this.#members(id);
      const there = new Set(members.map((member) => member.id));
      const presentId = (paper: string): string => idsOf(this.#mutations, paper)[0]!;
      const moved = [...new Set(ids.map(presentId))].filter((paper) => there.has(paper));
      const keys = arrangeKeys(members, moved, before === null ? null : presentId(before));
      return this.#eachMembership(mutationId, id, [...keys.keys()], (known, paperId) =>
        known
          .filter(({ fields }) => !isDeleted(fields))
          .map((one) => this.#placed(one, { collectionId: id, paperId }, keys.get(paperId)!)),
      );
    });
  }

  /** Does `next` with the memberships of each paper, under whichever of its ids they were made. */
  async #eachMembership(
    mutationId: string,
    collectionId: string,
    papers: readonly string[],
    next: (known: readonly MembershipDocument[], paperId: string) => EditStep['edits'],
  ) {
    const { memberships } = this.#collections;
    const idOf = (paper: string): string => `${collectionId}|${paper}`;
    const groups = papers.map((paper) => idsOf(this.#mutations, paper));
    const steps = async function* (): AsyncGenerator<EditStep> {
      for (const part of partsOf(groups)) {
        const known = await readMany(memberships, part.flat().map(idOf));
        const ofGroup = (ids: readonly string[]) => ids.flatMap((id) => known.get(idOf(id)) ?? []);
        const edits = part.flatMap((group) => next(ofGroup(group), group[0]!));
        yield { collection: 'memberships', edits };
      }
    };
    const done = await storeSteps(this.#mutations, mutationId, steps());
    if (done.length === 0) return { changes: [] };
    return { changes: [CHANGED, { kind: 'papers' as const, ids: papers }] };
  }

  #placed(
    before: MembershipDocument | undefined,
    made: { collectionId: string; paperId: string },
    order: string,
  ) {
    const id = `${made.collectionId}|${made.paperId}`;
    const document = before ?? { ...made, id, fields: {}, by: '' };
    const ordered = this.#with(document.fields, { order });
    const fields = isDeleted(document.fields)
      ? withDeletion(ordered, false, this.#clock.next())
      : ordered;
    return { before, after: { ...document, fields } };
  }

  #deleted(before: MembershipDocument, deleted: boolean) {
    const fields = withDeletion(before.fields, deleted, this.#clock.next());
    return { before, after: { ...before, fields } };
  }

  async #run(
    mutationId: string,
    work: () => Promise<{ changes: readonly Change[] } | { refusal: Refusal }>,
  ): Promise<CollectionResult> {
    let refusal: Refusal | undefined;
    const revision = await this.#mutations.run(mutationId, async () => {
      const done = await work();
      if ('changes' in done) return done.changes;
      refusal = done.refusal;
      return undefined;
    });
    return refusal ? { ok: false, reason: refusal } : { ok: true, revision };
  }

  /** A collection that is there. */
  async #known(id: string): Promise<CollectionDocument | undefined> {
    const known = await readOne(this.#collections.collections, id);
    return known && !isDeleted(known.fields) ? known : undefined;
  }

  /** Why a collection may not stand in another. */
  #refusal(id: string, parent: string | null): Refusal | undefined {
    const within = new Map(this.list().map((one) => [one.id, one.parent]));
    if (parent !== null && !within.has(parent)) return 'not-found';
    let depth = 0;
    for (let at = parent; at !== null; at = within.get(at) ?? null) {
      if (at === id) return 'circle';
      depth++;
    }
    return depth + this.#height(id) > MAX_COLLECTION_DEPTH ? 'too-deep' : undefined;
  }

  /** Levels of a collection with those in it. */
  #height(id: string): number {
    const heights = this.#childrenOf(id).map((child) => this.#height(child));
    return 1 + Math.max(0, ...heights);
  }

  #inside(id: string): string[] {
    return this.#childrenOf(id).flatMap((child) => [child, ...this.#inside(child)]);
  }

  #childrenOf(id: string): string[] {
    const sql = 'SELECT id FROM collections WHERE present = 1 AND within = ?';
    return this.#ask.all<{ id: string }>(sql, id).map((row) => row.id);
  }

  #siblings(parent: string | null): Ordered[] {
    return this.#ask.all<Ordered>(
      `SELECT id, nullif(position, '') AS key FROM collections WHERE present = 1 AND within IS ?
        ORDER BY position = '', position, name, id`,
      parent,
    );
  }

  /** The papers of a collection by their present ids, in order. */
  #members(id: string): Ordered[] {
    return this.#ask.all<Ordered>(
      `SELECT paper AS id, min(nullif(position, '')) AS key FROM memberships WHERE collection = ?
        GROUP BY paper ORDER BY key IS NULL, key, paper`,
      id,
    );
  }

  #papersIn(ids: readonly string[]): string[] {
    const sql = `SELECT DISTINCT paper AS id FROM memberships
      WHERE collection IN (SELECT value FROM json_each(?))`;
    return this.#ask.all<{ id: string }>(sql, JSON.stringify(ids)).map((row) => row.id);
  }

  #with(fields: Fields, values: { readonly [name: string]: Json }): Fields {
    return Object.entries(values).reduce(
      (next, [name, value]) => withValue(next, name, value, this.#clock.next()),
      fields,
    );
  }

  #store(
    mutationId: string,
    edits: readonly { before: CollectionDocument | undefined; after: CollectionDocument }[],
  ): Promise<void> {
    return storeEdits(this.#mutations, 'collections', edits, { mutationId });
  }

  get #clock() {
    return this.#mutations.context.clock;
  }

  get #collections() {
    return this.#mutations.context.store.collections;
  }
}
