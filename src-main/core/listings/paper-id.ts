const PREFIX = 'arxiv:';

/** The id of a paper that arXiv knows. */
export function paperIdOf(arxivId: string): string {
  return `${PREFIX}${arxivId}`;
}

/** The arXiv id in a paper's id; undefined for a paper that has none. */
export function arxivIdOf(paperId: string): string | undefined {
  return paperId.startsWith(PREFIX) ? paperId.slice(PREFIX.length) : undefined;
}
