import { mergeSaid } from '../index/index.ts';
import {
  type Fields,
  isDeleted,
  isPurged,
  mergeFields,
  readMany,
  type UserDocument,
} from '../store/index.ts';
import type { Mutations } from './mutations.ts';

/**
 * Every id that a paper has gone by, the present one first. References are never rewritten: what is
 * stored under any of these ids is the paper's.
 */
export function idsOf({ context, follower }: Mutations, paperId: string): string[] {
  try {
    return context.readModel.idsOf(paperId);
  } catch (error) {
    // The index is made anew; until then only what goes by this id is found.
    follower.suspect(error);
    return [paperId];
  }
}

/**
 * What the documents of a paper's ids say together, merged by field as two machines' are; the present
 * id's is the first. That another is a duplicate is said of that one alone.
 */
export function mergedFields([present, ...others]: readonly (UserDocument | undefined)[]): Fields {
  const said = others.map((document): Fields => {
    const { mergedInto: _theirs, ...fields } = document?.fields ?? {};
    return fields;
  });
  return said.reduce<Fields>(mergeFields, present?.fields ?? {});
}

/** Those of the papers that were let go for ever, by whichever of their ids. */
export async function purgedAmong(
  mutations: Mutations,
  paperIds: readonly string[],
): Promise<ReadonlySet<string>> {
  return among(mutations, paperIds, isPurged);
}

/** Those of the papers that lie in the trash or were let go for ever, by whichever of their ids. */
export async function deletedAmong(
  mutations: Mutations,
  paperIds: readonly string[],
): Promise<ReadonlySet<string>> {
  return among(mutations, paperIds, isDeleted);
}

/** The fields that decide whether a paper is deleted, by whichever of its ids; nothing is said of some. */
export async function decidingFields(
  mutations: Mutations,
  paperIds: readonly string[],
): Promise<ReadonlyMap<string, Fields>> {
  const groups = new Map(paperIds.map((id) => [id, idsOf(mutations, id)]));
  const { states } = mutations.context.store.collections;
  const known = await readMany(states, [...new Set([...groups.values()].flat())]);
  const decided = [...groups].flatMap(([id, group]) => {
    const documents = group.flatMap((each) => known.get(each) ?? []);
    const said = mergeSaid(group[0]!, documents);
    return said ? [[id, said.decider.fields] as const] : [];
  });
  return new Map(decided);
}

async function among(
  mutations: Mutations,
  paperIds: readonly string[],
  is: (fields: Fields) => boolean,
): Promise<ReadonlySet<string>> {
  const decided = await decidingFields(mutations, paperIds);
  return new Set([...decided].flatMap(([id, fields]) => (is(fields) ? [id] : [])));
}
