import {
  type FileOrigin,
  NOTHING_SAID,
  type SaidPaper,
  type SavedPaper,
} from '../listings/index.ts';
import type { ListingDocument } from '../store/index.ts';
import { mergeListing, placeOf } from './merge-listing.ts';
import { mergePapers } from './merge-papers.ts';
import type { Mutations } from './mutations.ts';
import { announce, chunksOf, newOutcome, type Outcome } from './outcome.ts';
import { isUnresolved } from './paper-ids.ts';

/** What taking in a file came to. */
export type ImportCounts = {
  /** Papers of the file, each once however often it stands there. */
  readonly papers: number;
  readonly new: number;
  readonly changed: number;
  /** Of the first thousand papers. */
  readonly ids: string[];
  /** Papers whose arXiv id is not known yet. */
  readonly unresolved: number;
};

/** Takes in the papers of saved pages. */
export interface ImportSink {
  /** Begins with a file. */
  begin(origin: FileOrigin): ImportedFile;
}

/** The papers of one file, taken in one batch after the other. */
export interface ImportedFile {
  /** Returns when all of them are committed, or as soon as `signal` is aborted. */
  take(papers: readonly SavedPaper[], signal: AbortSignal): Promise<void>;
  counts(): ImportCounts;
}

const MAX_IDS = 1_000;

/** Makes the way in for the papers of saved pages. */
export function createImportSink(mutations: Mutations): ImportSink {
  return { begin: (origin) => new Taking(mutations, origin) };
}

class Taking implements ImportedFile {
  readonly #mutations: Mutations;
  readonly #origin: FileOrigin;
  readonly #outcome: Outcome = newOutcome();
  readonly #ids = new Set<string>();
  /** How many papers each day's listing has so far. */
  readonly #days = new Map<string, number>();

  constructor(mutations: Mutations, origin: FileOrigin) {
    this.#mutations = mutations;
    this.#origin = origin;
  }

  async take(papers: readonly SavedPaper[], signal: AbortSignal): Promise<void> {
    const outcome = newOutcome();
    try {
      for await (const chunk of chunksOf(papers)) {
        if (signal.aborted) return;
        await this.#takeChunk(chunk, outcome);
      }
    } finally {
      announce(this.#mutations, outcome);
      this.#add(outcome);
    }
  }

  counts(): ImportCounts {
    const { added, changed } = this.#outcome;
    const ids = [...this.#ids];
    return {
      ...{ papers: ids.length, new: added.size, changed: changed.size },
      ...{ ids: ids.slice(0, MAX_IDS), unresolved: ids.filter(isUnresolved).length },
    };
  }

  async #takeChunk(saved: readonly SavedPaper[], outcome: Outcome): Promise<void> {
    const papers = saved.map(toSaid);
    const ids = await mergePapers(this.#mutations, papers, outcome, this.#origin);
    const entries = saved.flatMap((paper, index) => this.#placeOf(paper, ids[index]!));
    if (entries.length > 0)
      await mergeListing(this.#mutations, { source: 'import', entries }, outcome);
    for (const id of ids) this.#ids.add(id);
  }

  #placeOf({ featuredOn: day, comments, submittedBy, upstream }: SavedPaper, id: string) {
    if (day === null) return [];
    const position = this.#days.get(day) ?? 0;
    this.#days.set(day, position + 1);
    const upvotes = upstream?.upvotes ?? null;
    const place: ListingDocument = placeOf(day, id, { position, upvotes, comments, submittedBy });
    return [place];
  }

  /** What was new in an earlier batch is not changed by a later one. */
  #add({ added, changed }: Outcome): void {
    for (const id of added) this.#outcome.added.add(id);
    for (const id of changed) if (!this.#outcome.added.has(id)) this.#outcome.changed.add(id);
  }
}

function toSaid(paper: SavedPaper): SaidPaper {
  if (paper.upstream) return { ...paper.upstream, source: 'import' };
  const { title, abstract, authorCount, organization, publishedAt, comments, submittedBy } = paper;
  const told = { title, abstract, authorCount, organization, publishedAt, comments, submittedBy };
  return { ...NOTHING_SAID, ...told, arxivId: null, source: 'import' };
}
