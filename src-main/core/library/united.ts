import {
  elementsOf,
  type Fields,
  fieldValue,
  type Hlc,
  isSet,
  type Json,
  mergeFields,
  type SetField,
  withElement,
  withValue,
} from '../store/index.ts';

/** From the least to the most that a status says of what the user did with a paper. */
const STATUSES = ['new', 'skipped', 'to-read', 'reading', 'read'];

/** What the last word tells, where it says more than `unitedValues` does. */
const LAST_WORDS = ['position'];

const TAGS = 'tags';

/**
 * Fields of a paper with what is true of all the papers that it turns out to be (LIB-5), said anew
 * where the paper's own word is not the last one: so merging is taken back by taking these words
 * back, whatever was said in between. Reading time is not among them, as every id's own counts.
 */
export function united(own: Fields, said: readonly Fields[], next: () => Hlc): Fields {
  const together = said.reduce<Fields>(mergeFields, {});
  const last = LAST_WORDS.filter((name) => together[name] !== undefined);
  const values = {
    ...Object.fromEntries(last.map((name) => [name, fieldValue<Json>(together, name, null)])),
    ...unitedValues(said),
  };
  let fields = own;
  for (const [name, value] of Object.entries(values)) {
    const isLast = own[name]?.clock === together[name]?.clock;
    const known = fieldValue<Json>(own, name, null);
    const isSame = JSON.stringify(known) === JSON.stringify(value);
    if (!isLast || !isSame) fields = withValue(fields, name, value, next());
  }
  return withTags(fields, together, said, next);
}

/** With every tag that any of the papers bears. */
function withTags(own: Fields, together: Fields, said: readonly Fields[], next: () => Hlc): Fields {
  const borne = new Set(said.flatMap((one) => elementsOf(one, TAGS)));
  const [known, last] = [entriesOf(own), entriesOf(together)];
  return Object.keys(last).reduce((fields, tag) => {
    const isLast = known[tag]?.clock === last[tag]?.clock;
    if (isLast && known[tag]?.present === borne.has(tag)) return fields;
    return withElement(fields, TAGS, tag, borne.has(tag), next());
  }, own);
}

function entriesOf(fields: Fields): SetField['value'] {
  const field = fields[TAGS];
  return isSet(field) ? field.value : {};
}

/** The star, the furthest status, the most that was read, the first due day. */
function unitedValues(said: readonly Fields[]): Record<string, Json> {
  const values = <T extends Json>(name: string): T[] =>
    said
      .map((fields) => fieldValue<T | null>(fields, name, null))
      .filter((value) => value !== null);
  const greatest = (name: string): Json => values<number>(name).sort((a, b) => b - a)[0] ?? null;
  const statuses = values<string>('status').map((status) => STATUSES.indexOf(status));
  const status = STATUSES[Math.max(0, ...statuses)]!;
  return {
    ...(values('starred').includes(true) && { starred: true }),
    ...(statuses.length > 0 && { status }),
    ...(values('progress').length > 0 && { progress: greatest('progress') }),
    ...(values('lastReadAt').length > 0 && { lastReadAt: greatest('lastReadAt') }),
    ...(values('due').length > 0 && { due: values<string>('due').sort()[0]! }),
    ...(status === 'read' && { readAt: greatest('readAt') }),
    ...(status === 'to-read' && { listOrder: values<string>('listOrder').sort()[0] ?? null }),
  };
}
