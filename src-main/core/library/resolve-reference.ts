import type { PaperRow } from '../../../src-shared/contract/index.ts';
import { type ParsedReference, parseReference } from '../../../src-shared/references/index.ts';
import { type PdfStateOf, rowsById, titleKeyOf, type Views } from '../index/index.ts';
import { foldedWords, isBySame, parseArxivId, similarity } from '../listings/index.ts';
import type { Mutations } from './mutations.ts';
import { identityKeyOf, paperIdOf } from './paper-ids.ts';

/** A paper that may be the one that a reference names. */
type Candidate = {
  readonly id: string;
  readonly title: string;
  readonly firstAuthor: string | null;
};

/** How much of two titles must be the same, and the beginning that they share, in characters. */
const SAME_TITLE = 0.92;
const SHARED = 10;
/** Titles of one beginning that are compared: some few milliseconds. */
const MOST_COMPARED = 200;
/** Titles of one first word of which only the letters are compared. */
const MOST_OF_WORD = 1_200;

/**
 * The paper of the library that the text of a reference names: by its arXiv id, else its DOI, else
 * a title that is the same or nearly, by the same author. Null where there is none, or the index is
 * damaged. Reads by indexes alone, and asks no upstream.
 */
export function resolveReference(
  mutations: Mutations,
  views: Views,
  text: string,
  stateOf: PdfStateOf,
): PaperRow | null {
  const reference = parseReference(text);
  try {
    const ids = [byArxivId(mutations, reference), byDoi(views, reference)].filter(isThere);
    const [named] = rowsById(views.ask, ids, stateOf);
    if (named) return named;
    const id = byTitle(views, reference);
    return id === null ? null : (rowsById(views.ask, [id], stateOf)[0] ?? null);
  } catch (error) {
    mutations.follower.suspect(error);
    return null;
  }
}

const isThere = (id: string | null): id is string => id !== null;

function byArxivId({ context }: Mutations, { arxivId }: ParsedReference): string | null {
  const parsed = arxivId === null ? undefined : parseArxivId(arxivId);
  return parsed ? context.readModel.canonicalId(paperIdOf(parsed.id)) : null;
}

function byDoi({ ask }: Views, { doi }: ParsedReference): string | null {
  if (doi === null) return null;
  const sql = 'SELECT id FROM papers WHERE doi = ? AND known = 1 ORDER BY id LIMIT 1';
  return ask.get<{ id: string }>(sql, doi)?.id ?? null;
}

const COLUMNS = 'id, title, first_author AS firstAuthor';

function byTitle({ ask }: Views, reference: ParsedReference): string | null {
  const { title } = reference;
  if (title === null) return null;
  const authors = new Set(reference.authors.flatMap(foldedWords));
  const isSame = (one: Candidate): boolean => isBySame(one.firstAuthor, authors, title);
  const equal = ask.all<Candidate>(
    `SELECT ${COLUMNS} FROM papers WHERE identity = ? AND known = 1 ORDER BY id`,
    identityKeyOf(title),
  );
  const exact = equal.find(isSame);
  if (exact) return exact.id;
  const key = titleKeyOf(title);
  const near = startingWith(ask, key.slice(0, SHARED), MOST_COMPARED);
  const nearest = near.find((one) => isNear(one.title, title) && isSame(one));
  if (nearest) return nearest.id;
  const [word = ''] = /^[\p{L}\p{N}]{2,}/u.exec(key) ?? [];
  const letters = lettersOf(title);
  const alike = startingWith(ask, word, MOST_OF_WORD);
  return alike.find((one) => lettersOf(one.title) === letters && isSame(one))?.id ?? null;
}

/** Papers whose titles begin so, a limited number; none for ''. */
function startingWith(ask: Views['ask'], beginning: string, most: number): Candidate[] {
  if (beginning === '') return [];
  const sql = `SELECT ${COLUMNS} FROM papers WHERE title_key >= ? AND title_key < ? AND known = 1
    ORDER BY title_key LIMIT ${most}`;
  return ask.all<Candidate>(sql, beginning, `${beginning}\u{10ffff}`);
}

const lettersOf = (title: string): string => foldedWords(title).join('');

/** Whether titles are the same but for hyphens, spaces and a few letters. */
const isNear = (a: string, b: string): boolean =>
  similarity(lettersOf(a), lettersOf(b)) >= SAME_TITLE;
