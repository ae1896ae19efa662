import { type Fields, mergeFields, type UserDocument } from '../store/index.ts';
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

/** What the documents of a paper's ids say together, merged by field as two machines' are. */
export function mergedFields(documents: readonly (UserDocument | undefined)[]): Fields {
  const said = documents.flatMap((document) => (document ? [document.fields] : []));
  return said.reduce<Fields>(mergeFields, {});
}
