import type { ManyPatch, PaperPatch, ReadStatus } from '../../../src-shared/contract/index.ts';
import {
  elementsOf,
  type Field,
  type Fields,
  fieldValue,
  isSet,
  type Json,
  keyBetween,
  type SetField,
  withElement,
  withValue,
} from '../store/index.ts';
import type { Mutations } from './mutations.ts';

/**
 * What the user says of a paper after a patch; the same fields where it says nothing new. A paper
 * that is to be read goes to the end of the reading list; when it was read is noted.
 */
export function patched(
  mutations: Mutations,
  fields: Fields,
  patch: PaperPatch & ManyPatch,
): Fields {
  const { tagsAdded = [], tagsRemoved = [], ...values } = patch;
  let next = fields;
  for (const [name, value] of Object.entries(values))
    if (value !== undefined) next = said(mutations, next, name, value as Json);
  if (patch.status !== undefined) next = withStatus(mutations, next, fields, patch.status);
  for (const tag of tagsAdded) next = tagged(mutations, next, tag, true);
  for (const tag of tagsRemoved) next = tagged(mutations, next, tag, false);
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

/** A set with those elements that differ between two others. */
function onto(own: Field | undefined, before: SetField, after: SetField): SetField {
  const elements = Object.entries(after.value).filter(([key, one]) => before.value[key] !== one);
  const known = isSet(own) ? own.value : {};
  return { ...after, value: { ...known, ...Object.fromEntries(elements) } };
}

function said({ context }: Mutations, fields: Fields, name: string, value: Json): Fields {
  const known = fields[name] && fieldValue<Json>(fields, name, null);
  const isSaid = JSON.stringify(known) === JSON.stringify(value);
  return isSaid ? fields : withValue(fields, name, value, context.clock.next());
}

function tagged({ context }: Mutations, fields: Fields, tag: string, present: boolean): Fields {
  const has = elementsOf(fields, 'tags').includes(tag);
  return has === present ? fields : withElement(fields, 'tags', tag, present, context.clock.next());
}

function withStatus(
  mutations: Mutations,
  fields: Fields,
  before: Fields,
  status: ReadStatus,
): Fields {
  if (fieldValue(before, 'status', 'new') === status) return fields;
  const readAt = status === 'read' ? Date.now() : null;
  const wasRead = fieldValue(before, 'readAt', null) !== null;
  const dated = readAt !== null || wasRead ? said(mutations, fields, 'readAt', readAt) : fields;
  if (status !== 'to-read') return dated;
  return said(mutations, dated, 'listOrder', keyBetween(lastOnList(mutations), null));
}

/** The key of the last paper on the reading list. */
function lastOnList({ context }: Mutations): string | null {
  const sql = `SELECT max(list_order) AS last FROM papers WHERE status = 'to-read'`;
  return context.readModel.connection.get<{ last: string | null }>(sql)?.last ?? null;
}
