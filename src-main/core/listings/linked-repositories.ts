import { z } from 'zod';
import type { LinkedRepositories } from '../../../src-shared/contract/index.ts';

type Repository = LinkedRepositories['items'][number];

/** A count of the wrong type is unknown. */
const count = z.number().int().nonnegative().nullish().catch(null);
const repository = z.object({
  id: z.string().regex(/^[^\s/]+\/[^\s/]+$|^[^\s/]+$/),
  likes: count,
  downloads: count,
});

/** The most popular papers have thousands; so many are worth keeping with the paper. */
const MOST_KEPT = 50;

/**
 * What a paper's details say of the models, datasets or Spaces that name it; null where they say
 * nothing. An entry that cannot be read is left out.
 */
export function readLinked(list: unknown, total: unknown): LinkedRepositories | null {
  const said = count.parse(total) ?? null;
  if (!Array.isArray(list)) return said === null ? null : { total: said, items: [] };
  const items = list
    .map(readRepository)
    .filter((item) => item !== undefined)
    .sort((a, b) => (b.likes ?? -1) - (a.likes ?? -1))
    .slice(0, MOST_KEPT);
  return { total: said ?? (list.length === 0 ? 0 : null), items };
}

function readRepository(json: unknown): Repository | undefined {
  const { success, data } = repository.safeParse(json);
  return success
    ? { id: data.id, likes: data.likes ?? null, downloads: data.downloads ?? null }
    : undefined;
}

/** What is known after another answer: what it leaves out stays, what it lists replaces the list. */
export function mergeLinked(
  known: LinkedRepositories,
  said: LinkedRepositories,
): LinkedRepositories {
  const isListLeftOut = said.items.length === 0 && said.total !== 0;
  const before = new Map(known.items.map((item) => [item.id, item]));
  return {
    total: said.total ?? known.total,
    items: isListLeftOut ? known.items : said.items.map((item) => filled(item, before)),
  };
}

function filled(item: Repository, before: ReadonlyMap<string, Repository>): Repository {
  const known = before.get(item.id);
  return {
    id: item.id,
    likes: item.likes ?? known?.likes ?? null,
    downloads: item.downloads ?? known?.downloads ?? null,
  };
}
