import type { PaperSink } from '../listings/index.ts';
import { mergeListing, placeOf } from './merge-listing.ts';
import { mergePapers } from './merge-papers.ts';
import type { Mutations } from './mutations.ts';
import { announce, chunksOf, newOutcome } from './outcome.ts';
import { paperIdOf } from './paper-ids.ts';

/**
 * Takes in what upstreams say. A paper is merged by its id, a listing remembers its order; what did
 * not change is not written, so that a second sync changes nothing (LIST-2).
 */
export function createPaperSink(mutations: Mutations): PaperSink {
  return {
    async merge({ papers, listing }) {
      const outcome = newOutcome();
      try {
        for await (const chunk of chunksOf(papers)) await mergePapers(mutations, chunk, outcome);
        for await (const chunk of chunksOf(listing?.entries ?? [])) {
          const { day, source } = listing!;
          const entries = chunk.map((entry) => placeOf(day, paperIdOf(entry.arxivId), entry));
          await mergeListing(mutations, { source, entries }, outcome);
        }
      } finally {
        // What was stored before something failed is there, and is told.
        announce(mutations, outcome);
      }
      return { new: outcome.added.size, changed: outcome.changed.size };
    },
  };
}
