import type { Identity, KnownPdf, OwnPaper, OwnPdf } from '../files/index.ts';
import {
  type FileOrigin,
  foldedWords,
  isBySame,
  mergePaper,
  NOTHING_SAID,
  type PaperFacts,
  type SaidPaper,
  withOrigin,
} from '../listings/index.ts';
import { type FileDocument, type PaperDocument, putOne, readOne } from '../store/index.ts';
import { mergePapers } from './merge-papers.ts';
import type { Mutations } from './mutations.ts';
import { announce, newOutcome } from './outcome.ts';
import { fileIdOf, identityKeyOf, titleOfFile } from './paper-ids.ts';

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
      const paper = await storePaper(mutations, pdf);
      const paperId = await mutations.exclusively(() => storeFile(mutations, paper.paperId, pdf));
      events.changed('papers', [paperId]);
      events.changed('files', [paperId]);
      return { paperId, isNew: paper.isNew && paperId === paper.paperId };
    },
  };
}

async function knownBy(mutations: Mutations, sha256: string): Promise<KnownPdf | undefined> {
  const { store } = mutations.context;
  const sql = 'SELECT id FROM files WHERE sha256 = ?';
  for (const { id } of askIndex<{ id: string }>(mutations, sql, sha256)) {
    const file = await readOne(store.collections.files, id);
    if (file)
      return { paperId: mutations.context.readModel.canonicalId(file.paperId), pages: file.pages };
  }
  return undefined;
}

/** The paper is there before its file is, so that a file always has one. */
async function storePaper(mutations: Mutations, pdf: OwnPdf): Promise<OwnPaper> {
  if (pdf.of !== undefined)
    return { paperId: mutations.context.readModel.canonicalId(pdf.of), isNew: false };
  if (pdf.identity.arxivId === null) {
    return mutations.exclusively(() => describeUnnamed(mutations, pdf));
  }
  const outcome = newOutcome();
  const [paperId] = await mergePapers(mutations, [saidBy(pdf)], outcome, originOf(pdf));
  announce(mutations, outcome);
  return { paperId: paperId!, isNew: outcome.added.has(paperId!) };
}

/** The same file may have been taken in while this one was looked at: then it is that one's. */
async function storeFile(mutations: Mutations, paperId: string, pdf: OwnPdf): Promise<string> {
  const known = await knownBy(mutations, pdf.sha256);
  if (known) return known.paperId;
  await putOne(mutations.context.store.collections.files, fileOf(paperId, pdf));
  await mutations.follower.follow();
  return paperId;
}

/** A paper without arXiv id is one of the library's by its title, or goes by its file. */
async function describeUnnamed(mutations: Mutations, pdf: OwnPdf): Promise<OwnPaper> {
  const { store, readModel } = mutations.context;
  const byFile = fileIdOf(pdf.sha256);
  const paperId = findByTitle(mutations, pdf.identity) ?? readModel.canonicalId(byFile);
  const before = await readOne(store.collections.papers, paperId);
  const known = before?.facts as unknown as PaperFacts | undefined;
  const { facts } = mergePaper(known, saidBy(pdf, known === undefined));
  const next = withOrigin(facts, originOf(pdf)) as unknown as PaperDocument['facts'];
  await putOne(store.collections.papers, { id: paperId, facts: next });
  await mutations.follower.follow();
  return { paperId, isNew: before === undefined };
}

function originOf({ name, at }: OwnPdf): FileOrigin {
  return { source: 'own-pdf', name, at };
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

/**
 * What a file says is of any age, so it only fills what nobody else said. A paper without any name
 * could not be found in a list, so that one may be called by its file's.
 */
function saidBy({ identity, name }: OwnPdf, isNameless = false): SaidPaper {
  const { title, authors, arxivId, doi, publishedAt } = identity;
  return {
    ...NOTHING_SAID,
    arxivId,
    title: title ?? (isNameless ? titleOfFile(name) : ''),
    authors: authors.length > 0 ? authors : null,
    publishedAt,
    arxiv: doi === null ? null : { ...NO_ARXIV_FACTS, doi },
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

/** Letters and digits of a title that is not many papers' ("Introduction"). */
const LEAST_LETTERS = 12;

type Titled = { readonly id: string; readonly first_author: string | null };

/**
 * The paper of the library with the same title, but for punctuation, and the same first author; one
 * in the trash where no other is.
 */
function findByTitle(mutations: Mutations, identity: Identity): string | undefined {
  const title = identity.title ?? '';
  const letters = foldedWords(title).join('').length;
  if (letters < LEAST_LETTERS) return undefined;
  const sql = `SELECT id, first_author FROM papers WHERE identity = ? AND described > 0
    ORDER BY trashed`;
  const words = new Set([identity.opening, ...identity.authors].flatMap(foldedWords));
  const papers = askIndex<Titled>(mutations, sql, identityKeyOf(title));
  return papers.find((paper) => isBySame(paper.first_author, words, title))?.id;
}

/** A damaged index knows nothing for a moment: then a file is a paper of its own. */
function askIndex<Row>(mutations: Mutations, sql: string, value: string | number | null): Row[] {
  try {
    return mutations.context.readModel.connection.all<Row>(sql, value);
  } catch (error) {
    mutations.follower.suspect(error);
    return [];
  }
}
