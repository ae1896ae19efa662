import { workedOnAmong } from '../index/index.ts';
import { type AliasDocument, isDeleted, putMany, readMany, withDeletion } from '../store/index.ts';
import { idsOf } from './id-groups.ts';
import type { Mutations } from './mutations.ts';

/**
 * Takes papers out of the trash that others turn out to be which the user works on: else those would
 * be gone from the lists, and in the end for ever. To be called in a mutation, before the aliases are
 * stored.
 */
export async function bringBack(
  mutations: Mutations,
  aliases: readonly AliasDocument[],
): Promise<void> {
  if (aliases.length === 0) return;
  const { store, readModel, clock } = mutations.context;
  const formers = aliases.map(({ id }) => id);
  const worked = new Set(workedOnAmong(readModel, formers));
  const wanted = aliases.filter(({ id }) => worked.has(id));
  const ids = [...new Set(wanted.flatMap(({ target }) => idsOf(mutations, target)))];
  const { states } = store.collections;
  const known = [...(await readMany(states, ids)).values()];
  const back = known
    .filter(({ fields }) => isDeleted(fields))
    .map((state) => ({
      ...state,
      fields: withDeletion(state.fields, false, clock.next()),
      by: '',
    }));
  await putMany(states, back);
}
