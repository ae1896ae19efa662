import type { ReferenceFacts } from '../../listings/index.ts';

/** One entry of CSL-JSON, as far as papers have what it can say. */
export type CslItem = ReferenceFacts & {
  readonly id: string;
  readonly type: string;
  readonly title?: string;
  readonly abstract?: string;
  readonly keyword?: string;
  readonly archive?: string;
  readonly archive_location?: string;
};

/** A paper to be cited; what BibTeX says of arXiv's besides is not in CSL. */
export type Citable = {
  /** The paper's id in the library. */
  readonly paperId: string;
  readonly item: CslItem;
  readonly arxivId: string | null;
  readonly primaryCategory: string | null;
  readonly tags: readonly string[];
};
