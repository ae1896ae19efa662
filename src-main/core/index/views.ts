import { randomUUID } from 'node:crypto';
import type {
  Counts,
  ListRequest,
  SearchHit,
  TagCounts,
  View,
  ViewRequest,
  WindowResult,
} from '../../../src-shared/contract/index.ts';
import type { SqliteConnection } from '../store/index.ts';
import { askedKeys } from './asked-list.ts';
import { FixedKeys, type Group, type ListKeys } from './keys.ts';
import { type Ask, listKeys } from './list-keys.ts';
import type { Value } from './selection.ts';
import { type PdfStateOf, rowsOf } from './view-rows.ts';

/** `context` is what whoever found the list needs to tell where the query was met. */
type KeptView = { readonly build: number; readonly keys: ListKeys; readonly context: unknown };

/** Where the lists are read from: the file of the moment, and which build of it that is. */
export type ViewSource = { readonly connection: SqliteConnection; readonly build: number };

/** A list that a search has ordered; `build` is that of the read model whose keys these are. */
export type FixedList = {
  readonly keys: Uint32Array;
  /** The days of it, where rows stand under theirs. */
  readonly groups?: readonly Group[];
  readonly build: number;
  readonly problems?: View['problems'];
  readonly corrected?: View['corrected'];
  readonly context?: unknown;
};

/** Rows of a view that are asked for. */
export type Window = { readonly viewId: string; readonly offset: number; readonly limit: number };

type Gone = { readonly ok: false; readonly reason: 'view-gone' };
const GONE: Gone = { ok: false, reason: 'view-gone' };

/** Views that are kept; windows beyond these open theirs again. */
const MAX_VIEWS = 24;
const NO_HITS: ReadonlyMap<number, SearchHit> = new Map();

/** Lists over the read model: their days' lengths kept here, keys and rows read by window. */
export class Views {
  readonly #source: ViewSource;
  readonly #onFault: (error: unknown) => void;
  readonly #kept = new Map<string, KeptView>();
  readonly #asking: Ask;

  /** `onFault` is told of what SQLite threw, before it is thrown on. */
  constructor(source: ViewSource, onFault: (error: unknown) => void = () => {}) {
    this.#source = source;
    this.#onFault = onFault;
    this.#asking = {
      all: <Row>(sql: string, ...values: Value[]) => this.#all<Row>(sql, ...values),
      get: <Row>(sql: string, ...values: Value[]) => this.#get<Row>(sql, ...values),
    };
  }

  /** Makes the ordered list, whatever its query, and keeps it under a new id. */
  open(request: Omit<ViewRequest, 'query'>, revision: number): View {
    const keys = listKeys(this.#asking, request);
    return this.#keep({ build: this.#source.build, keys, context: null }, revision, [], []);
  }

  /** Keeps a list that a search has ordered. */
  openFixed(list: FixedList, revision: number): View {
    const { build, context = null, problems = [], corrected = [] } = list;
    const keys = new FixedKeys(list.keys, list.groups);
    return this.#keep({ build, keys, context }, revision, problems, corrected);
  }

  /** Keys of the rows of a window, and the context of its view; undefined where that is gone. */
  window({ viewId, offset, limit }: Window): { keys: number[]; context: unknown } | undefined {
    const view = this.#view(viewId);
    const keys = view?.keys.slice(offset, limit);
    return view && keys && { keys, context: view.context };
  }

  /** Rows of a window, with what `stateOf` says of each PDF; `hits` by the keys of rows. */
  rows(
    request: Window,
    revision: number,
    stateOf: PdfStateOf,
    hits: ReadonlyMap<number, SearchHit> = NO_HITS,
  ): WindowResult {
    const keys = this.window(request)?.keys;
    if (keys === undefined) return GONE;
    const found = rowsOf(this.#asking, keys, stateOf);
    const rows = found.map(({ key, row }) => ({ ...row, hit: hits.get(key) ?? null }));
    return { ok: true, revision, rows };
  }

  /** Where a paper stands in a view. */
  locate(viewId: string, paperId: string): { ok: true; row: number | null } | Gone {
    const view = this.#view(viewId);
    if (!view) return GONE;
    const key = this.#get<{ key: number }>('SELECT key FROM papers WHERE id = ?', paperId)?.key;
    return { ok: true, row: key === undefined ? null : view.keys.locate(key) };
  }

  /** Ids of the papers in a window. */
  ids(request: Window): { ok: true; ids: string[] } | Gone {
    const keys = this.window(request)?.keys;
    if (keys === undefined) return GONE;
    return { ok: true, ids: this.#idsOf(keys) };
  }

  /** The ids of the papers that the command line's `list` asks for. */
  list({ limit, offset, ...asked }: ListRequest): string[] {
    const list = askedKeys(this.#asking, asked);
    const keys = list ? list.slice(offset, limit) : [];
    if (keys === undefined) throw new Error('A list is not as long as the read model says.');
    return this.#idsOf(keys);
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
      trending: this.#trending(),
      unlisted: this.#undated(),
      all: of('all'),
      starred: of('starred'),
      reading: of('reading'),
      unread: of('unread'),
      highlights: of('highlights'),
      notes: of('notes'),
      freeNotes: this.#freeNotes(),
      pdfsStored: of('pdfs'),
      readingList: of('reading-list'),
      trash: of('trash'),
    };
  }

  /** Every tag that a paper of the library bears, and how many do. */
  tags(): TagCounts {
    const sql = 'SELECT tag, papers FROM tag_counts WHERE papers > 0 ORDER BY tag';
    return this.#all<TagCounts[number]>(sql);
  }

  /** The newest featured day known here, `YYYY-MM-DD`. */
  latestDay(): string | null {
    return this.#get<{ day: string | null }>('SELECT max(day) AS day FROM days')?.day ?? null;
  }

  /** The days on which a paper was featured, oldest first. */
  featuredDays(paperId: string): string[] {
    const sql = `SELECT day FROM featured WHERE paper = ?
      UNION SELECT day FROM featured WHERE named = ? AND paper IS NULL ORDER BY day`;
    return this.#all<{ day: string }>(sql, paperId, paperId).map(({ day }) => day);
  }

  /** Which build of the read model its keys are good for. */
  get build(): number {
    return this.#source.build;
  }

  /** Asks the read model, of whose faults the views' owner is told. */
  get ask(): Ask {
    return this.#asking;
  }

  #view(viewId: string): KeptView | undefined {
    const view = this.#kept.get(viewId);
    if (view?.build !== this.#source.build) return undefined;
    this.#kept.delete(viewId);
    this.#kept.set(viewId, view);
    return view;
  }

  #keep(
    view: KeptView,
    revision: number,
    problems: View['problems'],
    corrected: View['corrected'],
  ): View {
    const viewId = randomUUID();
    this.#kept.set(viewId, view);
    if (this.#kept.size > MAX_VIEWS) this.#kept.delete(this.#kept.keys().next().value ?? '');
    const { total, groups } = view.keys;
    return { viewId, revision, total, groups: [...groups], problems, corrected };
  }

  #idsOf(keys: readonly number[]): string[] {
    const sql = 'SELECT key, id FROM papers WHERE key IN (SELECT value FROM json_each(?))';
    const found = this.#all<{ key: number; id: string }>(sql, JSON.stringify(keys));
    const byKey = new Map(found.map(({ key, id }) => [key, id]));
    return keys.flatMap((key) => byKey.get(key) ?? []);
  }

  #all<Row>(sql: string, ...values: Value[]): Row[] {
    return this.#guarded((index) => index.all<Row>(sql, ...values));
  }

  #get<Row>(sql: string, ...values: Value[]): Row | undefined {
    return this.#guarded((index) => index.get<Row>(sql, ...values));
  }

  #guarded<T>(query: (index: SqliteConnection) => T): T {
    try {
      return query(this.#source.connection);
    } catch (error) {
      this.#onFault(error);
      throw error;
    }
  }

  #papersSince(latestDay: string | null, days: number): number {
    if (latestDay === null) return 0;
    const sql = `SELECT sum(papers) AS n FROM shown WHERE day >= date(?, ?)`;
    return this.#get<{ n: number | null }>(sql, latestDay, `-${days} days`)?.n ?? 0;
  }

  /** CROSS JOIN lest SQLite begins with all papers. */
  #trending(): number {
    const sql = `SELECT count(DISTINCT key) AS n FROM trending CROSS JOIN papers ON id = paper
      WHERE known = 1`;
    return this.#get<{ n: number }>(sql)?.n ?? 0;
  }

  #freeNotes(): number {
    const sql = 'SELECT count(*) AS n FROM notes WHERE paper IS NULL';
    return this.#get<{ n: number }>(sql)?.n ?? 0;
  }

  #undated(): number {
    return this.#get<{ papers: number }>(`SELECT papers FROM shown WHERE day = ''`)?.papers ?? 0;
  }
}
