import type { NameTerm, Query } from '../../../../src-shared/query/index.ts';
import { type Ask, findCollection, selectionOf } from '../../index/index.ts';

/** A condition over `papers` of the read model, with its parameters. */
export type Condition = { readonly sql: string; readonly values: readonly (string | number)[] };

const condition = (sql: string, ...values: (string | number)[]): Condition => ({ sql, values });

const IS: Readonly<Record<Extract<Query, { kind: 'is' }>['value'], string>> = {
  unread: "status = 'new'",
  read: "status = 'read'",
  reading: "status = 'reading'",
  'to-read': "status = 'to-read'",
  skipped: "status = 'skipped'",
  starred: 'starred = 1',
  offline: 'has_pdf = 1',
  annotated: '(highlights > 0 OR has_note = 1)',
};

const HAS: Readonly<Record<Extract<Query, { kind: 'has' }>['value'], string>> = {
  note: 'has_note = 1',
  highlight: 'highlights > 0',
  pdf: 'has_pdf = 1',
  code: 'id IN (SELECT paper FROM coded)',
  tag: 'id IN (SELECT paper FROM tags)',
  due: 'due IS NOT NULL',
};

/** Days that a word for them goes back, today included. */
const RECENT = { today: [0, 0], yesterday: [1, 1], week: [6, 0], month: [30, 0] } as const;

/** What the read model knows by itself; null for words and for what is put together from parts. */
export function conditionOf(term: Query, ask: Ask, now: number): Condition | null {
  switch (term.kind) {
    case 'is':
      return condition(IS[term.value]);
    case 'has':
      return condition(HAS[term.value]);
    case 'range':
      return term.field === 'year' ? years(term) : between('upvotes', term.from, term.to);
    case 'date':
      return days(term.from, term.to);
    case 'recent': {
      const [from, to] = RECENT[term.value];
      return days(dayBefore(now, from), dayBefore(now, to));
    }
    case 'name':
      return term.field === 'tag' ? tagged(term) : collected(term, ask);
    default:
      return null;
  }
}

function years({ from, to }: { readonly from: number | null; readonly to: number | null }) {
  const text = (year: number): string => String(year).padStart(4, '0');
  const first = from === null ? null : text(from);
  return between('published_at', first, to === null ? null : `${text(to)}-12-31`);
}

function between<Value extends string | number>(
  column: string,
  from: Value | null,
  to: Value | null,
): Condition {
  const parts = [`${column} IS NOT NULL`];
  const values: Value[] = [];
  if (from !== null) values.push(from);
  if (from !== null) parts.push(`${column} >= ?`);
  if (to !== null) values.push(to);
  if (to !== null) parts.push(`${column} <= ?`);
  return { sql: `(${parts.join(' AND ')})`, values };
}

/** Published or featured on one of the days. */
function days(from: string | null, to: string | null): Condition {
  const published = between('published_at', from, to);
  const featured = between('day', from, to);
  return {
    sql: `(${published.sql} OR id IN (SELECT coalesce(paper, named) FROM featured
      WHERE ${featured.sql}))`,
    values: [...published.values, ...featured.values],
  };
}

function dayBefore(now: number, count: number): string {
  return new Date(now - count * 86_400_000).toISOString().slice(0, 10);
}

function tagged({ text, prefix }: NameTerm): Condition {
  const sql = 'id IN (SELECT paper FROM tags WHERE tag LIKE ? ESCAPE char(92))';
  return condition(sql, likeOf(text, prefix !== 'no'));
}

function likeOf(text: string, isPrefix: boolean): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`) + (isPrefix ? '%' : '');
}

/** In a collection, or in one of those inside it; while its name is typed, in any that begins so. */
function collected({ text, prefix }: NameTerm, ask: Ask): Condition {
  const exact = findCollection(ask, text);
  const begun = (): string[] =>
    ask
      .all<{ id: string }>(
        'SELECT id FROM collections WHERE present = 1 AND name LIKE ? ESCAPE char(92)',
        likeOf(text, true),
      )
      .map(({ id }) => id);
  const ids = exact === undefined ? (prefix === 'no' ? [] : begun()) : [exact];
  const parts = ids.map((id) =>
    selectionOf({ scope: { kind: 'collection', id, nested: true }, filters: [] }),
  );
  if (parts.length === 0) return condition('0');
  const sql = parts.map((part) => `(${part.sql})`).join(' OR ');
  return { sql: `(${sql})`, values: parts.flatMap(({ values }) => values as string[]) };
}
