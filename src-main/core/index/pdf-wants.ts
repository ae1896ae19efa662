import type { SqliteConnection } from '../store/index.ts';

/** Which papers' PDFs should be here by themselves (FILE-1). */
export type PdfRules = {
  readonly starred: boolean;
  /** Days, counted back from the newest known one, whose papers are wanted; null for none. */
  readonly days: number | null;
};

const PAGE = 500;
const MISSING = 'known = 1 AND has_pdf = 0';

/** What the policies and the quota of PDFs ask of the read model. */
export class PdfWants {
  readonly #source: { readonly connection: SqliteConnection };

  constructor(source: { readonly connection: SqliteConnection }) {
    this.#source = source;
  }

  /** Papers without a PDF that the rules want, page by page: starred ones, then the newest days. */
  *missing(rules: PdfRules): Generator<readonly string[]> {
    if (rules.starred) yield* this.#pages('starred = 1');
    const since = this.#firstDay(rules);
    if (since !== null) yield* this.#pages('featured_on >= ?', since);
  }

  /** Those of the papers that the rules want and that have no PDF. */
  missingOf(rules: PdfRules, paperIds: readonly string[]): string[] {
    return this.#ids(
      `SELECT id FROM papers WHERE id IN (SELECT value FROM json_each(?)) AND ${MISSING}
        AND (starred AND ? OR featured_on >= ?)`,
      ...[JSON.stringify(paperIds), rules.starred ? 1 : 0, this.#firstDay(rules)],
    );
  }

  /** Those of the papers that are shown and have no PDF. */
  missingAmong(paperIds: readonly string[]): string[] {
    const sql = `SELECT id FROM papers WHERE id IN (SELECT value FROM json_each(?)) AND ${MISSING}`;
    return this.#ids(sql, JSON.stringify(paperIds));
  }

  /** Ids of stored files whose papers the rules want; CROSS JOIN lest SQLite begins with all papers. */
  wantedFiles(rules: PdfRules): Set<string> {
    const sql = `SELECT files.id FROM files CROSS JOIN papers ON papers.id = files.paper
      WHERE known = 1 AND (starred AND ? OR featured_on >= ?)`;
    return new Set(this.#ids(sql, rules.starred ? 1 : 0, this.#firstDay(rules)));
  }

  /** Ids of stored files whose papers bear marks, those in the trash included. */
  annotatedFiles(): Set<string> {
    const sql = `SELECT files.id FROM files CROSS JOIN papers ON papers.id = files.paper
      WHERE highlights > 0 OR paper IN (SELECT paper FROM trash WHERE kind = 'annotation')`;
    return new Set(this.#ids(sql));
  }

  /** Ids of stored files of these papers, which are named by their present ids. */
  filesOf(paperIds: readonly string[]): Set<string> {
    const sql = 'SELECT id FROM files WHERE paper IN (SELECT value FROM json_each(?))';
    return new Set(this.#ids(sql, JSON.stringify(paperIds)));
  }

  /** Titles by paper. */
  titles(paperIds: readonly string[]): Map<string, string> {
    const sql = 'SELECT id, title FROM papers WHERE id IN (SELECT value FROM json_each(?))';
    const rows = this.#source.connection.all<{ id: string; title: string }>(
      sql,
      JSON.stringify(paperIds),
    );
    return new Map(rows.map(({ id, title }) => [id, title]));
  }

  *#pages(condition: string, ...values: string[]): Generator<readonly string[]> {
    const sql = `SELECT id FROM papers WHERE ${condition} AND ${MISSING}
      ORDER BY featured_on DESC, upvotes DESC, key LIMIT ${PAGE} OFFSET ?`;
    for (let offset = 0; ; offset += PAGE) {
      const page = this.#ids(sql, ...values, offset);
      if (page.length > 0) yield page;
      if (page.length < PAGE) return;
    }
  }

  /** The first of the wanted days; null, than which nothing is later, where none is. */
  #firstDay({ days }: PdfRules): string | null {
    if (days === null) return null;
    const sql = `SELECT date(max(day), ?) AS day FROM days WHERE papers > 0`;
    const row = this.#source.connection.get<{ day: string | null }>(sql, `-${days - 1} days`);
    return row?.day ?? null;
  }

  #ids(sql: string, ...values: (string | number | null)[]): string[] {
    return this.#source.connection.all<{ id: string }>(sql, ...values).map(({ id }) => id);
  }
}
