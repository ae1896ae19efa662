import { randomUUID } from 'node:crypto';
import type {
  Counts,
  ListRequest,
  PaperRow,
  RowFilter,
  Scope,
  SortOrder,
  View,
  ViewRequest,
  WindowResult,
} from '../../../src-shared/contract/index.ts';
import type { SqliteConnection } from '../store/index.ts';
import { LazyKeys, type Stretch } from './lazy-keys.ts';

type Value = string | number | null;
/** Which papers a list has: a condition, and the index that has them in the order of the list. */
type Selection = {
  readonly sql: string;
  readonly values: readonly Value[];
  readonly index: string | null;
  /** The column of `shown` that has the lengths of this list's days. */
  readonly maintained?: 'papers' | 'unread';
};
/** Lists whose papers stand under their featured days. */
type DatedScope = Exclude<Scope, { kind: 'trending' }>;
type IndexRow = Omit<
  PaperRow,
  'starred' | 'hasNote' | 'pdfState' | 'tags' | 'progress' | 'due' | 'publishedAt'
> & {
  key: number;
  starred: number;
  hasNote: number;
  hasPdf: number;
};
type KeptView = { readonly build: number; readonly keys: LazyKeys };

/** Where the lists are read from: the file of the moment, and which build of it that is. */
export type ViewSource = { readonly connection: SqliteConnection; readonly build: number };

/** Views that are kept; windows beyond these open theirs again. */
const MAX_VIEWS = 24;

const ORDER: Record<SortOrder, string> = {
  upvotes: 'upvotes DESC, key',
  newest: 'published_at DESC, key',
  title: 'title COLLATE NOCASE, key',
};

const FILTERS: Record<RowFilter, string> = { unread: "status = 'new'", offline: 'has_pdf = 1' };

/** Papers never featured are one long stretch: no order of it may need sorting. */
const UNDATED_INDEX: Record<SortOrder, string> = {
  upvotes: 'papers_by_day',
  newest: 'papers_undated_newest',
  title: 'papers_undated_title',
};

/** Lists over the read model: their days' lengths kept here, keys and rows read by window. */
export class Views {
  readonly #source: ViewSource;
  readonly #onFault: (error: unknown) => void;
  readonly #kept = new Map<string, KeptView>();

  /** `onFault` is told of what SQLite threw, before it is thrown on. */
  constructor(source: ViewSource, onFault: (error: unknown) => void = () => {}) {
    this.#source = source;
    this.#onFault = onFault;
  }

  /** Makes the ordered list and keeps it under a new id. */
  open(request: ViewRequest, revision: number): View {
    const keys = this.#keys(request);
    const viewId = randomUUID();
    this.#kept.set(viewId, { build: this.#source.build, keys });
    if (this.#kept.size > MAX_VIEWS) this.#kept.delete(this.#kept.keys().next().value ?? '');
    return {
      viewId,
      revision,
      total: keys.total,
      groups: [...keys.groups],
      problems: [],
      corrected: [],
    };
  }

  /** Rows `offset` to `offset + limit` of a view, with what `stateOf` says of each PDF. */
  rows(
    request: { viewId: string; offset: number; limit: number },
    revision: number,
    stateOf: (paperId: string, stored: boolean) => PaperRow['pdfState'],
  ): WindowResult {
    const view = this.#kept.get(request.viewId);
    if (view?.build !== this.#source.build) return { ok: false, reason: 'view-gone' };
    this.#kept.delete(request.viewId);
    this.#kept.set(request.viewId, view);
    const keys = view.keys.slice(request.offset, request.limit);
    if (keys === undefined) return { ok: false, reason: 'view-gone' };
    const rows = this.#rowsOf(keys).map((row) => ({ ...toPaperRow(row, stateOf), hit: null }));
    return { ok: true, revision, rows };
  }

  /** The ids of the papers that the command line's `list` asks for. */
  list(request: ListRequest): string[] {
    const scope: DatedScope = request.date ? { kind: 'day', day: request.date } : { kind: 'all' };
    const status = request.status ? this.#scope({ kind: 'status', status: request.status }) : null;
    const where = this.#scope(scope);
    const index = where.index && status ? status.index : where.index;
    const sql = `SELECT id FROM papers ${indexedBy(index)}
      WHERE ${status ? `${where.sql} AND ${status.sql}` : where.sql}
      ORDER BY featured_on DESC, ${ORDER[request.sort]} LIMIT ? OFFSET ?`;
    const page = [request.limit, request.offset];
    return this.#all<{ id: string }>(sql, ...where.values, ...page).map(({ id }) => id);
  }

  /** The sidebar's numbers, read from the maintained ones. */
  counts(revision: number): Counts {
    const rows = this.#all<{ name: string; value: number }>('SELECT name, value FROM counts');
    const value = new Map(rows.map((row) => [row.name, row.value]));
    const of = (name: string): number => Math.max(0, value.get(name) ?? 0);
    const latestDay = this.latestDay();
    return {
      revision,
      latestDay,
      latest: this.#papersSince(latestDay, 0),
      week: this.#papersSince(latestDay, 6),
      trending: this.#trending(['known = 1']),
      unlisted: this.#undated(),
      all: of('all'),
      starred: of('starred'),
      reading: of('reading'),
      unread: of('unread'),
      highlights: of('highlights'),
      notes: of('notes'),
      pdfsStored: of('pdfs'),
      readingList: 0,
      trash: of('trash'),
    };
  }

  /** The newest featured day known here, `YYYY-MM-DD`. */
  latestDay(): string | null {
    return this.#get<{ day: string | null }>('SELECT max(day) AS day FROM days')?.day ?? null;
  }

  /** The days on which a paper was featured, oldest first. */
  featuredDays(paperId: string): string[] {
    const sql = 'SELECT day FROM featured WHERE paper = ? ORDER BY day';
    return this.#all<{ day: string }>(sql, paperId).map(({ day }) => day);
  }

  #all<Row>(sql: string, ...values: Value[]): Row[] {
    return this.#ask((index) => index.all<Row>(sql, ...values));
  }

  #get<Row>(sql: string, ...values: Value[]): Row | undefined {
    return this.#ask((index) => index.get<Row>(sql, ...values));
  }

  #ask<T>(query: (index: SqliteConnection) => T): T {
    try {
      return query(this.#source.connection);
    } catch (error) {
      this.#onFault(error);
      throw error;
    }
  }

  #papersSince(latestDay: string | null, days: number): number {
    if (latestDay === null) return 0;
    const sql = 'SELECT sum(papers) AS n FROM shown WHERE day >= ?';
    return this.#get<{ n: number | null }>(sql, daysBefore(latestDay, days))?.n ?? 0;
  }

  /** How many papers that trend now meet the conditions; CROSS JOIN lest SQLite begins with all papers. */
  #trending(conditions: readonly string[]): number {
    const sql = `SELECT count(*) AS n FROM trending CROSS JOIN papers ON id = paper
      WHERE ${conditions.join(' AND ')}`;
    return this.#get<{ n: number }>(sql)?.n ?? 0;
  }

  #undated(): number {
    return this.#get<{ papers: number }>(`SELECT papers FROM shown WHERE day = ''`)?.papers ?? 0;
  }

  /** What trends has an order of its own and no days. */
  #trendingKeys(filters: readonly RowFilter[]): LazyKeys {
    const conditions = ['known = 1', ...filters.map((filter) => FILTERS[filter])];
    const count = this.#trending(conditions);
    const text = `SELECT key FROM trending CROSS JOIN papers ON id = paper
      WHERE ${conditions.join(' AND ')} ORDER BY position, key LIMIT ? OFFSET ?`;
    return new LazyKeys(count > 0 ? [{ day: null, count }] : [], (_day, limit, offset) =>
      this.#all<{ key: number }>(text, limit, offset).map(({ key }) => key),
    );
  }

  #keys({ scope, sort, filters }: ViewRequest): LazyKeys {
    if (scope.kind === 'trending') return this.#trendingKeys(filters);
    const selection = filters.reduce(narrowed, this.#scope(scope));
    const byDay = scope.kind !== 'day';
    const isLong = selection.maintained !== undefined || scope.kind === 'unlisted';
    const isUndated = (day: string | null): boolean => day === null && isLong;
    const stretches = byDay ? this.#stretches(selection) : this.#oneDay(selection, scope.day);
    return new LazyKeys(stretches, (day, limit, offset) => {
      const { sql, values } = byDay ? onDay(selection, day) : selection;
      const index = isUndated(day) ? UNDATED_INDEX[sort] : selection.index;
      const text = `SELECT key FROM papers ${indexedBy(index)} WHERE ${sql}
        ORDER BY ${ORDER[sort]} LIMIT ? OFFSET ?`;
      return this.#all<{ key: number }>(text, ...values, limit, offset).map(({ key }) => key);
    });
  }

  #stretches({ sql, values, index, maintained }: Selection): Stretch[] {
    if (maintained) {
      return this.#all<Stretch>(`SELECT nullif(day, '') AS day, ${maintained} AS count
        FROM shown WHERE ${maintained} > 0 ORDER BY shown.day DESC`);
    }
    const text = `SELECT featured_on AS day, count(*) AS count FROM papers ${indexedBy(index)}
      WHERE ${sql} GROUP BY featured_on ORDER BY featured_on DESC`;
    return this.#all<Stretch>(text, ...values);
  }

  #oneDay({ sql, values }: Selection, day: string): Stretch[] {
    const text = `SELECT ? AS day, count(*) AS count FROM papers WHERE ${sql}`;
    return this.#all<Stretch>(text, day, ...values).filter(({ count }) => count > 0);
  }

  #scope(scope: DatedScope): Selection {
    const known = (index: string | null, sql: string, ...values: Value[]): Selection => ({
      sql: `known = 1 AND ${sql}`,
      values,
      index,
    });
    switch (scope.kind) {
      case 'latest':
        return known('papers_by_day', 'featured_on = ?', this.latestDay());
      case 'week':
        return known(
          'papers_by_day',
          'featured_on >= ?',
          daysBefore(this.latestDay() ?? '9999-12-31', 6),
        );
      case 'day':
        return known(null, 'id IN (SELECT paper FROM featured WHERE day = ?)', scope.day);
      case 'all':
        return { ...known('papers_by_day', '1'), maintained: 'papers' };
      case 'unlisted':
        return known('papers_by_day', 'featured_on IS NULL');
      case 'status':
        if (scope.status === 'new') return narrowed(this.#scope({ kind: 'all' }), 'unread');
        // Written out: of a parameter SQLite cannot tell that the partial index has it.
        return known('papers_by_status', `status = '${scope.status}' AND status <> 'new'`);
      case 'starred':
        return known('papers_starred', 'starred = 1');
      case 'highlights':
        return known('papers_marked', 'highlights > 0');
      case 'notes':
        return known('papers_noted', 'has_note = 1');
    }
  }

  #rowsOf(keys: readonly number[]): IndexRow[] {
    const sql = `SELECT key, id, title, author_count AS authorCount, first_author AS firstAuthor,
      organization, upvotes, comments, status, starred, highlights, has_note AS hasNote,
      has_pdf AS hasPdf FROM papers WHERE key IN (SELECT value FROM json_each(?))`;
    const found = this.#all<IndexRow>(sql, JSON.stringify(keys));
    const byKey = new Map(found.map((row) => [row.key, row]));
    return keys.map((key) => byKey.get(key)).filter((row) => row !== undefined);
  }
}

function toPaperRow(
  { key: _key, starred, hasNote, hasPdf, ...row }: IndexRow,
  stateOf: (paperId: string, stored: boolean) => PaperRow['pdfState'],
): PaperRow {
  return {
    ...row,
    starred: starred === 1,
    hasNote: hasNote === 1,
    tags: [],
    progress: null,
    due: null,
    publishedAt: null,
    pdfState: stateOf(row.id, hasPdf === 1),
  };
}

/** A list with a filter more. */
function narrowed(selection: Selection, filter: RowFilter): Selection {
  const { sql, values, index, maintained } = selection;
  const both = { sql: `${sql} AND ${FILTERS[filter]}`, values };
  if (filter === 'unread') return { ...both, index, ...(maintained && { maintained: 'unread' }) };
  // PDFs are few beside papers, unless the list is a shorter one already.
  return { ...both, index: maintained ? 'papers_offline' : index };
}

function onDay({ sql, values }: Selection, day: string | null): Pick<Selection, 'sql' | 'values'> {
  if (day === null) return { sql: `${sql} AND featured_on IS NULL`, values };
  return { sql: `${sql} AND featured_on = ?`, values: [...values, day] };
}

function indexedBy(index: string | null): string {
  return index === null ? '' : `INDEXED BY ${index}`;
}

function daysBefore(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
}
