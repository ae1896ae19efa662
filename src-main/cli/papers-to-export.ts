import { refuseQuery } from './bad-query.ts';
import type { Context } from './command.ts';
import { inParts, type Part } from './in-parts.ts';
import type { CoreClient } from './session.ts';

/** Which papers: those named, those that a query finds, those of a collection, else all. */
export type PapersChoice = {
  readonly ids?: readonly string[];
  readonly query?: string;
  readonly collection?: string;
};

/** The ids of the papers, some hundred at a time. A query that makes no sense ends the command. */
export async function* papersToExport(
  client: CoreClient,
  context: Context,
  choice: PapersChoice,
): AsyncGenerator<readonly string[]> {
  const { ids, query, collection } = choice;
  yield* inParts({ limit: Number.POSITIVE_INFINITY, offset: 0 }, async (part) => {
    if (ids) return ids.slice(part.offset, part.offset + part.limit);
    if (query !== undefined) return found(client, context, query, part);
    return listed(client, collection, part);
  });
}

async function listed(
  client: CoreClient,
  collection: string | undefined,
  part: Part,
): Promise<string[]> {
  const papers = await client.library.list({ ...part, ...(collection && { collection }) });
  return papers.map(({ id }) => id);
}

async function found(
  client: CoreClient,
  context: Context,
  query: string,
  part: Part,
): Promise<string[]> {
  const { hits, problems } = await client.search.find({ query, ...part });
  if (problems.length > 0) return refuseQuery(query, problems, context);
  return hits.map(({ paper }) => paper.id);
}
