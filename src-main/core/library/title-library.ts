import type { PaperFacts, TitleLibrary, Told } from '../listings/index.ts';
import { readOne } from '../store/index.ts';
import { mergePapers, mergePlaced } from './merge-papers.ts';
import type { Mutations } from './mutations.ts';
import { announce, newOutcome, type Outcome } from './outcome.ts';
import { paperIdOf } from './paper-ids.ts';

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
  const sql = `SELECT id FROM papers WHERE id >= 'title:' AND id < 'title;' AND known = 1
    ORDER BY key DESC`;
  return context.readModel.connection.all<{ id: string }>(sql).map(({ id }) => id);
}

async function told({ context }: Mutations, id: string): Promise<Told | undefined> {
  const { papers, aliases } = context.store.collections;
  if (await readOne(aliases, id)) return undefined;
  const facts = (await readOne(papers, id))?.facts as unknown as PaperFacts | undefined;
  return facts && { title: facts.title, abstract: facts.abstract };
}

/** Placing the paper once more finds what has come since. */
async function adopt(mutations: Mutations, id: string): Promise<boolean> {
  const { papers } = mutations.context.store.collections;
  const facts = (await readOne(papers, id))?.facts as unknown as PaperFacts | undefined;
  if (!facts) return false;
  const said = { ...facts, arxivId: null, source: 'import' as const };
  const [present] = await telling(mutations, (outcome) => mergePapers(mutations, [said], outcome));
  return present !== id;
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
