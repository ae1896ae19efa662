import type { DuplicateGroups, PaperDetails } from '../../../src-shared/contract/index.ts';
import {
  collectionsOf,
  type PdfStateOf,
  rowsById,
  sameValues,
  type Views,
} from '../index/index.ts';
import { foldedWords, type PaperFacts } from '../listings/index.ts';
import { readMany } from '../store/index.ts';
import { idsOf } from './id-groups.ts';
import { addedAtOf } from './listed-facts.ts';
import type { Mutations } from './mutations.ts';

type Reason = DuplicateGroups[number]['reason'];
type Found = { readonly reason: Reason; readonly ids: readonly string[] };
type Known = ReadonlyMap<string, Partial<PaperFacts>>;

/** The most certain first. */
const REASONS: readonly Reason[] = ['doi', 'file', 'title'];
/** Groups that are shown at a time; the rest shows when some of these are merged. */
const MOST = 200;
/** Letters and digits of a title that is not many papers' ("Introduction"). */
const LEAST_LETTERS = 16;

/**
 * Papers that may be the same (LIB-5), looked for in steps. Those that were merged are one already,
 * and what lies in the trash is left there.
 */
export async function findDuplicates(
  mutations: Mutations,
  views: Views,
  stateOf: PdfStateOf,
): Promise<DuplicateGroups> {
  const found: Found[] = [];
  for (const reason of REASONS)
    for await (const ids of sameValues(views.ask, reason)) {
      if (found.length >= MOST) break;
      const parts = reason === 'title' ? await bySameAuthors(mutations, ids) : [ids];
      for (const part of parts) if (!isIn(found, part)) found.push({ reason, ids: part });
    }
  const groups = await Promise.all(found.map((group) => toGroup(mutations, views, stateOf, group)));
  return groups.filter(({ papers }) => papers.length > 1);
}

function isIn(found: readonly Found[], ids: readonly string[]): boolean {
  return found.some((group) => ids.every((id) => group.ids.includes(id)));
}

async function toGroup(
  mutations: Mutations,
  views: Views,
  stateOf: PdfStateOf,
  { reason, ids }: Found,
): Promise<DuplicateGroups[number]> {
  const known = await factsOf(mutations, ids);
  const papers = rowsById(views.ask, ids, stateOf).map((row) => {
    const facts = known.get(row.id) ?? {};
    const arxivId: PaperDetails['arxivId'] = facts.arxivId ?? null;
    const collections = collectionsOf(views.ask, row.id).length;
    return { ...row, arxivId, addedAt: addedAtOf(facts), collections };
  });
  return { reason, papers };
}

/** The facts of papers by their present ids. */
async function factsOf(mutations: Mutations, ids: readonly string[]): Promise<Known> {
  const groups = ids.map((id) => idsOf(mutations, id));
  const { papers } = mutations.context.store.collections;
  const known = await readMany(papers, groups.flat());
  const named = groups.flatMap((group, at) => {
    const document = group.map((id) => known.get(id)).find((each) => each !== undefined);
    return document ? [[ids[at]!, document.facts as Partial<PaperFacts>] as const] : [];
  });
  return new Map(named);
}

/** Parts of papers with one title that share an author, or of which somebody's are not known. */
async function bySameAuthors(
  mutations: Mutations,
  ids: readonly string[],
): Promise<readonly (readonly string[])[]> {
  const known = await factsOf(mutations, ids);
  const parts: string[][] = [];
  for (const id of ids) {
    const alike = parts.filter((part) => part.some((other) => mayBeSame(known, id, other)));
    const joined = [...alike.flat(), id];
    for (const part of alike) parts.splice(parts.indexOf(part), 1);
    parts.push(joined);
  }
  return parts.filter((part) => part.length > 1);
}

function mayBeSame(known: Known, a: string, b: string): boolean {
  const first = surnames(known.get(a));
  const second = surnames(known.get(b));
  if (first.size === 0 || second.size === 0) return isTelling(known.get(a)?.title ?? '');
  return [...first].some((name) => second.has(name));
}

function isTelling(title: string): boolean {
  return foldedWords(title).join('').length >= LEAST_LETTERS;
}

/** The last words of the authors' names, in which two sources seldom differ. */
function surnames(facts: Partial<PaperFacts> | undefined): ReadonlySet<string> {
  const names = facts?.authors ?? [];
  return new Set(names.flatMap((name) => foldedWords(name).at(-1) ?? []));
}
