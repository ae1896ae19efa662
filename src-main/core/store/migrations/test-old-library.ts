import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Where every document of a library lies, by `<collection>/<id>`. */
export type Contents = Record<string, Record<string, unknown>>;

/** Makes the library that the version with this format wrote, as `library.sqlite` in a folder. */
export function makeOldLibrary(folder: string, format: 1): void {
  const db = new DatabaseSync(join(folder, 'library.sqlite'));
  db.exec(readFileSync(join(import.meta.dirname, 'test-data', `library-${format}.sql`), 'utf8'));
  db.close();
}

/** Adds to a library of format 1 so many more stored PDFs, of which each tenth was taken out again. */
export function addOldFiles(folder: string, count: number): void {
  const db = new DatabaseSync(join(folder, 'library.sqlite'));
  const insert =
    db.prepare(`INSERT INTO "rx.library.files.v0"(id, rev, deleted, lwt, "x5.paperId", data)
    VALUES (?, ?, ?, ?, ?, ?)`);
  db.exec('BEGIN');
  for (let number = 0; number < count; number += 1) {
    const sha256 = number.toString(16).padStart(64, '0');
    const paperId = `arxiv:2501.${String(number).padStart(5, '0')}`;
    const id = `${paperId}|${sha256}`;
    const file = { id, paperId, sha256, bytes: number, pages: 1, version: null, storedAt: number };
    const _deleted = number % 10 === 0;
    const meta = {
      _deleted,
      _rev: '1-old',
      _meta: { lwt: 1_700_000_000_000.01 },
      _attachments: {},
    };
    const url = number % 3 === 0 ? '' : `https://export.arxiv.org/pdf/${number}`;
    const data = JSON.stringify({ ...file, url, ...meta });
    insert.run(id, meta._rev, _deleted ? 1 : 0, meta._meta.lwt, paperId, data);
  }
  db.exec('COMMIT');
  db.close();
}

/** Every document in a library file, the deleted ones among them, read without RxDB. */
export function rawContents(folder: string): Contents {
  const db = new DatabaseSync(join(folder, 'library.sqlite'));
  const contents: Contents = {};
  const tables = db.prepare(
    `SELECT name, collection FROM rx_tables WHERE removed = 0 AND collection NOT LIKE '\\_%' ESCAPE '\\'`,
  );
  for (const { name, collection } of tables.all()) {
    for (const row of db.prepare(`SELECT data FROM "${name}"`).all()) {
      const document = JSON.parse(String(row.data));
      contents[`${collection}/${document.id}`] = document;
    }
  }
  db.close();
  return contents;
}
