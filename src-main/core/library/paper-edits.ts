import type { ManyPatch, PaperPatch, ReadStatus } from '../../../src-shared/contract/index.ts';
import {
  elementsOf,
  type Field,
  type Fields,
  fieldValue,
  type HybridClock,
  isSet,
  type Json,
  keyBetween,
  type SetField,
  withElement,
  withValue,
} from '../store/index.ts';
import type { MutationContext, Mutations } from './mutations.ts';
import { UNSAID } from './unsaid.ts';

/** What a patch needs beside the fields. */
export type PatchMeans = {
  readonly clock: HybridClock;
  /** A key behind those on the reading list, each time behind the former one. */
  readonly endOfList: () => string;
};

/**
 * What the user says of a paper after a patch; the same fields where it says nothing new. A paper
 * that is to be read goes to the end of the reading list; when it was read is noted.
 */
export function patched(fields: Fields, patch: PaperPatch & ManyPatch, means: PatchMeans): Fields {
  const { tagsAdded = [], tagsRemoved = [], ...values } = patch;
  let next = fields;
  for (const [name, value] of Object.entries(values))
    if (value !== undefined) next = said(means, next, name, value as Json);
  if (patch.status !== undefined) next = withStatus(means, next, fields, patch.status);
  for (const tag of tagsAdded) next = tagged(means, next, tag, true);
  for (const tag of tagsRemoved) next = tagged(means, next, tag, false);
  return next;
}

/**
 * Fields with what was changed between two others. Only what is changed is written onto a paper's own
 * document: what was said under another id of it stays there, lest parting the two leave copies.
 */
export function withChanges(own: Fields, before: Fields, after: Fields): Fields {
  const fields: Record<string, Field> = { ...own };
  for (const [name, field] of Object.entries(after)) {
    const [known, was] = [own[name], before[name]];
    if (was === field) continue;
    fields[name] = isSet(field) && isSet(was) ? onto(known, was, field) : field;
  }
  return fields;
}

/** A set with those elements as `to` has them that differ from `from`. */
function onto(own: Field | undefined, from: SetField, to: SetField): SetField {
  const value = { ...(isSet(own) ? own.value : {}) };
  for (const element of new Set([...Object.keys(from.value), ...Object.keys(to.value)])) {
    const [was, is] = [from.value[element], to.value[element]];
    if (was === is) continue;
    if (is) value[element] = is;
    else delete value[element];
  }
  return { ...to, value };
}

function said({ clock }: PatchMeans, fields: Fields, name: string, value: Json): Fields {
  const known = fieldValue<Json>(fields, name, UNSAID[name] ?? null);
  const isSaid = JSON.stringify(known) === JSON.stringify(value);
  return isSaid ? fields : withValue(fields, name, value, clock.next());
}

function tagged({ clock }: PatchMeans, fields: Fields, tag: string, present: boolean): Fields {
  const has = elementsOf(fields, 'tags').includes(tag);
  return has === present ? fields : withElement(fields, 'tags', tag, present, clock.next());
}

function withStatus(means: PatchMeans, fields: Fields, before: Fields, status: ReadStatus): Fields {
  if (fieldValue(before, 'status', 'new') === status) return fields;
  const readAt = status === 'read' ? Date.now() : null;
  const wasRead = fieldValue(before, 'readAt', null) !== null;
  const dated = readAt !== null || wasRead ? said(means, fields, 'readAt', readAt) : fields;
  return status === 'to-read' ? said(means, dated, 'listOrder', means.endOfList()) : dated;
}

/** Keys behind the last paper on the reading list as it is when the first is asked for. */
export function endOfReadingList({ context }: Mutations): () => string {
  let last: string | null | undefined;
  return () => {
    last = keyBetween(last === undefined ? lastOnList(context) : last, null);
    return last;
  };
}

function lastOnList({ readModel }: MutationContext): string | null {
  const sql = `SELECT max(list_order) AS last FROM papers WHERE status = 'to-read'`;
  return readModel.connection.get<{ last: string | null }>(sql)?.last ?? null;
}
