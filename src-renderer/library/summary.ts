import type { PaperDetails, ReadStatus } from '../../src-shared/contract/index.ts';

/** What several papers have in common. */
export type Summary = {
  /** How many are of each status. */
  readonly statuses: Readonly<Partial<Record<ReadStatus, number>>>;
  readonly starred: number;
  /** How many have their PDF here. */
  readonly offline: number;
  /** Tags that all of them bear. */
  readonly shared: readonly string[];
};

type Known = Pick<PaperDetails, 'status' | 'starred' | 'tags' | 'pdf'>;

/** Sums papers up. */
export function summaryOf(papers: readonly Known[]): Summary {
  const statuses: Partial<Record<ReadStatus, number>> = {};
  for (const { status } of papers) statuses[status] = (statuses[status] ?? 0) + 1;
  const [first] = papers;
  return {
    statuses,
    starred: papers.filter(({ starred }) => starred).length,
    offline: papers.filter(({ pdf }) => pdf.state === 'stored').length,
    shared: first ? first.tags.filter((tag) => papers.every(({ tags }) => tags.includes(tag))) : [],
  };
}
