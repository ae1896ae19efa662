import type { ListedFacts } from '../index/index.ts';
import type { PaperFacts } from '../listings/index.ts';
import type { PaperDocument } from '../store/index.ts';
import { identityKeyOf } from './paper-ids.ts';

/** What a list shows of a stored paper. */
export function listedFacts({ facts }: PaperDocument): ListedFacts {
  const paper = facts as unknown as Partial<PaperFacts>;
  return {
    title: paper.title ?? '',
    identity: identityKeyOf(paper.title ?? ''),
    authors: paper.authors ?? null,
    authorCount: paper.authors?.length ?? paper.authorCount ?? null,
    organization: paper.organization?.name ?? null,
    publishedAt: paper.publishedAt ?? null,
    upvotes: paper.upvotes ?? null,
    comments: paper.comments ?? null,
    doi: paper.arxiv?.doi?.toLowerCase() ?? null,
    addedAt: addedAtOf(paper),
  };
}

/** When a paper was first heard of here, as far as that is kept. */
export function addedAtOf({ addedAt, origins }: Partial<PaperFacts>): number | null {
  const times = [
    ...(addedAt === undefined ? [] : [addedAt]),
    ...(origins ?? []).map(({ at }) => at),
  ];
  return times.length > 0 ? Math.min(...times) : null;
}
