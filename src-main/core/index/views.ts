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

type Value = string | number | null;
type Clause = { readonly sql: string; readonly values: readonly Value[] };
type IndexRow = Omit<PaperRow, 'starred' | 'hasNote' | 'pdfState'> & {
  key: number;
  starred: number;
  hasNote: number;
  hasPdf: number;
};
/** The papers of one featured day, in order; `keys` with commas between them. */
type Stretch = { readonly day: string | null; readonly count: number; readonly keys: string };
type KeptView = { readonly build: number; readonly keys: readonly number[] };

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

/** Lists over the read model: ordered ids kept here, rows by window. */
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
    const stretches = this.#select(request);
    const viewId = randomUUID();
    const { build } = this.#source;
    const keys = stretches.flatMap((stretch) => stretch.keys.split(',').map(Number));
    this.#kept.set(viewId, { build, keys });
    if (this.#kept.size > MAX_VIEWS) this.#kept.delete(this.#kept.keys().next().value ?? '');
    return { viewId, revision, total: keys.length, groups: groupsOf(stretches) };
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
    const keys = view.keys.slice(request.offset, request.offset + request.limit);
    const rows = this.#rowsOf(keys).map((row) => toPaperRow(row, stateOf));
    return { ok: true, revision, rows };
  }

  /** The ids of the papers that the command line's `list` asks for. */
  list(request: ListRequest): string[] {
    const scope: Scope = request.date ? { kind: 'day', day: request.date } : { kind: 'all' };
    const filters: string[] = [];
    const values: Value[] = [];
    if (request.status) {
      filters.push('status = ?');
      values.push(request.status);
    }
    const where = this.#scope(scope);
    const sql = `SELECT id FROM papers WHERE ${[where.sql, ...filters].join(' AND ')}
      ORDER BY featured_on DESC, ${ORDER[request.sort]} LIMIT ? OFFSET ?`;
    const page = [request.limit, request.offset];
    return this.#all<{ id: string }>(sql, ...where.values, ...values, ...page).map(({ id }) => id);
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
      all: of('all'),
      starred: of('starred'),
      reading: of('reading'),
      unread: of('unread'),
      highlights: of('highlights'),
      notes: of('notes'),
      pdfsStored: of('pdfs'),
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
    const sql = `SELECT count(*) AS n FROM papers WHERE known = 1 AND featured_on >= ?`;
    return this.#get<{ n: number }>(sql, daysBefore(latestDay, days))?.n ?? 0;
  }

  /** SQLite joins the keys of a day: a row for each of 100,000 papers takes three times as long. */
  #select({ scope, sort, filters }: ViewRequest): Stretch[] {
    const where = this.#scope(scope);
    const conditions = [where.sql, ...filters.map((filter) => FILTERS[filter])].join(' AND ');
    const day = scope.kind === 'day' ? '?' : 'featured_on';
    const sql = `SELECT ${day} AS day, count(*) AS count,
        group_concat(key, ',' ORDER BY ${ORDER[sort]}) AS keys
      FROM papers WHERE ${conditions} GROUP BY 1 ORDER BY 1 DESC`;
    const shown = scope.kind === 'day' ? [scope.day] : [];
    return this.#all<Stretch>(sql, ...shown, ...where.values);
  }

  #scope(scope: Scope): Clause {
    const known = (sql: string, ...values: Value[]): Clause => ({
      sql: `known = 1 AND ${sql}`,
      values,
    });
    switch (scope.kind) {
      case 'latest':
        return known('featured_on = ?', this.latestDay());
      case 'week':
        return known('featured_on >= ?', daysBefore(this.latestDay() ?? '9999-12-31', 6));
      case 'day':
        return known('id IN (SELECT paper FROM featured WHERE day = ?)', scope.day);
      case 'all':
        return known('1');
      case 'status':
        return known('status = ?', scope.status);
      case 'starred':
        return known('starred = 1');
      case 'highlights':
        return known('highlights > 0');
      case 'notes':
        return known('has_note = 1');
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
    pdfState: stateOf(row.id, hasPdf === 1),
  };
}

function groupsOf(stretches: readonly Stretch[]): View['groups'] {
  let start = 0;
  return stretches.map(({ day, count }) => {
    const group = { day, start, count };
    start += count;
    return group;
  });
}

function daysBefore(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
}
