/** A paper as arXiv tells it, for tests. */
export type FedPaper = {
  /** With its version: `2606.00001v2`. */
  readonly id: string;
  /** `YYYY-MM-DD`. */
  readonly submitted?: string;
  readonly category?: string;
};

/** An Atom feed of papers as arXiv answers it. */
export function feedOf(papers: readonly FedPaper[], total = papers.length): string {
  return `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"
    xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">
    <opensearch:totalResults>${total}</opensearch:totalResults>
    ${papers.map(entryOf).join('\n')}</feed>`;
}

function entryOf({ id, submitted = '2026-06-10', category = 'cs.CL' }: FedPaper): string {
  return `<entry><id>http://arxiv.org/abs/${id}</id><title>On ${id}</title>
    <published>${submitted}T10:00:00Z</published><updated>${submitted}T10:00:00Z</updated>
    <arxiv:primary_category term="${category}"/><category term="${category}"/></entry>`;
}
