/** Raised whenever the tables below change: an index of another version is thrown away and rebuilt. */
export const INDEX_VERSION = 10;

/**
 * The read model. A paper is `known`, and shown, when upstream or a file `described` it and it is
 * not `trashed`. `papers` has one row for each id with every field that a list sorts, filters or
 * shows; `featured` its days; `trending` what trends now; `marks`, `notes` and `files` what is
 * counted into it. Triggers keep `counts`, `days` (papers featured on a day), `shown` (papers that
 * lists have under a day, each under its newest; '' for those never featured), `tag_counts` and the
 * papers of `collections`, so that no number in the sidebar and no list's length is ever counted
 * over the library (PERF-9). Each long list has an index in its own order, so that a page of it is
 * read and nothing is sorted; those have the status too, so that what is unread is skipped to
 * without reading rows.
 *
 * What is told of a paper under another id, a former one (`aliases`) or that of a duplicate
 * (`merged`), counts for the present one: `paper` is always that, `named` the id it was told under,
 * so that it can go back. `described`: 2 by the document of its own id, 1 by that of another, which
 * stands until it has one, -1 by its own while it goes by another id. `identity` is a number that
 * papers of the same title share, `title_key` what titles are ordered by. In `members` each paper
 * of a collection stands once, by the key of its row; `memberships` is what was said of it.
 * `collections.within` is the parent that counts: none where that is gone, or where a circle of parents
 * is broken. `collections.stamp` grows whenever the papers of one change. `notes` has the notes that
 * say something, and all free ones, whose `paper` is null; `note_links` what they link to, as written.
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
  title_key TEXT NOT NULL DEFAULT '',
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
  has_pdf INTEGER NOT NULL DEFAULT 0,
  doi TEXT,
  added_at INTEGER,
  last_read_at INTEGER,
  read_at INTEGER,
  progress REAL,
  due TEXT,
  list_order TEXT
);
CREATE INDEX papers_by_day ON papers(featured_on DESC, upvotes DESC, id, status) WHERE known = 1;
CREATE INDEX papers_undated_newest ON papers(published_at DESC, id, status) WHERE known = 1 AND featured_on IS NULL;
CREATE INDEX papers_undated_title ON papers(title_key, id, status) WHERE known = 1 AND featured_on IS NULL;
CREATE INDEX papers_by_upvotes ON papers(upvotes DESC, id, status, last_read_at) WHERE known = 1;
CREATE INDEX papers_by_newest ON papers(published_at DESC, id, status) WHERE known = 1;
CREATE INDEX papers_by_title ON papers(title_key, id, status) WHERE known = 1;
CREATE INDEX papers_by_added ON papers(added_at DESC, id, status) WHERE known = 1;
CREATE INDEX papers_by_last_read ON papers(last_read_at DESC, id, status, known) WHERE last_read_at IS NOT NULL;
CREATE INDEX papers_starred ON papers(featured_on DESC, upvotes DESC) WHERE starred = 1;
CREATE INDEX papers_by_status ON papers(status, featured_on DESC, upvotes DESC) WHERE status <> 'new';
CREATE INDEX papers_marked ON papers(featured_on DESC, upvotes DESC) WHERE highlights > 0;
CREATE INDEX papers_noted ON papers(featured_on DESC, upvotes DESC) WHERE has_note = 1;
CREATE INDEX papers_offline ON papers(featured_on DESC, upvotes DESC) WHERE has_pdf = 1;
CREATE INDEX papers_by_doi ON papers(doi) WHERE doi IS NOT NULL;
CREATE INDEX papers_read ON papers(read_at) WHERE read_at IS NOT NULL;
CREATE INDEX papers_by_identity ON papers(identity) WHERE identity IS NOT NULL;

CREATE TABLE aliases(id TEXT PRIMARY KEY, target TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX aliases_by_target ON aliases(target);
CREATE TABLE merged(id TEXT PRIMARY KEY, target TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX merged_by_target ON merged(target);
CREATE TABLE states(named TEXT PRIMARY KEY, paper TEXT NOT NULL, fields TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX states_by_paper ON states(paper);
CREATE TABLE tags(paper TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY(paper, tag)) WITHOUT ROWID;
CREATE INDEX tags_by_tag ON tags(tag, paper);
CREATE TABLE tag_counts(tag TEXT PRIMARY KEY, papers INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE reading(paper TEXT NOT NULL, day TEXT NOT NULL, device TEXT NOT NULL, seconds REAL NOT NULL,
  PRIMARY KEY(paper, day, device)) WITHOUT ROWID;
CREATE INDEX reading_by_day ON reading(day, seconds);
CREATE TABLE featured(day TEXT NOT NULL, named TEXT NOT NULL, paper TEXT, position INTEGER NOT NULL,
  PRIMARY KEY(day, named)) WITHOUT ROWID;
CREATE INDEX featured_by_name ON featured(named, day);
CREATE INDEX featured_by_paper ON featured(paper, day) WHERE paper IS NOT NULL;
CREATE TABLE trending(named TEXT PRIMARY KEY, paper TEXT NOT NULL, position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE days(day TEXT PRIMARY KEY, papers INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE shown(day TEXT PRIMARY KEY, papers INTEGER NOT NULL, unread INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE marks(id TEXT PRIMARY KEY, named TEXT NOT NULL, paper TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX marks_by_paper ON marks(paper);
CREATE INDEX marks_by_name ON marks(named);
CREATE TABLE notes(id TEXT PRIMARY KEY, named TEXT, paper TEXT, title TEXT NOT NULL,
  excerpt TEXT NOT NULL, sought TEXT NOT NULL, changed_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX notes_by_paper ON notes(paper);
CREATE INDEX notes_by_name ON notes(named);
CREATE TABLE note_links(note TEXT NOT NULL, place INTEGER NOT NULL, target TEXT NOT NULL,
  line TEXT NOT NULL, PRIMARY KEY(note, place)) WITHOUT ROWID;
CREATE INDEX note_links_by_target ON note_links(target);
CREATE TABLE files(id TEXT PRIMARY KEY, named TEXT NOT NULL, paper TEXT NOT NULL, sha256 TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX files_by_paper ON files(paper);
CREATE INDEX files_by_name ON files(named);
CREATE INDEX files_by_sha256 ON files(sha256, paper);

CREATE TABLE collections(id TEXT PRIMARY KEY, present INTEGER NOT NULL DEFAULT 0,
  name TEXT NOT NULL DEFAULT '', parent TEXT, within TEXT, position TEXT NOT NULL DEFAULT '',
  papers INTEGER NOT NULL DEFAULT 0, stamp INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE INDEX collections_by_parent ON collections(parent);
CREATE INDEX collections_within ON collections(within);
CREATE TABLE memberships(id TEXT PRIMARY KEY, collection TEXT NOT NULL, named TEXT NOT NULL,
  paper TEXT NOT NULL, position TEXT) WITHOUT ROWID;
CREATE INDEX memberships_by_name ON memberships(named);
CREATE INDEX memberships_by_paper ON memberships(paper, collection, position);
CREATE TABLE members(collection TEXT NOT NULL, paper INTEGER NOT NULL, position TEXT,
  known INTEGER NOT NULL, PRIMARY KEY(collection, paper)) WITHOUT ROWID;
CREATE INDEX members_by_paper ON members(paper);

CREATE TABLE trash(kind TEXT NOT NULL, id TEXT NOT NULL, named TEXT, paper TEXT,
  deleted_at INTEGER NOT NULL, PRIMARY KEY(kind, id)) WITHOUT ROWID;
CREATE INDEX trash_by_name ON trash(named);
CREATE INDEX trash_by_age ON trash(deleted_at);

CREATE TABLE counts(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO counts(name, value) VALUES
  ('all', 0), ('unread', 0), ('reading', 0), ('starred', 0), ('highlights', 0), ('notes', 0), ('pdfs', 0), ('reading-list', 0), ('trash', 0);

CREATE TRIGGER papers_changed AFTER UPDATE OF known, status, starred, highlights, has_note, has_pdf ON papers
WHEN old.known <> new.known OR old.status <> new.status OR old.starred <> new.starred
  OR old.highlights <> new.highlights OR old.has_note <> new.has_note OR old.has_pdf <> new.has_pdf
BEGIN
  UPDATE counts SET value = value + CASE name
    WHEN 'all' THEN new.known - old.known
    WHEN 'unread' THEN (new.known AND new.status = 'new') - (old.known AND old.status = 'new')
    WHEN 'reading' THEN (new.known AND new.status = 'reading') - (old.known AND old.status = 'reading')
    WHEN 'reading-list' THEN (new.known AND new.status = 'to-read') - (old.known AND old.status = 'to-read')
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

CREATE TRIGGER papers_known AFTER UPDATE OF known ON papers WHEN old.known <> new.known BEGIN
  UPDATE tag_counts SET papers = papers + new.known - old.known
    WHERE tag IN (SELECT tag FROM tags WHERE paper = new.id);
  UPDATE members SET known = new.known WHERE paper = new.key;
END;

CREATE TRIGGER tags_added AFTER INSERT ON tags BEGIN
  INSERT INTO tag_counts(tag, papers) SELECT new.tag, known FROM papers WHERE id = new.paper
    ON CONFLICT(tag) DO UPDATE SET papers = papers + excluded.papers;
END;
CREATE TRIGGER tags_removed AFTER DELETE ON tags BEGIN
  UPDATE tag_counts SET papers = papers - (SELECT known FROM papers WHERE id = old.paper)
    WHERE tag = old.tag;
END;

CREATE TRIGGER members_added AFTER INSERT ON members BEGIN
  UPDATE collections SET papers = papers + new.known, stamp = stamp + 1 WHERE id = new.collection;
END;
CREATE TRIGGER members_changed AFTER UPDATE OF known ON members WHEN old.known <> new.known BEGIN
  UPDATE collections SET papers = papers + new.known - old.known, stamp = stamp + 1
    WHERE id = new.collection;
END;
CREATE TRIGGER members_removed AFTER DELETE ON members BEGIN
  UPDATE collections SET papers = papers - old.known, stamp = stamp + 1 WHERE id = old.collection;
END;

CREATE TRIGGER featured_added AFTER INSERT ON featured BEGIN
  INSERT INTO days(day, papers) VALUES (new.day, 1)
    ON CONFLICT(day) DO UPDATE SET papers = papers + 1;
  UPDATE papers SET featured_on = new.day
    WHERE id = coalesce(new.paper, new.named) AND (featured_on IS NULL OR featured_on < new.day);
END;
CREATE TRIGGER trash_added AFTER INSERT ON trash BEGIN
  UPDATE counts SET value = value + 1 WHERE name = 'trash';
END;
CREATE TRIGGER trash_removed AFTER DELETE ON trash BEGIN
  UPDATE counts SET value = value - 1 WHERE name = 'trash';
END;
`;
