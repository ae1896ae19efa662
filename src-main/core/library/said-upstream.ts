import type { PaperDetails } from '../../../src-shared/contract/index.ts';
import type { PaperFacts } from '../listings/index.ts';

/** The details of a paper that its facts alone tell. What an older version stored may lack a field. */
export function saidUpstream(facts: Partial<PaperFacts>) {
  return {
    arxivId: facts.arxivId ?? null,
    title: facts.title ?? '',
    abstract: facts.abstract ?? null,
    authors: [...(facts.authors ?? [])],
    authorCount: facts.authors?.length ?? facts.authorCount ?? null,
    organization: facts.organization?.name ?? null,
    publishedAt: facts.publishedAt ?? null,
    upvotes: facts.upvotes ?? null,
    comments: facts.comments ?? null,
    aiSummary: facts.aiSummary ?? null,
    aiKeywords: [...(facts.aiKeywords ?? [])],
    projectPage: facts.projectPage ?? null,
    githubRepo: facts.githubRepo ?? null,
    githubStars: facts.githubStars ?? null,
    submittedBy: facts.submittedBy ?? null,
    linkedModels: facts.linkedModels ?? null,
    linkedDatasets: facts.linkedDatasets ?? null,
    linkedSpaces: facts.linkedSpaces ?? null,
    ...saidByArxiv(facts.arxiv ?? null),
  } satisfies Partial<PaperDetails>;
}

function saidByArxiv(arxiv: Partial<PaperFacts['arxiv']>) {
  const primary = arxiv?.primaryCategory ?? null;
  const others = (arxiv?.categories ?? []).filter((category) => category !== primary);
  return {
    categories: primary === null ? others : [primary, ...others],
    doi: arxiv?.doi ?? null,
    comment: arxiv?.comment ?? null,
    journalRef: arxiv?.journalRef ?? null,
    latestVersion: arxiv?.version ?? null,
    latestVersionAt: arxiv?.updatedAt ?? null,
  };
}
