import { setImmediate } from 'node:timers/promises';
import type { Identity, KnownPdf, OwnPaper, OwnPdf } from '../files/index.ts';
import { foldedWords } from '../files/index.ts';
import {
  mergePaper,
  NOTHING_SAID,
  type PaperFacts,
  type UpstreamPaper,
} from '../listings/index.ts';
import { type FileDocument, type PaperDocument, putOne, readOne } from '../store/index.ts';
import type { Mutations } from './mutations.ts';
import { paperIdOf } from './paper-ids.ts';

/** Papers of the user's own PDFs: which one a file belongs to, and what it tells of it (FILE-4). */
export type OwnPapers = {
  /** The paper that a PDF of this content is stored for. */
  knownBy(sha256: string): Promise<KnownPdf | undefined>;
  /** Stores a file that is in its place, and its paper; returns when both are committed. */
  store(pdf: OwnPdf): Promise<OwnPaper>;
};

/** Makes it on a library. */
export function createOwnPapers(mutations: Mutations): OwnPapers {
  const { events } = mutations.context;
  return {
    knownBy: (sha256) => knownBy(mutations, sha256),
    store: async (pdf) => {
      const byTitle = pdf.identity.arxivId ? undefined : await findByTitle(mutations, pdf.identity);
      const paper = await mutations.exclusively(() => commit(mutations, pdf, byTitle));
      events.changed('papers', [paper.paperId]);
      events.changed('files', [paper.paperId]);
      return paper;
    },
  };
}

async function knownBy(mutations: Mutations, sha256: string): Promise<KnownPdf | undefined> {
  const { readModel, store } = mutations.context;
  const sql = 'SELECT id FROM files WHERE sha256 = ?';
  for (const { id } of readModel.connection.all<{ id: string }>(sql, sha256)) {
    const file = await readOne(store.collections.files, id);
    if (file) return { paperId: file.paperId, pages: file.pages };
  }
  return undefined;
}

/** The paper is there before its file is, so that a file always has one. */
async function commit(
  mutations: Mutations,
  pdf: OwnPdf,
  byTitle: string | undefined,
): Promise<OwnPaper> {
  const { collections } = mutations.context.store;
  // The same file may have been taken in while this one was looked at.
  const known = await knownBy(mutations, pdf.sha256);
  if (known) return { paperId: known.paperId, isNew: false };
  const paperId = await presentId(mutations, byTitle ?? ownId(pdf));
  const before = await readOne(collections.papers, paperId);
  const paper = describe(paperId, before, pdf);
  if (paper) await putOne(collections.papers, paper);
  await putOne(collections.files, fileOf(paperId, pdf));
  await mutations.follower.follow();
  return { paperId, isNew: before === undefined };
}

function ownId({ identity, sha256 }: OwnPdf): string {
  return identity.arxivId ? paperIdOf(identity.arxivId) : `file:${sha256.slice(0, 32)}`;
}

/** A paper that was known by its file alone may go by another id now. */
async function presentId(mutations: Mutations, id: string): Promise<string> {
  const { aliases } = mutations.context.store.collections;
  return (await readOne(aliases, id))?.target ?? id;
}

function fileOf(
  paperId: string,
  { sha256, bytes, pages, name, identity, at }: OwnPdf,
): FileDocument {
  const id = `${paperId}|${sha256}`;
  const own = { origin: 'own', name, url: '' } as const;
  return {
    id,
    paperId,
    sha256,
    bytes,
    pages,
    version: identity.arxivVersion,
    ...own,
    storedAt: at,
  };
}

/** The paper with what the file says of it, or undefined where that is nothing new. */
function describe(
  id: string,
  before: PaperDocument | undefined,
  pdf: OwnPdf,
): PaperDocument | undefined {
  const known = before?.facts as unknown as PaperFacts | undefined;
  const { facts, changed } = mergePaper(known, saidBy(pdf, known === undefined));
  if (!changed) return undefined;
  const arxivId = known?.arxivId || pdf.identity.arxivId || null;
  return { id, facts: { ...facts, arxivId } as unknown as PaperDocument['facts'] };
}

/** What a file says is of any age, so it only fills what nobody else said. */
function saidBy({ identity, name }: OwnPdf, isNew: boolean): UpstreamPaper {
  const { title, authors, arxivId, doi, publishedAt } = identity;
  const arxivFacts = { ...NO_ARXIV_FACTS, doi };
  return {
    ...NOTHING_SAID,
    arxivId: arxivId ?? '',
    // A paper without any name could not be found in a list.
    title: title ?? (isNew && !arxivId ? name.replace(/\.pdf$/i, '') : ''),
    authors: authors.length > 0 ? authors : null,
    publishedAt,
    arxiv: doi === null ? null : arxivFacts,
    source: 'import',
  };
}

const NO_ARXIV_FACTS = {
  version: null,
  doi: null,
  comment: null,
  journalRef: null,
  categories: null,
  primaryCategory: null,
  updatedAt: null,
};

/** Rows of one look; about 3 ms. */
const STEP = 20_000;
/** Letters and digits of a title that is not many papers' ("Introduction"). */
const LEAST_LETTERS = 12;
/** With so many, a title alone tells a paper where its authors are not known. */
const ENOUGH_LETTERS = 40;
/** Dashes, ligatures and marks make titles that mean the same differ in length. */
const LENGTH_MARGIN = 16;

type Titled = { readonly id: string; readonly title: string; readonly first_author: string | null };

/** The paper of the library with the same title, letters and digits alone, and the same first author. */
async function findByTitle(mutations: Mutations, identity: Identity): Promise<string | undefined> {
  const { connection } = mutations.context.readModel;
  const title = identity.title ?? '';
  const key = keyOf(title);
  if (key.length < LEAST_LETTERS) return undefined;
  const words = new Set([identity.opening, ...identity.authors].flatMap(foldedWords));
  const last =
    connection.get<{ key: number | null }>('SELECT max(key) AS key FROM papers')?.key ?? 0;
  for (let from = 0; from <= last; from += STEP) {
    const rows = connection.all<Titled>(
      `SELECT id, title, first_author FROM papers
        WHERE key >= ? AND key < ? AND known = 1 AND length(title) BETWEEN ? AND ?`,
      ...[from, from + STEP, title.length - LENGTH_MARGIN, title.length + LENGTH_MARGIN],
    );
    const found = rows.find((row) => keyOf(row.title) === key && isBySame(row, words, key));
    if (found) return found.id;
    await setImmediate();
  }
  return undefined;
}

function keyOf(title: string): string {
  return foldedWords(title).join('');
}

/** Whether the first author stands on page one, by a longer name or by all of them. */
function isBySame({ first_author }: Titled, words: ReadonlySet<string>, key: string): boolean {
  if (first_author === null) return key.length >= ENOUGH_LETTERS;
  const names = foldedWords(first_author);
  const isThere = (name: string): boolean => words.has(name);
  return names.some((name) => name.length > 3 && isThere(name)) || names.every(isThere);
}
