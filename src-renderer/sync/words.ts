import type { SyncLoss, SyncSubject } from '../../src-shared/contract/index.ts';
import { formatLongDay, formatMoment } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';

const texts = t.syncWords;

/** Longer values are cut in the log; putting back brings the whole. */
const SHOWN_CHARACTERS = 300;

/** A field's name in words; a later version's fields by their own names. */
export function fieldWords(field: string, { collection, id }: SyncSubject): string {
  if (collection === 'settings' && field === 'value') return named(texts.settings, id);
  // Such as `seconds:<day>:<machine>`.
  return named(texts.fields, field.split(':', 1)[0] ?? field);
}

/** What a document is called in the log. */
export function subjectWords({ collection, title, id }: SyncSubject): string {
  const kind = named(texts.collections, collection);
  if (collection === 'settings') return kind;
  if (title === null)
    return collection === 'devices' ? `${kind}: ${id}` : `${kind}: ${texts.untitled}`;
  return collection === 'states' ? title : `${kind}: ${title}`;
}

type Value = SyncLoss['value'];
type Words = (value: Value, now: number) => string | null;

const SAYS: Readonly<Record<string, Words>> = {
  status: (value) => own(t.library.details.statuses, value),
  starred: (value) => either(value, texts.starred, texts.notStarred),
  colour: (value) => own(t.reader.colours, value),
  kind: (value) => own(t.reader.kinds, value),
  deleted: (value) => either(value, texts.deleted, texts.notDeleted),
  purged: (value) => either(value, texts.deleted, texts.notDeleted),
  position: (value) => {
    const page = isRecord(value) ? value.page : null;
    return typeof page === 'number' ? texts.page(page + 1) : null;
  },
  progress: (value) => (typeof value === 'number' ? texts.percent(Math.round(value * 100)) : null),
  readAt: moment,
  lastReadAt: moment,
  due: (value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? formatLongDay(value) : null,
};

/** A field's value in words. */
export function valueWords(field: string, value: Value, now: number): string {
  return SAYS[field]?.(value, now) ?? plainWords(value);
}

function plainWords(value: Value): string {
  if (value === null || value === '') return texts.none;
  if (typeof value === 'boolean') return value ? texts.on : texts.off;
  if (Array.isArray(value)) return texts.items(value.length);
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

function moment(value: Value, now: number): string | null {
  return typeof value === 'number' ? formatMoment(value, now) : null;
}

function either(value: Value, yes: string, no: string): string | null {
  // A deletion is told by its clock, so any value says yes.
  return value === null || value === false ? no : yes;
}

function own(names: Readonly<Record<string, string>>, value: Value): string | null {
  return typeof value === 'string' && Object.hasOwn(names, value) ? names[value]! : null;
}

function named(names: Readonly<Record<string, string>>, name: string): string {
  return own(names, name) ?? name;
}

function isRecord(value: Value): value is { [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A code in groups that are copied by hand without losing one's place; spaces in it do not count. */
export function inGroups(code: string): string {
  const [, prefix = '', rest = code] = /^([A-Z]+(?:-[A-Z]+)*-1)(.*)$/.exec(code) ?? [];
  return [prefix, ...(rest.match(/.{1,4}/g) ?? [])].join(' ').trim();
}
