import type { RowFilter, Scope, SortOrder } from '../../../src-shared/contract/index.ts';

export type Value = string | number | null;

/** A condition over `papers`, and the values of its parameters in order. */
export type Selection = { readonly sql: string; readonly values: readonly Value[] };

const FILTERS: Record<RowFilter, string> = {
  unread: "status = 'new'",
  offline: 'has_pdf = 1',
  starred: 'starred = 1',
  highlights: 'highlights > 0',
  notes: 'has_note = 1',
};

/** Collections in a collection, itself among them; the parameter is its id. */
const INSIDE = `WITH RECURSIVE inside(id) AS (
    SELECT id FROM collections WHERE id = ? AND present = 1
    UNION SELECT collections.id FROM collections JOIN inside ON within = inside.id WHERE present = 1
  ) SELECT id FROM inside`;

/** Which rows of `papers` a list has; nothing but the read model is asked for. */
export function selectionOf(request: {
  readonly scope: Scope;
  readonly filters: readonly RowFilter[];
}): Selection {
  const { sql, values } = scopeOf(request.scope);
  const filters = request.filters.map((filter) => FILTERS[filter]);
  return { sql: ['known = 1', sql, ...filters].join(' AND '), values };
}

function scopeOf(scope: Scope): Selection {
  const where = (sql: string, ...values: Value[]): Selection => ({ sql, values });
  switch (scope.kind) {
    case 'latest':
      return where('featured_on = (SELECT max(day) FROM days)');
    case 'week':
      return where("featured_on >= (SELECT date(max(day), '-6 days') FROM days)");
    case 'day':
      return where(
        `key IN (SELECT papers.key FROM featured CROSS JOIN papers
          ON papers.id = coalesce(paper, named) WHERE day = ?)`,
        scope.day,
      );
    case 'trending':
      return where(
        'key IN (SELECT papers.key FROM trending CROSS JOIN papers ON papers.id = paper)',
      );
    case 'unlisted':
      return where('featured_on IS NULL');
    case 'all':
      return where('1');
    case 'status':
      // Written out: of a parameter SQLite cannot tell that the partial index has it.
      return where(
        `status = '${scope.status}'${scope.status === 'new' ? '' : " AND status <> 'new'"}`,
      );
    case 'starred':
    case 'highlights':
    case 'notes':
      return where(FILTERS[scope.kind]);
    case 'reading-list':
      return where("status = 'to-read' AND status <> 'new'");
    case 'collection':
      return scope.nested
        ? where(`key IN (SELECT paper FROM members WHERE collection IN (${INSIDE}))`, scope.id)
        : where(
            `key IN (SELECT paper FROM members WHERE collection IN
              (SELECT id FROM collections WHERE id = ? AND present = 1))`,
            scope.id,
          );
    case 'tag':
      return where(
        `key IN (SELECT papers.key FROM tags CROSS JOIN papers ON papers.id = paper
          WHERE tag = ?)`,
        scope.tag,
      );
  }
}

/** The first column that a list is ordered by, before the id, and whether it falls. */
export type OrderTerm = { readonly column: string; readonly falls: boolean };

const BY_UPVOTES: OrderTerm = { column: 'upvotes', falls: true };

const TERMS: Record<SortOrder, OrderTerm> = {
  upvotes: BY_UPVOTES,
  newest: { column: 'published_at', falls: true },
  title: { column: 'title_key', falls: false },
  added: { column: 'added_at', falls: true },
  'last-read': { column: 'last_read_at', falls: true },
  // What has neither a query nor an order by hand has that of its upvotes.
  relevance: BY_UPVOTES,
  manual: BY_UPVOTES,
};

const NEVER_GROUPED: readonly SortOrder[] = ['added', 'last-read', 'relevance', 'manual'];

/** What orders a list: see `OrderTerm`; equal ones stand by id. */
export function termOf(sort: SortOrder): OrderTerm {
  return TERMS[sort];
}

/** As SQL. */
export function orderBy({ column, falls }: OrderTerm): string {
  return `${column} ${falls ? 'DESC' : 'ASC'}, id`;
}

/** Whether the rows of a list stand under their featured days. */
export function isGrouped({ scope, sort, grouped }: Ordered): boolean {
  return grouped && scope.kind !== 'trending' && !NEVER_GROUPED.includes(sort);
}

type Ordered = { readonly scope: Scope; readonly sort: SortOrder; readonly grouped: boolean };

/** What was never opened stands behind what was, as by upvotes. */
const LAST_READ = `last_read_at DESC, iif(last_read_at IS NULL, upvotes, NULL) DESC, id`;

/** What a list is ordered by, as SQL over `papers` with its parameters; without its days. */
export function orderOf({ scope, sort }: Omit<Ordered, 'grouped'>): Selection {
  const byHand = scope.kind === 'trending' || sort === 'manual';
  if (sort === 'last-read' && !byHand) return { sql: LAST_READ, values: [] };
  return (byHand && handOrder(scope)) || { sql: orderBy(TERMS[sort]), values: [] };
}

function handOrder(scope: Scope): Selection | undefined {
  switch (scope.kind) {
    case 'trending':
      return placed('SELECT min(position) FROM trending WHERE trending.paper = papers.id');
    case 'reading-list':
      return { sql: 'list_order IS NULL, list_order, added_at, id', values: [] };
    case 'collection':
      return placed(
        'SELECT position FROM members WHERE collection = ? AND members.paper = papers.key',
        scope.id,
      );
    default:
      return undefined;
  }
}

/** What was given no place stands at the end. */
function placed(place: string, ...values: Value[]): Selection {
  return { sql: `(${place}) IS NULL, (${place}), added_at, id`, values: [...values, ...values] };
}
