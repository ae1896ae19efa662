import type { UpstreamPaper } from './types.ts';

/** The fields of a paper of which each may come from another source. */
export type FactName = Exclude<keyof UpstreamPaper, 'arxivId' | 'source'>;

/** Every fact of an upstream as it stands where nobody said it: null, which is not zero. */
export const NOTHING_SAID: Readonly<Record<Exclude<FactName, 'reference'>, null>> = {
  title: null,
  abstract: null,
  authors: null,
  authorCount: null,
  publishedAt: null,
  organization: null,
  upvotes: null,
  comments: null,
  aiSummary: null,
  aiKeywords: null,
  projectPage: null,
  githubRepo: null,
  githubStars: null,
  thumbnail: null,
  submittedBy: null,
  discussionId: null,
  mediaUrls: null,
  linkedModels: null,
  linkedDatasets: null,
  linkedSpaces: null,
  arxiv: null,
};
