import { setImmediate } from 'node:timers/promises';
import type { FileOrigin, SaidPaper } from '../listings/index.ts';
import {
  elementsOf,
  type Fields,
  isSet,
  putMany,
  readMany,
  type StateDocument,
  withElement,
} from '../store/index.ts';
import { idsOf, mergedFields } from './id-groups.ts';
import { mergePlaced } from './merge-papers.ts';
import type { Mutations } from './mutations.ts';
import { announce, chunksOf, newOutcome, type Outcome } from './outcome.ts';
import { paperIdOf } from './paper-ids.ts';
import { type Placed, placePapers } from './place-papers.ts';

/** A paper that another library told of; its DOI is in its `arxiv` facts. */
export type ToldReference = {
  readonly paper: SaidPaper;
  /** Milliseconds since the epoch of its coming into that library. */
  readonly addedAt: number | null;
  readonly tags: readonly string[];
};

/** The papers that a merge of references came to, each in the place of its reference. */
export type MergedReferences = {
  readonly ids: readonly string[];
  readonly added: ReadonlySet<string>;
  /** Of which a fact or a tag is new. */
  readonly changed: ReadonlySet<string>;
};

/**
 * Takes in papers of another library: which one each is, its arXiv id tells, else its DOI, else its
 * title. Their tags come along, but for those that were taken away here.
 */
export async function mergeReferences(
  mutations: Mutations,
  told: readonly ToldReference[],
  origin: FileOrigin,
): Promise<MergedReferences> {
  const outcome = newOutcome();
  const ids: string[] = [];
  try {
    for await (const chunk of chunksOf(told)) {
      const place = (): Promise<Placed[]> => placeReferences(mutations, chunk);
      const present = await mergePlaced(mutations, place, outcome, origin);
      await setImmediate();
      await addTags(mutations, new Map(present.map((id, at) => [id, chunk[at]!.tags])), outcome);
      ids.push(...present);
    }
  } finally {
    announce(mutations, outcome);
  }
  return { ids, added: outcome.added, changed: outcome.changed };
}

async function placeReferences(
  mutations: Mutations,
  told: readonly ToldReference[],
): Promise<Placed[]> {
  const placed = await placePapers(
    mutations,
    told.map(({ paper }) => paper),
  );
  const byDoi = idsByDoi(mutations, told);
  const { readModel } = mutations.context;
  return placed.map(({ paper, id, former }, at) => {
    const { addedAt } = told[at]!;
    const known = paper.arxivId === null ? byDoi.get(doiOf(paper) ?? '') : undefined;
    if (known !== undefined) return { paper, id: known, former: null, addedAt };
    const asked = paper.arxivId === null ? id : paperIdOf(paper.arxivId);
    return { paper, id: readModel.canonicalId(asked), former, addedAt };
  });
}

function doiOf({ arxiv }: SaidPaper): string | undefined {
  return arxiv?.doi?.toLowerCase();
}

/** A damaged index knows nothing for a moment; duplicates are shown to the user later. */
function idsByDoi(
  { context, follower }: Mutations,
  told: readonly ToldReference[],
): ReadonlyMap<string, string> {
  const dois = told.flatMap(({ paper }) => doiOf(paper) ?? []);
  if (dois.length === 0) return new Map();
  const sql = `SELECT id, doi FROM papers WHERE doi IN (SELECT value FROM json_each(?))
    AND described > 0 ORDER BY id DESC`;
  try {
    const rows = context.readModel.connection.all<{ id: string; doi: string }>(
      sql,
      JSON.stringify(dois),
    );
    return new Map(rows.map(({ id, doi }) => [doi, context.readModel.canonicalId(id)]));
  } catch (error) {
    follower.suspect(error);
    return new Map();
  }
}

async function addTags(
  mutations: Mutations,
  tags: ReadonlyMap<string, readonly string[]>,
  outcome: Outcome,
): Promise<void> {
  const tagged = [...tags].filter(([, added]) => added.length > 0);
  if (tagged.length === 0) return;
  await mutations.exclusively(async () => {
    const { states } = mutations.context.store.collections;
    const groups = new Map(tagged.map(([id]) => [id, idsOf(mutations, id)]));
    const known = await readMany(states, [...groups.values()].flat());
    const written = tagged.flatMap(([id, added]): StateDocument[] => {
      const fields = mergedFields(groups.get(id)!.map((each) => known.get(each)));
      const next = withTags(mutations, fields, added);
      return next === fields ? [] : [{ ...known.get(id), id, fields: next, by: '' }];
    });
    await putMany(states, written);
    await mutations.follower.follow();
    for (const { id } of written) if (!outcome.added.has(id)) outcome.changed.add(id);
  });
}

function withTags(mutations: Mutations, fields: Fields, tags: readonly string[]): Fields {
  const field = fields.tags;
  const said = isSet(field) ? field.value : {};
  const here = new Set(elementsOf(fields, 'tags'));
  return tags
    .filter((tag) => !here.has(tag) && !Object.hasOwn(said, tag))
    .reduce(
      (all, tag) => withElement(all, 'tags', tag, true, mutations.context.clock.next()),
      fields,
    );
}
