import { refuseQuery } from './bad-query.ts';
import type { Context } from './command.ts';
import type { CoreClient } from './session.ts';

/** Which papers: those named, those that a query finds, those of a collection, else all. */
export type PapersChoice = {
  readonly ids?: readonly string[];
  readonly query?: string;
  readonly collection?: string;
};

/** Papers that are asked for at a time. */
const PART = 500;

/** The ids of the papers, some hundred at a time. A query that makes no sense ends the command. */
export async function* papersToExport(
  client: CoreClient,
  context: Context,
  choice: PapersChoice,
): AsyncGenerator<string[]> {
  const { ids, query } = choice;
  if (ids) {
    for (let start = 0; start < ids.length; start += PART) yield ids.slice(start, start + PART);
    return;
  }
  for (let offset = 0; ; offset += PART) {
    const part =
      query === undefined
        ? await listed(client, choice.collection, offset)
        : await found(client, context, query, offset);
    if (part.length > 0) yield part;
    if (part.length < PART) return;
  }
}

async function listed(
  client: CoreClient,
  collection: string | undefined,
  offset: number,
): Promise<string[]> {
  const papers = await client.library.list({
    limit: PART,
    offset,
    ...(collection && { collection }),
  });
  return papers.map(({ id }) => id);
}

async function found(
  client: CoreClient,
  context: Context,
  query: string,
  offset: number,
): Promise<string[]> {
  const { hits, problems } = await client.search.find({ query, limit: PART, offset });
  if (problems.length > 0) return refuseQuery(query, problems, context);
  return hits.map(({ paper }) => paper.id);
}
