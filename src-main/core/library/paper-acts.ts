import type { ManyPatch } from '../../../src-shared/contract/index.ts';
import {
  arrangeKeys,
  type Fields,
  fieldValue,
  isDeleted,
  type Ordered,
  readMany,
  type StateDocument,
  withDeletion,
  withValue,
} from '../store/index.ts';
import { type EditStep, partsOf, storeEdits, storeSteps } from './edits.ts';
import { idsOf, mergedFields } from './id-groups.ts';
import type { Mutations } from './mutations.ts';
import { endOfReadingList, patched, withChanges } from './paper-edits.ts';
import type { Edit } from './undo-log.ts';
import { united } from './united.ts';

/** A paper with what is said of it under all of its ids. */
type Said = {
  readonly id: string;
  readonly fields: Fields;
  /** The documents under each of its ids. */
  readonly documents: readonly StateDocument[];
};

/** What an act does with which papers. */
type Plan = {
  readonly ids: readonly string[];
  /** A paper's fields after the act, the same where there is nothing to do. */
  readonly next: (fields: Fields, id: string) => Fields;
};

/** What the user does with papers, one or many; all of it can be undone. */
export class PaperActs {
  readonly #mutations: Mutations;
  readonly #deviceId: string;

  constructor(mutations: Mutations, deviceId: string) {
    this.#mutations = mutations;
    this.#deviceId = deviceId;
  }

  /** Says the same of many papers; returns the revision. */
  updateMany(mutationId: string, ids: readonly string[], patch: ManyPatch): Promise<number> {
    return this.#inParts(mutationId, () => {
      const { clock } = this.#mutations.context;
      const means = { clock, endOfList: endOfReadingList(this.#mutations) };
      return { ids: this.#present(ids), next: (fields) => patched(fields, patch, means) };
    });
  }

  /** Notes that the user took papers in by hand, so that they reach the other machines (SYNC-1). */
  noteAdded(mutationId: string, ids: readonly string[]): Promise<number> {
    const next = (fields: Fields): Fields =>
      fieldValue(fields, 'added', false)
        ? fields
        : withValue(fields, 'added', true, this.#clock.next());
    return this.#inParts(mutationId, () => ({ ids: this.#present(ids), next }));
  }

  /** Adds to the time that this machine counted for a paper on a day; returns the revision. */
  spend(mutationId: string, paperId: string, day: string, seconds: number): Promise<number> {
    const field = `seconds:${day}:${this.#deviceId}`;
    return this.#mutations.run(mutationId, async () => {
      const [id] = this.#present([paperId]);
      const { states } = this.#collections;
      // Only what was counted under this id: what was under another one still counts beside it.
      const before = (await readMany(states, [id!])).get(id!);
      const counted = fieldValue(before?.fields ?? {}, field, 0) + seconds;
      const fields = withValue(before?.fields ?? {}, field, counted, this.#clock.next());
      await storeEdits(
        this.#mutations,
        'states',
        [{ before, after: { id: id!, fields, by: '' } }],
        {
          mutationId,
        },
      );
      return { kind: 'papers', ids: [id!] };
    });
  }

  /** Puts papers of the reading list in front of one, or at the end; returns the revision. */
  arrange(mutationId: string, ids: readonly string[], before: string | null): Promise<number> {
    return this.#inParts(mutationId, () => {
      const list = this.#readingList();
      const onList = new Set(list.map(({ id }) => id));
      const moved = this.#present(ids).filter((id) => onList.has(id));
      const keys = arrangeKeys(list, moved, before === null ? null : this.#present([before])[0]!);
      const next = (fields: Fields, id: string): Fields =>
        withValue(fields, 'listOrder', keys.get(id)!, this.#clock.next());
      return { ids: [...keys.keys()], next };
    });
  }

  /** Makes papers one (LIB-5); returns the revision. */
  merge(mutationId: string, into: string, ids: readonly string[]): Promise<number> {
    return this.#mutations.run(mutationId, async () => {
      const [present] = this.#present([into]);
      const others = this.#present(ids).filter((id) => id !== present);
      const [kept, ...merged] = await this.#said([present!, ...others]);
      const led = merged.map((one) => this.#led(one, present!));
      const edits = led.length > 0 ? [this.#united(kept!, merged), ...led] : [];
      await storeEdits(this.#mutations, 'states', edits, { mutationId });
      if (edits.length === 0) return undefined;
      const concerned = [present!, ...others];
      const kinds = ['papers', 'annotations', 'notes', 'files', 'collections', 'trash'] as const;
      return kinds.map((kind) => ({ kind, ids: concerned }));
    });
  }

  /** The paper that stays says itself what is true of all, so that the others need not be asked. */
  #united(kept: Said, merged: readonly Said[]): Edit<StateDocument> {
    const all = [kept, ...merged];
    const own = kept.documents.find(({ id }) => id === kept.id);
    const said = all.map(({ fields }) => fields);
    let fields = united(own?.fields ?? {}, said, () => this.#clock.next());
    // The trash of any of them would take all of what was said with it.
    if (all.some(({ documents }) => documents.some((one) => isDeleted(one.fields))))
      fields = withDeletion(fields, false, this.#clock.next());
    return { before: own, after: { id: kept.id, fields, by: '' } };
  }

  #led({ id, documents }: Said, into: string): Edit<StateDocument> {
    const before = documents.find((one) => one.id === id);
    const fields = withValue(before?.fields ?? {}, 'mergedInto', into, this.#clock.next());
    return { before, after: { id, fields, by: '' } };
  }

  /** Does what `plan` finds out to be done, once nothing else is being done. */
  #inParts(mutationId: string, plan: () => Plan): Promise<number> {
    return this.#mutations.run(mutationId, async () => {
      const done = await storeSteps(this.#mutations, mutationId, this.#steps(plan()));
      return done.map(({ edits }) => ({ kind: 'papers', ids: edits.map(({ after }) => after.id) }));
    });
  }

  async *#steps({ ids, next }: Plan): AsyncGenerator<EditStep> {
    for (const part of partsOf(ids)) {
      const edits = (await this.#said(part)).flatMap(({ id, fields, documents }) => {
        const after = next(fields, id);
        if (after === fields) return [];
        const own = documents.find((one) => one.id === id)?.fields ?? {};
        // What it said before may have been said under another of its ids.
        const before = { id, fields: withChanges(own, after, fields), by: '' };
        return [{ before, after: { id, fields: withChanges(own, fields, after), by: '' } }];
      });
      yield { collection: 'states', edits };
    }
  }

  async #said(ids: readonly string[]): Promise<Said[]> {
    const groups = ids.map((id) => idsOf(this.#mutations, id));
    const known = await readMany(this.#collections.states, groups.flat());
    return groups.map((group, index) => {
      const documents = group.flatMap((id) => known.get(id) ?? []);
      return { id: ids[index]!, documents, fields: mergedFields(documents) };
    });
  }

  /** The present ids of papers, each once. */
  #present(ids: readonly string[]): string[] {
    return [...new Set(ids.map((id) => idsOf(this.#mutations, id)[0]!))];
  }

  #readingList(): Ordered[] {
    const sql = `SELECT id, list_order AS key FROM papers WHERE known = 1 AND status = 'to-read'
      ORDER BY list_order IS NULL, list_order, added_at, id`;
    return this.#mutations.context.readModel.connection.all<Ordered>(sql);
  }

  get #clock() {
    return this.#mutations.context.clock;
  }

  get #collections() {
    return this.#mutations.context.store.collections;
  }
}
