/** Raised whenever the tables below change: an index of another version is thrown away and rebuilt. */
export const INDEX_VERSION = 7;

/**
 * The read model. A paper is `known`, and shown, when upstream or a file `described` it and it is
 * not `trashed`. `papers` has one row for each paper with every field that a list sorts, filters or
 * shows; `featured` its days; `trending` what trends now; `marks` and `files` what is counted into
 * it. Triggers keep `counts`, `days` (papers featured on a day) and `shown` (papers that lists have
 * under a day, each under its newest; '' for those never featured), so that no number in the sidebar
 * and no list's length is ever counted over the library (PERF-9). Each list has an index in its own order, so that a page of it is read and nothing is sorted;
 * the long ones have the status too, so that what is unread is skipped to without reading rows.
 * What is told of a paper under a former id (`aliases`) stands under its present one: `paper` is
 * always that; `states` and `notes` keep what must be told together from several documents.
 * `described`: 1 by the document of a former id, 2 by its own, which stands over the other.
 * `identity` is a number that papers of the same title share.
 */
export const INDEX_SCHEMA = `
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE feed(collection TEXT PRIMARY KEY, sequence INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE papers(
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  known INTEGER NOT NULL DEFAULT 0,
  described INTEGER NOT NULL DEFAULT 0,
  trashed INTEGER NOT NULL DEFAULT 0,
  title TEXT NOT NULL DEFAULT '',
  identity INTEGER,
  author_count INTEGER,
  first_author TEXT,
  organization TEXT,
  published_at TEXT,
  upvotes INTEGER,
  comments INTEGER,
  featured_on TEXT,
  status TEXT NOT NULL DEFAULT 'new',
  starred INTEGER NOT NULL DEFAULT 0,
  highlights INTEGER NOT NULL DEFAULT 0,
  has_note INTEGER NOT NULL DEFAULT 0,
  has_pdf INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX papers_by_day ON papers(featured_on DESC, upvotes DESC, key, status) WHERE known = 1;
CREATE INDEX papers_undated_newest ON papers(published_at DESC, key, status) WHERE known = 1 AND featured_on IS NULL;
CREATE INDEX papers_undated_title ON papers(title COLLATE NOCASE, key, status) WHERE known = 1 AND featured_on IS NULL;
CREATE INDEX papers_starred ON papers(featured_on DESC, upvotes DESC) WHERE starred = 1;
CREATE INDEX papers_by_status ON papers(status, featured_on DESC, upvotes DESC) WHERE status <> 'new';
CREATE INDEX papers_marked ON papers(featured_on DESC, upvotes DESC) WHERE highlights > 0;
CREATE INDEX papers_noted ON papers(featured_on DESC, upvotes DESC) WHERE has_note = 1;
CREATE INDEX papers_offline ON papers(featured_on DESC, upvotes DESC) WHERE has_pdf = 1;
CREATE INDEX papers_by_identity ON papers(identity) WHERE identity IS NOT NULL;

CREATE TABLE aliases(id TEXT PRIMARY KEY, target TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX aliases_by_target ON aliases(target);
CREATE TABLE states(id TEXT PRIMARY KEY, paper TEXT NOT NULL, fields TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX states_by_paper ON states(paper);
CREATE TABLE featured(day TEXT NOT NULL, paper TEXT NOT NULL, position INTEGER NOT NULL,
  PRIMARY KEY(day, paper)) WITHOUT ROWID;
CREATE INDEX featured_by_paper ON featured(paper, day);
CREATE TABLE trending(paper TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE days(day TEXT PRIMARY KEY, papers INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE shown(day TEXT PRIMARY KEY, papers INTEGER NOT NULL, unread INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE marks(id TEXT PRIMARY KEY, paper TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX marks_by_paper ON marks(paper);
CREATE TABLE notes(id TEXT PRIMARY KEY, paper TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX notes_by_paper ON notes(paper);
CREATE TABLE files(id TEXT PRIMARY KEY, paper TEXT NOT NULL, sha256 TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX files_by_paper ON files(paper);

CREATE TABLE trash(kind TEXT NOT NULL, id TEXT NOT NULL, paper TEXT, deleted_at INTEGER NOT NULL,
  PRIMARY KEY(kind, id)) WITHOUT ROWID;
CREATE INDEX trash_by_age ON trash(deleted_at);

CREATE TABLE counts(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO counts(name, value) VALUES
  ('all', 0), ('unread', 0), ('reading', 0), ('starred', 0), ('highlights', 0), ('notes', 0), ('pdfs', 0), ('trash', 0);

CREATE TRIGGER papers_changed AFTER UPDATE OF known, status, starred, highlights, has_note, has_pdf ON papers
WHEN old.known <> new.known OR old.status <> new.status OR old.starred <> new.starred
  OR old.highlights <> new.highlights OR old.has_note <> new.has_note OR old.has_pdf <> new.has_pdf
BEGIN
  UPDATE counts SET value = value + CASE name
    WHEN 'all' THEN new.known - old.known
    WHEN 'unread' THEN (new.known AND new.status = 'new') - (old.known AND old.status = 'new')
    WHEN 'reading' THEN (new.known AND new.status = 'reading') - (old.known AND old.status = 'reading')
    WHEN 'starred' THEN (new.known AND new.starred) - (old.known AND old.starred)
    WHEN 'highlights' THEN (new.known AND new.highlights > 0) - (old.known AND old.highlights > 0)
    WHEN 'notes' THEN (new.known AND new.has_note) - (old.known AND old.has_note)
    WHEN 'pdfs' THEN (new.known AND new.has_pdf) - (old.known AND old.has_pdf)
    ELSE 0
    END;
END;

CREATE TRIGGER papers_shown AFTER UPDATE OF known, featured_on, status ON papers
WHEN old.known <> new.known
  OR (new.known AND (old.featured_on IS NOT new.featured_on OR (old.status = 'new') <> (new.status = 'new')))
BEGIN
  UPDATE shown SET papers = papers - 1, unread = unread - (old.status = 'new')
    WHERE old.known AND day = coalesce(old.featured_on, '');
  INSERT INTO shown(day, papers, unread)
    SELECT coalesce(new.featured_on, ''), 1, new.status = 'new' WHERE new.known
    ON CONFLICT(day) DO UPDATE SET papers = papers + 1, unread = unread + excluded.unread;
END;

CREATE TRIGGER featured_added AFTER INSERT ON featured BEGIN
  INSERT INTO days(day, papers) VALUES (new.day, 1)
    ON CONFLICT(day) DO UPDATE SET papers = papers + 1;
  UPDATE papers SET featured_on = new.day
    WHERE id = new.paper AND (featured_on IS NULL OR featured_on < new.day);
END;
CREATE TRIGGER featured_removed AFTER DELETE ON featured BEGIN
  UPDATE days SET papers = papers - 1 WHERE day = old.day;
END;
CREATE TRIGGER trash_added AFTER INSERT ON trash BEGIN
  UPDATE counts SET value = value + 1 WHERE name = 'trash';
END;
CREATE TRIGGER trash_removed AFTER DELETE ON trash BEGIN
  UPDATE counts SET value = value - 1 WHERE name = 'trash';
END;
CREATE TRIGGER marks_added AFTER INSERT ON marks BEGIN
  UPDATE papers SET highlights = highlights + 1 WHERE id = new.paper;
END;
CREATE TRIGGER marks_removed AFTER DELETE ON marks BEGIN
  UPDATE papers SET highlights = highlights - 1 WHERE id = old.paper;
END;
`;
