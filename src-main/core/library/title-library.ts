import {
  chooseNearExact,
  type PaperFacts,
  type SaidPaper,
  type TitleLibrary,
  type Told,
} from '../listings/index.ts';
import { readMany, readOne } from '../store/index.ts';
import { mergePapers, mergePlaced } from './merge-papers.ts';
import type { Mutations } from './mutations.ts';
import { announce, newOutcome, type Outcome } from './outcome.ts';
import { identityKeyOf, isFileId, paperIdOf, titleOfFile } from './paper-ids.ts';
import type { Placed } from './place-papers.ts';

/** The library as the resolver of titles sees it. */
export function createTitleLibrary(mutations: Mutations): TitleLibrary {
  return {
    unresolved: () => unresolved(mutations),
    told: (id) => told(mutations, id),
    adopt: (id) => adopt(mutations, id),
    resolve: (id, paper) =>
      telling(mutations, (outcome) =>
        mergePlaced(
          mutations,
          async () => {
            const isHere = (await told(mutations, id)) !== undefined;
            return [{ paper, id: paperIdOf(paper.arxivId), former: isHere ? id : null }];
          },
          outcome,
        ),
      ).then(() => undefined),
  };
}

function unresolved({ context }: Mutations): string[] {
  const sql = `SELECT id FROM papers WHERE known = 1
    AND (id >= 'title:' AND id < 'title;' OR id >= 'file:' AND id < 'file;') ORDER BY key DESC`;
  return context.readModel.connection.all<{ id: string }>(sql).map(({ id }) => id);
}

async function told(mutations: Mutations, id: string): Promise<Told | undefined> {
  const { papers, aliases } = mutations.context.store.collections;
  if (await readOne(aliases, id)) return undefined;
  const facts = (await readOne(papers, id))?.facts as unknown as PaperFacts | undefined;
  if (!facts) return undefined;
  const { title, abstract, authors } = facts;
  if (!isFileId(id)) return { title, abstract };
  return authors === null && isFileName(facts) ? undefined : { title, abstract, authors };
}

/** A file that says nothing is called by its name, which is not looked for anywhere. */
function isFileName({ title, origins = [] }: PaperFacts): boolean {
  return origins.some(({ name }) => titleOfFile(name) === title);
}

/** Placing the paper once more finds what has come since. */
async function adopt(mutations: Mutations, id: string): Promise<boolean> {
  if (isFileId(id)) return adoptOwn(mutations, id);
  const { papers } = mutations.context.store.collections;
  const facts = (await readOne(papers, id))?.facts as unknown as PaperFacts | undefined;
  if (!facts) return false;
  const [present] = await telling(mutations, (outcome) =>
    mergePapers(mutations, [saidAgain(facts)], outcome),
  );
  return present !== id;
}

async function adoptOwn(mutations: Mutations, former: string): Promise<boolean> {
  const own = await told(mutations, former);
  const found = own && chooseNearExact(own, await sameTitled(mutations, own.title));
  if (!found) return false;
  const { papers } = mutations.context.store.collections;
  const place = async (): Promise<Placed[]> => {
    const facts = (await readOne(papers, former))?.facts as unknown as PaperFacts;
    return [{ paper: saidAgain(facts), id: found.id, former }];
  };
  await telling(mutations, (outcome) => mergePlaced(mutations, place, outcome));
  return true;
}

/** Papers of the library that have an arXiv id and this title. */
async function sameTitled(
  { context }: Mutations,
  title: string,
): Promise<(Told & { readonly id: string })[]> {
  const sql = `SELECT id FROM papers WHERE identity = ? AND described > 0
    AND id >= 'arxiv:' AND id < 'arxiv;'`;
  const rows = context.readModel.connection.all<{ id: string }>(sql, identityKeyOf(title));
  const known = await readMany(
    context.store.collections.papers,
    rows.map(({ id }) => id),
  );
  return [...known].map(([id, { facts }]) => ({ id, ...(facts as unknown as PaperFacts) }));
}

function saidAgain(facts: PaperFacts): SaidPaper {
  return { ...facts, arxivId: null, source: 'import' };
}

async function telling<T>(
  mutations: Mutations,
  work: (outcome: Outcome) => Promise<T>,
): Promise<T> {
  const outcome = newOutcome();
  try {
    return await work(outcome);
  } finally {
    announce(mutations, outcome);
  }
}
